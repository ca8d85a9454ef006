"""Names that mean the same source: short forms, acronyms, descriptions and pronouns resolved.

A name that fits several is the last mentioned one's; a title that tells a man or a woman, and what
a reply says of a name, rule some of them out. Where that leaves none, the name is another's.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from ...schema import SourceKind
from ..ground.grounded import Voice
from ..text.alias import (
    Index,
    Words,
    addition_behind,
    has_legal_form,
    is_all_of,
    is_company_of,
    is_end_of,
    is_initials_of,
    is_short_of,
    words_of,
)
from ..text.reading import Reading
from ..text.roster import JOINTS
from ..text.title import Gender, gender_told, is_address, untitled
from .descriptions import Descriptions
from .printed import Printed

__all__ = ["Names"]


class _Call(NamedTuple):
    """One use of a name."""

    name: str
    """Without titles."""
    at: int
    kind: SourceKind | None
    titles: str = ""
    gender: Gender | None = None
    """As the titles tell it."""

    @property
    def titled(self) -> str:
        return f"{self.titles} {self.name}".strip()


class Names:
    """Resolves voices to the fullest name that the article prints; voices come in reading order."""

    def __init__(self, reading: Reading, kinds: Mapping[str, SourceKind]) -> None:
        self.reading = reading
        self.printed = Printed(reading)
        self._told = kinds
        """What is known of the names as they are voiced."""
        self._kinds: dict[str, SourceKind] = {}
        """What is known of them without titles: people are called otherwise than others."""
        for name, kind in kinds.items():
            titles, bare = untitled(name, reading.lexicon)
            self._kinds[bare] = "person" if titles else kind
        printed = [n.text for n in self.printed.names]
        self._all = Index([*printed, *filter(self.printed.is_proper, self._kinds)])
        """All names that are printed or that a reply tells of."""
        self._known = Index()
        """The names resolved to."""
        self._acronyms = {words_of(short): full for short, full in reading.acronyms.items()}
        self.aliases: dict[Voice, str] = {}
        """What the voices call their sources, where it is a name."""
        self._seen: dict[Words, str] = {}
        """Them by their words."""
        self._voiced: dict[str, int] = {}
        """Where each of them spoke last."""
        self._genders: dict[str, Gender] = {}
        self._last_person: str | None = None
        self._descriptions = Descriptions(self.printed, self._kinds)
        self._words = cache(words_of)  # a long article has hundreds of voices and names

    def resolve(self, voice: Voice) -> str:
        """Return the name under which a voice is kept."""
        lexicon = self.reading.lexicon
        is_pronoun = lexicon is not None and voice.name.lower() in lexicon.words.pronouns
        if is_pronoun and self._last_person:
            return self._last_person
        call = self._call(voice)
        full = self._acronyms.get(self._words(call.name), call.name)
        same = self._seen.get(self._words(full))
        kept = same if same and not self._clashes(call, same) else None
        found = self._fullest(call._replace(name=full), kept)
        described = None if found else self._described(call)
        name = found or described or kept or (call.titled if same else full)
        if not (is_pronoun or described):
            is_own = name in (call.titled, call.name) or not is_address(call.titles, lexicon)
            self.aliases[voice] = call.name if is_own else call.titled
        self._remember(name, call)
        return name

    def _remember(self, name: str, call: _Call) -> None:
        """Keep what a use of a name told of its bearer."""
        self._voiced[name] = max(call.at, self._voiced.get(name, 0))
        if call.titles or (call.kind == "person" and name not in self._kinds):
            self._kinds[name] = "person"
        if call.gender:
            self._genders[name] = call.gender
        if self._kinds.get(name) == "person":
            self._last_person = name
        self._seen.setdefault(self._words(name), name)
        self._known.add(name)

    def short_forms(self, name: str) -> list[str]:
        """Return the shorter names by which the article goes on to call a source.

        "Zhang" for "Zhang Junshe", "Lindqvist" for "Lindqvist Shipping".
        """
        if self.printed.is_indefinite(name):
            return []
        calls = [self._printed_call(n) for n in self._all.shorter(name) if n not in self._known]
        return [c.titled for c in calls if [name] == self._sources_of(c)]

    def _printed_call(self, name: str) -> _Call:
        titles = self.printed.address(name)
        kind = "person" if titles else self._kinds.get(name)
        return _Call(name, self.printed.first(name), kind, titles)

    def _call(self, voice: Voice) -> _Call:
        text, lexicon = self.reading.text, self.reading.lexicon
        titles, name = untitled(voice.name, lexicon)
        if voice.at:
            titles = titles or self.printed.titles(voice.at)
            name += addition_behind(text, voice.at.end)
        kind = "person" if titles else self._told.get(voice.name)
        at = voice.at.start if voice.at else len(text)
        return _Call(name, at, kind, titles, gender_told(titles, lexicon))

    def _clashes(self, call: _Call, name: str) -> bool:
        """Whether a use of a name cannot mean whom it meant before: Mr and Mrs Kern."""
        if call.gender and self._gender(name) not in (None, call.gender):
            return True
        is_place = self._kinds.get(name) == "government" and self.printed.is_place(name)
        return bool(call.titles) and is_place

    # --- names ------------------------------------------------------------------------------------

    def _fullest(self, call: _Call, same: str | None) -> str | None:
        """The fuller name for which another is short, if there is one.

        Of sources named before, else of all names; those first that a title or a reply points to.
        """
        if not self.printed.is_proper(call.name):
            return None
        seen = self._sources_of(call)
        others = [n for n in self._all.fuller(call.name) if self._is_new(call, n, seen)]
        others = [n for n in others if not any(self._is_fuller(m, n) for m in others)]
        if seen and same:
            seen.append(same)
        if call.gender:
            told = [n for n in (*seen, *others) if self._gender(n) == call.gender]
            seen = told or [n for n in seen if not self._gender(n)]
            others = [n for n in others if not self._gender(n)]
        found = seen or others
        found = [n for n in found if self._kinds.get(n) == call.kind] or found
        if len(found) > 1 and is_initials_of(call.name, found[0]):
            return None
        return self._nearest(found, call)

    def _sources_of(self, call: _Call) -> list[str]:
        """The sources named before for whose names another may be short."""
        fuller = filter(self.printed.is_proper, self._known.fuller(call.name))
        return [n for n in fuller if self._fits(call, n)]

    def _is_new(self, call: _Call, name: str, seen: Iterable[str]) -> bool:
        """Whether a name that nobody spoke under fits, and is not a name of one who did.

        Names that are only printed may hold more: "Teacher Udo Kern", "Udo Kern of Tarn".
        """
        short, full = self._words(call.name), self._words(name)
        ends = full[-len(short) :] == short
        if len(short) > 1:
            is_all = is_all_of(short, full) or (ends and short[0] in JOINTS)
        else:
            is_all = "of" not in full and (ends or not self._descriptions.has_capitals)
        may = name not in self._known and (is_all or name in self._kinds)
        if not may or not self._fits(call, name):
            return False
        return not any(self._is_fuller(name, s) or self._is_fuller(s, name) for s in seen)

    def _is_fuller(self, name: str, short: str) -> bool:
        words, others = self._words(name), self._words(short)
        return _size(others) < _size(words) and is_short_of(others, words)

    def _fits(self, call: _Call, full: str) -> bool:
        """Whether a name may be short for a fuller one."""
        short, words = self._words(call.name), self._words(full)
        if short == words or _size(short) > _size(words):
            return False
        if self._is_place(call):
            return False
        kind = self._kinds.get(full)
        may_be_person = kind is None and call.kind == "person" and not has_legal_form(words)
        if kind == "person" or may_be_person:
            # who is told to be a person may be called by a part of the name before the whole of it
            any_order = call.kind == "person" and _size(short) < _size(words)
            return is_short_of(short, words) and (
                any_order or self.printed.precedes(full, call.name)
            )
        if call.titles:
            return False
        told = kind or (None if self.printed.is_place(call.name) else call.kind)
        is_called = is_end_of(short, full, any_order="government" in (call.kind, kind)) or (
            is_company_of(short, words, told=told == "organization")
        )
        return is_initials_of(call.name, full) or (
            is_called and self.printed.precedes(full, call.name)
        )

    def _is_place(self, call: _Call) -> bool:
        """Whether a name is a town's: said to be no person's, and printed as in "in Lund".

        What a reply alone says of a bare name is too often wrong to keep it from its person.
        """
        return call.kind == "government" and self.printed.is_place(call.name)

    def _gender(self, name: str) -> Gender | None:
        return self._genders.get(name) or self.printed.gender(name)

    def _nearest(self, names: list[str], call: _Call) -> str | None:
        """Of several candidates the one that was mentioned last before the place, if any was."""

        def last(name: str) -> tuple[int, int]:
            printed = -1 if name == call.name else self.printed.last(name, call.at)
            return max(self._voiced.get(name, -1), printed), len(name)

        found = max(names, key=last, default=None)
        return found if found and (len(names) == 1 or last(found)[0] >= 0) else None

    def _described(self, call: _Call) -> str | None:
        """Whom "the command", "the defence ministry", "the president" mean, if somebody before."""
        if not self._descriptions.points_back(call.name, call.at):
            return None
        # a run of German nouns is no name by itself: "Sprecherin der Straßendirektion Nord"
        has_capitals = self._descriptions.has_capitals
        others = list(self._kinds) if has_capitals else self._all.fuller(call.name)
        known = dict.fromkeys([*self._known.fuller(call.name), *others])
        found = [n for n in known if self._descriptions.fits(call.name, n, call.at)]
        return self._nearest(found, call)


def _size(words: Words) -> tuple[int, int]:
    """How full a name is."""
    return len(words), sum(map(len, words))
