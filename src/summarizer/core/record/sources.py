"""Sources: everyone cited, each once, with every name and place."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...schema import Check, Source, SourceKind
from ..ground.grounded import Description, Voice
from ..text.naming import is_proper
from ..text.range import Range
from ..text.reading import Reading
from .names import Names

__all__ = ["Sources", "merge"]


@dataclass(frozen=True)
class Sources:
    """The sources of an article, and which of them each voice is."""

    sources: tuple[Source, ...]
    ids: Mapping[Voice, str]

    def id(self, voice: Voice) -> str:
        """Return the id of the source that a voice is."""
        return self.ids[voice]

    def chain(self, voices: Iterable[Voice], *, source: Voice | None) -> tuple[str, ...]:
        """Return the ids of those who pass something on, each once, without the source itself."""
        innermost = self.ids[source] if source else None
        ids = dict.fromkeys(self.ids[v] for v in voices)
        return tuple(i for i in ids if i != innermost)

    @property
    def by_id(self) -> dict[str, Source]:
        """The sources by their ids."""
        return {s.id: s for s in self.sources}


@dataclass
class _Cited:
    """A source in the making."""

    name: str
    variants: set[str]
    voices: list[Voice]


def merge(
    reading: Reading,
    voices: Sequence[Voice],
    descriptions: Sequence[Description],
    checks: Mapping[str, tuple[Check, ...]],
) -> Sources:
    """Merge voices into sources.

    Args:
        reading: the article.
        voices: everyone who speaks or passes on, in reading order.
        descriptions: what the replies say of sources.
        checks: verdicts on sources, by key.
    """
    kinds: dict[str, SourceKind] = {d.name: d.kind for d in descriptions}
    names = Names(reading, kinds)
    resolved = {voice: names.resolve(voice) for voice in voices}
    cited: dict[str, _Cited] = {}
    for voice, name in resolved.items():
        one = cited.setdefault(name, _Cited(name, set(), []))
        one.voices.append(voice)
        lexicon = reading.lexicon
        if not (lexicon and voice.name.lower() in lexicon.words.pronouns):
            one.variants.add(voice.name)
    for short, full in reading.acronyms.items():
        if full in cited:
            cited[full].variants.add(short)
    for name, one in cited.items():
        if not _is_indefinite(reading, name):
            one.variants.update(names.short_forms(name))
    ordered = sorted(cited.values(), key=lambda c: _first(reading, c))
    sources = tuple(
        _source(reading, f"s{i}", one, descriptions, checks) for i, one in enumerate(ordered, 1)
    )
    ids = {v: s.id for s, one in zip(sources, ordered, strict=True) for v in one.voices}
    return Sources(sources, ids)


def _first(reading: Reading, cited: _Cited) -> int:
    places = _mentions(reading, cited)
    return places[0].start if places else len(reading.text)


def _mentions(reading: Reading, cited: _Cited) -> list[Range]:
    """Where a source is named: its longest names first, no place twice.

    "China" is not named in "China Coast Guard", unless a reply named it there.
    """
    own = {cited.name, *cited.variants}
    given = {voice.at for voice in cited.voices}
    # printed names never overlap: the last one that begins before a place is the one around it
    others = sorted(r for n in reading.names if n.text not in own for r in n.ranges)

    def is_part(at: Range) -> bool:
        before = bisect_right(others, at.start, key=lambda r: r.start)
        return any(o != at and o.covers(at) for o in others[max(0, before - 1) : before])

    taken: list[Range] = []
    for name in sorted(own, key=lambda n: (-len(n), n)):
        if _is_name_of(name, cited):
            places = reading.folded.find_all(name, case=is_proper(name))
            taken += [
                p
                for p in places
                if not any(p.meets(t) for t in taken)
                and (p in given or " " in name or not is_part(p))
            ]
    return sorted(taken)


def _is_name_of(name: str, cited: _Cited) -> bool:
    """Whether a variant names the source: "the command" only describes a proper name."""
    return is_proper(name) or not is_proper(cited.name)


def _source(
    reading: Reading,
    id_: str,
    cited: _Cited,
    descriptions: Sequence[Description],
    checks: Mapping[str, tuple[Check, ...]],
) -> Source:
    described = next(
        (d for d in descriptions if d.name == cited.name or d.name in cited.variants), None
    )
    kind = described.kind if described else "organization"
    names = [n for n in cited.variants if n != cited.name and _is_name_of(n, cited)]
    return Source(
        id=id_,
        name=cited.name,
        aliases=tuple(sorted(names, key=lambda n: (-len(n), n))),
        kind=kind,
        naming="named" if _is_named(reading, cited, kind) else "described",
        role=described.role if described else "other",
        affiliation=_printed(reading, described.affiliation if described else None),
        expertise=_printed(reading, described.expertise if described else None),
        mentions=tuple(reading.span(r) for r in _mentions(reading, cited)),
        checks=tuple(
            c for n in {cited.name, *cited.variants} for c in checks.get(f"source {n}", ())
        ),
    )


def _is_named(reading: Reading, cited: _Cited, kind: SourceKind) -> bool:
    """Whether a source is named, not only described.

    "Velian state media", "Tarn residents" are described for all their capital; "Tarn police" is an
    authority's name. Where every noun has a capital, only an indefinite article or a number before
    it tells.
    """
    lexicon = reading.lexicon
    name = cited.name
    if not is_proper(name) or lexicon is None:
        return is_proper(name)
    words = name.split(" ")
    if _is_indefinite(reading, name):
        return False
    if lexicon.words.nouns_have_capitals or not lexicon.words.has_capitals:
        return True
    return words[-1][0].isupper() or kind in ("government", "organization")


def _is_indefinite(reading: Reading, name: str) -> bool:
    """Whether a name begins with "a", "two", "several"."""
    if reading.lexicon is None:
        return False
    words = reading.lexicon.words
    first = reading.lexicon.word.match(name) if words.sets_no_blanks else None
    begin = first.group() if first else name.split(" ", maxsplit=1)[0].lower()
    return begin in words.determiners - words.definite


def _printed(reading: Reading, words: str | None) -> str | None:
    """Keep what the article prints, as it prints it."""
    places = reading.folded.find_all(words, case=False) if words else []
    return reading.text[places[0].start : places[0].end] if places else None
