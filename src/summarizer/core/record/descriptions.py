"""Descriptions: which of the names that went before "the command" or "the ministry" means."""

from collections.abc import Mapping

from ...schema import SourceKind
from ..text.alias import heads_of, words_of
from ..text.naming import is_proper
from ..text.roster import JOINTS
from .printed import Printed

__all__ = ["Descriptions"]

_COMPOUND = 4  # letters of the end of a German word that may stand for it; "Amt" ends too many


class Descriptions:
    """Tells what descriptions fit which names."""

    def __init__(self, printed: Printed, kinds: Mapping[str, SourceKind]) -> None:
        self.printed = printed
        self.kinds = kinds
        """What is known of names: nobody called Baker is meant by "the baker"."""
        self.lexicon = printed.reading.lexicon
        self.has_capitals = self.lexicon is not None and self.lexicon.words.nouns_have_capitals

    def points_back(self, words: str, at: int) -> bool:
        """Whether words at a place may mean somebody named before: "the president".

        Not names, where a capital is not only that of a sentence's first word or a German noun's;
        not "its president".
        """
        is_printed = words in self.printed.texts and not self.has_capitals
        if is_proper(words if is_printed or " " in words else words[1:]):
            return False
        before = self.printed.word_before(at)
        return self.lexicon is None or before not in self.lexicon.words.possessives

    def fits(self, description: str, name: str, at: int) -> bool:
        """Whether a description at a place may mean a name that stands before it.

        "A senior official" is meant by "the official", not by "official" alone.
        """
        before = self.printed.word_before(at)
        is_definite = self.lexicon is not None and before in self.lexicon.words.definite
        return (
            (is_definite or self.printed.is_proper(name))
            and self._describes(description, name)
            and self.printed.first(name) < at
        )

    def _describes(self, description: str, name: str) -> bool:
        """Whether all words of a description are a name's, and what it is is what the name is.

        In German the end of a name's first word may stand for it: "Ministerium", "Direktion" for
        "Innenministerium", "Straßendirektion Nord".
        """
        is_first = self.lexicon is not None and self.lexicon.words.heads_first
        words, full = words_of(description), words_of(name)
        is_person = self.kinds.get(name) == "person" and self.printed.is_proper(name)
        if is_person or words == full:
            return False
        if set(words) - JOINTS <= set(full):
            heads = set(heads_of(description, is_first=is_first))
            return not heads.isdisjoint(heads_of(name, is_first=is_first))
        is_end = len(description) >= _COMPOUND and full[0].endswith(words[0])
        return self.has_capitals and is_end and len(words) == 1 and name in self.kinds
