"""Names that mean the same source: short forms, acronyms, descriptions and pronouns resolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...schema import SourceKind
from ..ground.grounded import Voice
from ..ground.mention import is_proper
from ..text.reading import Reading

__all__ = ["Names"]


@dataclass
class Names:
    """Resolves voices to the fullest name that the article prints; voices come in reading order."""

    reading: Reading
    kinds: Mapping[str, SourceKind]
    """What is known of the names: only people are called by a first part of their name."""
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

    def _resolve(self, voice: Voice) -> str:
        name = voice.name
        lexicon = self.reading.lexicon
        if lexicon and name.lower() in lexicon.words.pronouns and self._last_person:
            return self._last_person
        if name in self.reading.acronyms:
            return self.reading.acronyms[name]
        if is_proper(name):
            return self._fuller(voice) or self._as_seen(name)
        return self._described(voice) or self._as_seen(name)

    def _as_seen(self, name: str) -> str:
        """The spelling under which the same name was kept before."""
        return next((seen for seen in self._seen if seen.casefold() == name.casefold()), name)

    def _stock(self) -> list[tuple[str, int]]:
        """All names of which a voice may be short, with the first place of each."""
        printed = {n.text: n.ranges[0].start for n in self.reading.names}
        for seen in self._seen:
            if seen not in printed and (places := self.reading.folded.find_all(seen, case=True)):
                printed[seen] = places[0].start
        return list(printed.items())

    def _fuller(self, voice: Voice) -> str | None:
        """The full name of which a proper name is a part, as people are called after their first
        mention: "Zhang" of "Zhang Junshe", "Coast Guard" of "US Coast Guard"."""
        words = voice.name.split(" ")
        at = voice.at.start if voice.at else len(self.reading.text)
        alone = min(
            (p.start for p in self.reading.folded.find_all(voice.name, case=True)
             if not self._inside_longer(p.start, p.end)),
            default=at,
        )
        fuller: list[tuple[str, int]] = []
        for name, first in self._stock():
            parts = name.split(" ")
            if len(parts) <= len(words) or first > alone:
                continue
            ends = parts[-len(words) :] == words
            begins = parts[: len(words)] == words and self.kinds.get(name) == "person"
            if ends or begins:
                fuller.append((name, first))
        return self._nearest(fuller, at)

    def _inside_longer(self, start: int, end: int) -> bool:
        return any(
            r.start <= start and end <= r.end and (r.end - r.start) > (end - start)
            for n in self.reading.names
            for r in n.ranges
        )

    def _described(self, voice: Voice) -> str | None:
        """The name whose last word a description repeats: "the command" after "… Defense Command"."""
        head = voice.name.split(" ")[-1].casefold()
        at = voice.at.start if voice.at else len(self.reading.text)
        if " " in voice.name:
            return None
        heads = [(n, f) for n, f in self._stock()
                 if " " in n and n.split(" ")[-1].casefold() == head and f < at]
        return self._nearest(heads, at)

    def _nearest(self, names: list[tuple[str, int]], at: int) -> str | None:
        """Of several candidates the one that was mentioned last before the place."""
        def last(item: tuple[str, int]) -> tuple[int, int]:
            places = self.reading.folded.find_all(item[0], case=True)
            return max((p.start for p in places if p.start <= at), default=-1), len(item[0])

        return max(names, key=last)[0] if names else None
