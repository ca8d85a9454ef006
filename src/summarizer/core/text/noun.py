"""Nouns of a language that writes all of them with a capital: whether one describes or names."""

from ...schema import SourceKind
from .lexicon import Lexicon

__all__ = ["is_common", "is_descriptive", "kind_of_noun"]

_COMPOUND = 4  # letters of the shortest noun that may end another: "Landes*chef*"


def kind_of_noun(word: str, lexicon: Lexicon) -> SourceKind | None:
    """Return what a noun tells of whom it names; of a compound the last part tells it."""
    plain = word.lower().rpartition("-")[2]
    for start in range(len(plain)):
        kind = lexicon.kinds.get(plain[start:])
        if kind is not None and (start == 0 or len(plain) - start >= _COMPOUND):
            return kind
    return None


def is_common(word: str, lexicon: Lexicon) -> bool:
    """Whether a noun is known to mean a kind of people, bodies or papers: no name by itself."""
    papers = tuple(lexicon.words.nouns.documents | lexicon.words.nouns.hearsay)
    return kind_of_noun(word, lexicon) is not None or word.lower().endswith(papers)


def is_descriptive(word: str, lexicon: Lexicon) -> bool:
    """Whether a noun before a name only tells what it is: "Chefin", "VRW-Sprecherin", "Sender"."""
    plain = word.lower()
    hosts = lexicon.words.phrases.hosts
    is_host = any(plain == h or (len(h) > _COMPOUND and plain.endswith(h)) for h in hosts)
    return is_host or kind_of_noun(word, lexicon) == "person"
