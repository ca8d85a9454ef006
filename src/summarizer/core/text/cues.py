"""Cues: the words that report somebody's stand, "said", "according to", "has not confirmed"."""

from typing import NamedTuple

from ...schema import Stance
from .clause import Clause
from .lexicon import CueKind, Lexicon
from .range import Range

__all__ = ["Cue", "find_cues"]

_CAN_BE_WITHHELD: frozenset[Stance] = frozenset({"confirms", "denies"})
_NOT_REPORTED: frozenset[Stance] = frozenset({"asserts", "disputes", "retracts"})


class Cue(NamedTuple):
    """Reporting words, and what they mean."""

    range: Range
    """With auxiliaries and negation where they stand before the verb."""
    kind: CueKind
    stance: Stance


def find_cues(sentence: Clause, lexicon: Lexicon) -> list[Cue]:
    """Find the cues of a sentence outside its quotations.

    A negated confirmation or denial is `has_not_confirmed`; a negated report ("did not say that")
    reports nobody's words and is no cue.
    """
    cues: list[Cue] = []
    stance: Stance
    kind: CueKind
    for match in lexicon.cue.finditer(sentence.masked, *sentence.range):
        head = match["head"] or match["frame"]
        plain = " ".join(head.lower().replace("’", "'").split())
        kind, stance = lexicon.stances.get(plain, ("verb", "asserts"))
        before = match[0][: -len(head)]
        adverbs = lexicon.adverbs.match(before)
        at = Range(match.start() + (adverbs.end() if adverbs else 0), match.end())
        if lexicon.negation.search(before) or (
            kind == "verb" and stance in _CAN_BE_WITHHELD and _negated_behind(sentence, at, lexicon)
        ):
            if stance in _NOT_REPORTED:
                continue
            if stance in _CAN_BE_WITHHELD:
                stance = "has_not_confirmed"
        cues.append(Cue(at, kind, stance))
    return cues


def _negated_behind(sentence: Clause, at: Range, lexicon: Lexicon) -> bool:
    """Whether a negation stands elsewhere in the verb's segment: "bestätigte den Bericht nicht"."""
    segment = sentence.segment(at)
    return bool(
        lexicon.negation.search(sentence.masked, segment.start, at.start)
        or lexicon.negation.search(sentence.masked, at.end, segment.end)
    )
