"""Reported speech that goes on without saying again who speaks, as "Die Kosten seien gestiegen".

Where a language has verb forms of its own for others' words, a sentence in them behind a tagged one
in the same paragraph goes on in that voice, and so does a quotation alone.
"""

from collections.abc import Sequence

from .clause import HIDDEN, Clause, hide, trim
from .lexicon import Lexicon
from .quotation import Quotation
from .range import Range
from .segment import Sentence
from .tags import Tag

__all__ = ["content_of", "spoken_on"]


def spoken_on(
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    tags: Sequence[Tag],
    lexicon: Lexicon,
) -> dict[int, Tag]:
    """Return the tag in whose voice each sentence without one goes on, by the sentence's number."""
    subjunctives = lexicon.words.forms.subjunctives
    masked = hide(text, [o for q in quotations for o in q.outer], HIDDEN)
    own: dict[int, list[Tag]] = {}
    for tag in tags:
        own.setdefault(tag.sentence, []).append(tag)
    found: dict[int, Tag] = {}
    last: tuple[int, Tag] | None = None
    for sentence in sentences:
        mine = own.get(sentence.number)
        clause = Clause(masked, sentence.range)
        if mine:
            speaking = _speaking(mine)
            last = (sentence.paragraph, speaking) if speaking else None
        elif last is None or last[0] != sentence.paragraph or sentence.kind != "prose":
            last = None
        elif not clause.has_words(sentence.range) or _is_reported(clause, subjunctives, lexicon):
            found[sentence.number] = last[1]
        else:
            last = None
    return found


def _speaking(tags: Sequence[Tag]) -> Tag | None:
    """The tag of a sentence whose voice may go on: the last that stands in no other."""
    outer = [t for t in tags if t.inside is None and t.stance != "declines_to_comment"]
    return outer[-1] if outer else None


def _is_reported(clause: Clause, subjunctives: frozenset[str], lexicon: Lexicon) -> bool:
    words = {w.group() for w in clause.words(clause.range)}
    speaks_itself = {w.lower() for w in words} & lexicon.words.forms.speakers
    return bool(words & subjunctives) and not speaks_itself


def content_of(text: str, sentence: Sentence) -> Range:
    """The words of a sentence that is all somebody's."""
    return trim(text, sentence.range)
