"""Where words that a system copied stand in the article: forgiving of marks, blanks and case."""

import re
import unicodedata
from dataclasses import dataclass, field

from .prediction import Ranges

__all__ = ["Locator"]

_ELISION = re.compile(r"\[?\s*(?:\.\s?\.\s?\.|…)\s*\]?")
_LEAST = 3  # letters: shorter pieces around an elision prove nothing


def _fold(text: str) -> tuple[str, list[int]]:
    """Letters and digits only, caseless, each with its offset."""
    letters: list[str] = []
    offsets: list[int] = []
    for at, char in enumerate(text):
        for folded in unicodedata.normalize("NFKC", char).casefold():
            if folded.isalnum():
                letters.append(folded)
                offsets.append(at)
    return "".join(letters), offsets


@dataclass
class Locator:
    """Finds words in one article; words found before are looked for further on first."""

    text: str
    _folded: tuple[str, list[int]] = field(init=False)
    _seen: dict[str, int] = field(default_factory=dict[str, int])

    def __post_init__(self) -> None:
        self._folded = _fold(self.text)

    def find(self, words: str) -> Ranges | None:
        """Return where words stand, several ranges around elisions; None if they do not."""
        letters, offsets = self._folded
        found: list[tuple[int, int]] = []
        for piece in _ELISION.split(words):
            wanted, _ = _fold(piece)
            if len(wanted) < _LEAST and not (found == [] and wanted and piece == words):
                continue
            at = letters.find(wanted, self._seen.get(wanted, 0))
            at = letters.find(wanted) if at < 0 else at
            if at < 0:
                return None
            self._seen[wanted] = at + len(wanted)
            found.append((offsets[at], offsets[at + len(wanted) - 1] + 1))
        return tuple(found) or None
