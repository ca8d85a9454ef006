"""Cues: the words that report somebody's stand, "said", "according to", "has not confirmed"."""

import re
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
    found = (
        _cue(sentence, match, lexicon)
        for match in lexicon.cue.finditer(sentence.masked, *sentence.range)
    )
    return [cue for cue in found if cue]


def _cue(sentence: Clause, match: re.Match[str], lexicon: Lexicon) -> Cue | None:
    head = match["head"] or match["frame"]
    plain = " ".join(head.lower().replace("’", "'").split())
    kind, stance = lexicon.stances.get(plain, ("verb", "asserts"))
    before = match[0][: -len(head)]
    adverbs = lexicon.adverbs.match(before)
    at = Range(match.start() + (adverbs.end() if adverbs else 0), match.end())
    if kind in ("verb", "tells") and _is_noun(sentence, at, lexicon):
        return None
    if lexicon.passive.search(before) and not plain.endswith("ing"):
        agent = lexicon.agent.match(sentence.masked, at.end, sentence.range.end)
        if agent is None:
            return None  # "was reported": by nobody
        at, kind = Range(at.start, agent.end()), "preposition"
    if lexicon.negation.search(before) or _negated_behind(sentence, at, stance, lexicon):
        if stance in _NOT_REPORTED:
            return None
        if stance in _CAN_BE_WITHHELD:
            stance = "has_not_confirmed"
    return Cue(at, kind, stance)


def _is_noun(sentence: Clause, at: Range, lexicon: Lexicon) -> bool:
    """Whether an article stands right before a verb's form: "a disputed figure", "the claims"."""
    before = sentence.words(Range(sentence.segment(at).start, at.start))[-1:]
    return any(w.group().lower() in lexicon.words.articles for w in before)


def _negated_behind(sentence: Clause, at: Range, stance: Stance, lexicon: Lexicon) -> bool:
    """Whether a negation of a verb of confirming or denying stands behind it.

    Right behind it ("confirme pas"), or at the segment's end where the language puts it there
    ("bestätigte den Bericht nicht"); never behind a "that": "confirmed that it had not paid".
    """
    if stance not in _CAN_BE_WITHHELD:
        return False
    segment = sentence.segment(at)
    that = lexicon.complementizer.search(sentence.masked, at.end, segment.end)
    end = that.start() if that else segment.end
    if lexicon.words.negates_last:
        return bool(lexicon.negation.search(sentence.masked, at.end, end))
    behind = sentence.words(Range(at.end, end))[:1]
    return any(lexicon.negation.fullmatch(w.group()) for w in behind)
