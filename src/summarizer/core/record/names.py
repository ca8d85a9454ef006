"""Names that mean the same source: short forms, acronyms, descriptions and pronouns resolved."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cache

from ...schema import SourceKind
from ..ground.grounded import Voice
from ..text.naming import is_proper
from ..text.range import Range
from ..text.reading import Reading

__all__ = ["Names"]

_COMPANY = 2  # words: "Lindqvist Shipping" is called "Lindqvist", "Brewery Workers' Union" is not


class Names:
    """Resolves voices to the fullest name that the article prints; voices come in reading order."""

    def __init__(self, reading: Reading, kinds: Mapping[str, SourceKind]) -> None:
        self.reading = reading
        self.kinds = kinds
        """What is known of the names: companies and Chinese people go by a first part of theirs."""
        self._last_person: str | None = None
        self._seen: dict[str, str] = {}
        """The names resolved to, by their caseless form."""
        self._printed = sorted((r, n.text) for n in reading.names for r in n.ranges)
        # a long article has hundreds of voices and names: each is looked up once
        self._places = cache(self._find)
        self._first_alone = cache(self._find_alone)

    def resolve(self, voice: Voice) -> str:
        """Return the name under which a voice is kept."""
        name = self._resolve(voice)
        if self.kinds.get(name) == "person":
            self._last_person = name
        self._seen.setdefault(name.casefold(), name)
        return name

    def short_forms(self, name: str) -> list[str]:
        """Return the shorter names by which the article goes on to call a source.

        "Zhang" for "Zhang Junshe", "Lindqvist" for "Lindqvist Shipping".
        """
        return [
            n.text
            for n in self.reading.names
            if n.text not in self._seen.values()
            and self._full_names(n.text, [name])
            and len(self._full_names(n.text, self._seen.values())) == 1
        ]

    def _resolve(self, voice: Voice) -> str:
        name = voice.name
        lexicon = self.reading.lexicon
        if lexicon and name.lower() in lexicon.words.pronouns and self._last_person:
            return self._last_person
        if name in self.reading.acronyms:
            return self.reading.acronyms[name]
        at = voice.at.start if voice.at else len(self.reading.text)
        if is_proper(name):
            # a source named before, else any name, of which a single word may be short
            fuller = self._full_names(name, self._seen.values())
            if not fuller and " " not in name:
                fuller = self._full_names(name, [n.text for n in self.reading.names])
        else:
            fuller = self._heads(name, at)
        # else in the spelling under which the same name was kept before
        return self._nearest(fuller, at) or self._seen.get(name.casefold(), name)

    def _full_names(self, name: str, among: Iterable[str]) -> list[str]:
        """The names of which one is the beginning or the end, and which are printed first.

        People and others are called by a last part ("Brandt", "Coast Guard"), not across an "of";
        companies, and people whose family name comes first, by the first word.
        """
        words = name.split(" ")
        found: list[str] = []
        for full in among:
            parts = full.split(" ")
            left = parts[: -len(words)]
            if not left:
                continue
            ends = parts[-len(words) :] == words and (
                left[-1][0].isupper() or self.kinds.get(full) == "person"
            )
            begins = parts[: len(words)] == words and (
                self.kinds.get(full) == "person"
                or (self.kinds.get(full) == "organization" and len(parts) == _COMPANY)
            )
            if (ends or begins) and self._first(full) <= self._first_alone(name):
                found.append(full)
        return found

    def _first(self, name: str) -> int:
        places = self._places(name)
        return places[0].start if places else len(self.reading.text)

    def _find(self, name: str) -> list[Range]:
        return self.reading.folded.find_all(name, case=True)

    def _find_alone(self, name: str) -> int:
        """Where a name stands first, but not as a part of a longer one."""
        alone = (
            p.start
            for p in self._places(name)
            # headlines call people by their last names before the text names them
            if p.start >= self.reading.body and not self._is_part(name, p)
        )
        return next(alone, len(self.reading.text))

    def _is_part(self, name: str, at: Range) -> bool:
        """Whether a longer name is printed around a place; printed names never overlap."""
        place = bisect_right(self._printed, at.start, key=lambda printed: printed[0].start)
        around = self._printed[max(0, place - 1) : place]
        return any(r.covers(at) and len(longer) > len(name) for r, longer in around)

    def _heads(self, description: str, at: int) -> list[str]:
        """The names printed before a place whose last word a description repeats.

        "The command" after "North American Aerospace Defense Command".
        """
        if " " in description:
            return []
        head = description.casefold()
        names = dict.fromkeys([*self._seen.values(), *(n.text for n in self.reading.names)])
        return [
            n
            for n in names
            if " " in n and n.split(" ")[-1].casefold() == head and self._first(n) < at
        ]

    def _nearest(self, names: list[str], at: int) -> str | None:
        """Of several candidates the one that was mentioned last before the place."""

        def last(name: str) -> tuple[int, int]:
            return max((p.start for p in self._places(name) if p.start <= at), default=-1), len(
                name
            )

        return max(names, key=last) if names else None
