"""In what capacity a source speaks, read from the words around its name."""

import re
from collections.abc import Sequence

from ...schema import SourceRole
from ..ground.grounded import Stand
from ..text.range import Range
from ..text.reading import Reading

__all__ = ["role_in"]

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_REACH = 60  # code points around a name that may tell its role: an apposition's length


def role_in(reading: Reading, name: str, stands: Sequence[Stand]) -> tuple[SourceRole, str | None]:
    """Return the role that the words next to a name tell, and the expertise as printed.

    Looked for in the tags in which the source speaks: "a Chinese military expert, Zhang Junshe".
    """
    if reading.lexicon is None:
        return "other", None
    nouns = reading.lexicon.words.nouns
    pattern = reading.lexicon.word if reading.lexicon.words.sets_no_blanks else _WORD
    for around in _surroundings(reading, name, stands):
        words = list(pattern.finditer(reading.text, around.start, around.end))
        for i, word in enumerate(words):
            lower = word.group().lower()
            if lower in nouns.spokesperson:
                return "spokesperson", None
            if lower in nouns.expert:
                return "expert", _phrase(reading, words, i)
            if lower in nouns.witness:
                return "witness", None
    return "other", None


def _surroundings(reading: Reading, name: str, stands: Sequence[Stand]) -> list[Range]:
    """The words that name the source in its tags, else those near its first mention."""
    places = reading.folded.find_all(name, case=True)
    tags = [s.tag.voice for s in stands if s.tag and any(s.tag.voice.meets(p) for p in places)]
    near = [
        Range(max(s.range.start, p.start - _REACH), min(s.range.end, p.end + _REACH))
        for p in places[:1]
        for s in reading.sentences_of(p)
    ]
    return tags or near


def _phrase(reading: Reading, words: list[re.Match[str]], at: int) -> str:
    """The noun phrase that ends in word `at`: back to an article, a comma or a reporting verb."""
    assert reading.lexicon is not None
    known = reading.lexicon.words
    stops = known.determiners | known.pronouns | known.conjunctions
    verbs = reading.lexicon.stances
    first = at
    while first > 0:
        before = words[first - 1]
        gap = reading.text[before.end() : words[first].start()]
        if gap.strip() or before.group().lower() in stops or before.group().lower() in verbs:
            break
        first -= 1
    return reading.text[words[first].start() : words[at].end()]
