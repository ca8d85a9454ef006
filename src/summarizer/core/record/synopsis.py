"""The synopsis where no model writes one: the main claims, by salience."""

import re
from collections import Counter
from collections.abc import Sequence

from ...schema import Check, Claim, SynopsisSentence
from .cleaning import SENTENCE, cleaned
from .instructed import Instructed, is_marked

__all__ = ["checked", "main_claims"]

_MAIN = 4
_WORD = re.compile(r"\w{4,}")
# what makes a claim a main one; set on the dev half of our gold stories (`evals`, salience_f1)
_PLACE, _POSITION, _HEADLINE, _MANY = 0.2, 0.5, 2.0, 4


def main_claims(claims: Sequence[Claim], headline: str = "") -> tuple[SynopsisSentence, ...]:
    """Return the most salient claims as a synopsis, in reading order, in the article's own words.

    News puts the main things first (the inverted pyramid), into the headline, and comes back to
    them: a claim weighs more the earlier it stands, the more sources take a stand on it, the more
    of the headline's words it has, and the more of its words the other claims repeat. What an
    instruction in the article tells is no main claim.
    """
    claims = [c for c in claims if not is_marked(c.checks)]
    words = [{w.casefold() for w in _WORD.findall(c.text)} for c in claims]
    headlined = {w.casefold() for w in _WORD.findall(headline)}
    frequency = Counter(word for each in words for word in each)
    others = max(len(claims) - 1, 1)

    def salience(i: int) -> float:
        repeated = sum(frequency[word] - 1 for word in words[i])
        echo = repeated / max(len(words[i]), 1) / others
        named = len(words[i] & headlined) / max(len(headlined), 1)
        positions = min(len(claims[i].positions), _MANY)
        return 1 / (1 + _PLACE * i) + _POSITION * positions + _HEADLINE * named + echo

    chosen = sorted(sorted(range(len(claims)), key=salience, reverse=True)[:_MAIN])
    return tuple(SynopsisSentence(text=claims[i].text, claims=(claims[i].id,)) for i in chosen)


def checked(
    sentences: Sequence[SynopsisSentence], claims: Sequence[Claim], guard: Instructed
) -> tuple[tuple[SynopsisSentence, ...], tuple[Check, ...]]:
    """Return a model's synopsis without what an instruction in the article told it, and why.

    Args:
        sentences: the model's, each with the ids of its claims.
        claims: all claims.
        guard: the article's instructions.
    """
    marked = {c.id for c in claims if is_marked(c.checks)}
    kept: list[SynopsisSentence] = []
    checks: list[Check] = []
    for sentence in sentences:
        honest = tuple(i for i in sentence.claims if i not in marked)
        text = cleaned(sentence.text, SENTENCE)
        if not honest:
            checks.append(guard.dropped("cites only what an instruction tells"))
        elif guard.taints(text):
            checks.append(guard.dropped("is told in the words of an instruction"))
        else:
            kept.append(SynopsisSentence(text=text, claims=honest))
    return tuple(kept), tuple(dict.fromkeys(checks))
