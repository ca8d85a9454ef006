"""Names that mean the same source: short forms, acronyms, descriptions and pronouns resolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...schema import SourceKind
from ..ground.grounded import Voice
from ..text.naming import is_proper
from ..text.reading import Reading

__all__ = ["Names"]

_COMPANY = 2  # words: "Lindqvist Shipping" is called "Lindqvist", "Brewery Workers' Union" is not


@dataclass
class Names:
    """Resolves voices to the fullest name that the article prints; voices come in reading order."""

    reading: Reading
    kinds: Mapping[str, SourceKind]
    """What is known of the names: a company and a Chinese person go by a first part of theirs."""
    _last_person: str | None = None
    _seen: list[str] = field(default_factory=list)

    def resolve(self, voice: Voice) -> str:
        """Return the name under which a voice is kept."""
        name = self._resolve(voice)
        if self.kinds.get(name) == "person":
            self._last_person = name
        if name not in self._seen:
            self._seen.append(name)
        return name

    def short_forms(self, name: str) -> list[str]:
        """Return the shorter names by which the article goes on to call a source.

        "Zhang" for "Zhang Junshe", "Lindqvist" for "Lindqvist Shipping".
        """
        return [
            n.text
            for n in self.reading.names
            if n.text != name
            and n.text not in self._seen
            and self._full_names(n.text, [name])
            and len(self._full_names(n.text, self._seen)) == 1
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
            fuller = self._full_names(name, self._seen)
            if not fuller and " " not in name:
                fuller = self._full_names(name, [n.text for n in self.reading.names])
        else:
            fuller = self._heads(name, at)
        return self._nearest(fuller, at) or self._as_seen(name)

    def _as_seen(self, name: str) -> str:
        """The spelling under which the same name was kept before."""
        return next((seen for seen in self._seen if seen.casefold() == name.casefold()), name)

    def _full_names(self, name: str, among: list[str]) -> list[str]:
        """The names of which one is the beginning or the end, and which are printed first.

        People and others are called by a last part ("Brandt", "Coast Guard"), not across an "of";
        companies, and people whose family name comes first, by the first word.
        """
        words = name.split(" ")
        alone = self._first_alone(name)
        found: list[str] = []
        for full in among:
            parts = full.split(" ")
            left = parts[: -len(words)]
            if len(parts) <= len(words) or self._first(full) > alone:
                continue
            ends = parts[-len(words) :] == words and (
                left[-1][0].isupper() or self.kinds.get(full) == "person"
            )
            begins = parts[: len(words)] == words and (
                self.kinds.get(full) == "person"
                or (self.kinds.get(full) == "organization" and len(parts) == _COMPANY)
            )
            if ends or begins:
                found.append(full)
        return found

    def _first(self, name: str) -> int:
        places = self.reading.folded.find_all(name, case=True)
        return places[0].start if places else len(self.reading.text)

    def _first_alone(self, name: str) -> int:
        """Where a name stands first, but not as a part of a longer one."""
        longer = [r for n in self.reading.names if len(n.text) > len(name) for r in n.ranges]
        return min(
            (
                p.start
                for p in self.reading.folded.find_all(name, case=True)
                # headlines call people by their last names before the text names them
                if p.start >= self.reading.body and not any(r.covers(p) for r in longer)
            ),
            default=len(self.reading.text),
        )

    def _heads(self, description: str, at: int) -> list[str]:
        """The names printed before a place whose last word a description repeats.

        "The command" after "North American Aerospace Defense Command".
        """
        if " " in description:
            return []
        head = description.casefold()
        names = dict.fromkeys([*self._seen, *(n.text for n in self.reading.names)])
        return [
            n
            for n in names
            if " " in n and n.split(" ")[-1].casefold() == head and self._first(n) < at
        ]

    def _nearest(self, names: list[str], at: int) -> str | None:
        """Of several candidates the one that was mentioned last before the place."""

        def last(name: str) -> tuple[int, int]:
            places = self.reading.folded.find_all(name, case=True)
            return max((p.start for p in places if p.start <= at), default=-1), len(name)

        return max(names, key=last) if names else None
