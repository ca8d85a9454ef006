"""Names of a script without capitals: of those whom tags name by themselves, everywhere."""

from collections.abc import Sequence

from .alternation import compiled, words_of
from .clause import WORD_EDGE
from .lexicon import Lexicon
from .naming import clean_name, stated_source
from .range import Range
from .roster import Name
from .tags import Tag

__all__ = ["cited_names"]


def cited_names(text: str, tags: Sequence[Tag], lexicon: Lexicon) -> tuple[Name, ...]:
    """Find the names of an article by its tags, in order of first mention; longer ones first."""
    stated = (stated_source(text, tag.voice, (), lexicon) for tag in tags)
    names = {name for source in stated if source and (name := clean_name(source, lexicon))}
    names -= {name for name in names if _is_described(name, lexicon)}
    edge = "" if lexicon.words.sets_no_blanks else WORD_EDGE
    found: dict[str, list[Range]] = {}
    for match in compiled(rf"{edge}(?:{words_of(frozenset(names))}){edge}").finditer(text):
        found.setdefault(" ".join(match.group().split()), []).append(Range(*match.span()))
    return tuple(Name(name, tuple(places)) for name, places in found.items())


def _is_described(name: str, lexicon: Lexicon) -> bool:
    """Whether words only describe somebody: "两名官员", or one character."""
    first = lexicon.word.match(name)
    indefinite = lexicon.words.determiners - lexicon.words.definite
    return len(name) == 1 or first is None or first.group() in indefinite
