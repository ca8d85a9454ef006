"""The synopsis where no model writes one: the main claims, by salience."""

import re
from collections import Counter
from collections.abc import Sequence

from ...schema import Claim, SynopsisSentence

__all__ = ["main_claims"]

_MAIN = 3
_WORD = re.compile(r"\w{4,}")


def main_claims(claims: Sequence[Claim]) -> tuple[SynopsisSentence, ...]:
    """Return the most salient claims as a synopsis, in reading order, in the article's own words.

    News puts the main things first (the inverted pyramid), and comes back to them: a claim weighs
    more the earlier it stands, the more sources take a stand on it, and the more of its words
    the other claims repeat.
    """
    words = [{w.casefold() for w in _WORD.findall(c.text)} for c in claims]

    frequency = Counter(word for each in words for word in each)
    others = max(len(claims) - 1, 1)

    def salience(i: int) -> float:
        repeated = sum(frequency[word] - 1 for word in words[i])
        echo = repeated / max(len(words[i]), 1) / others
        return 1 / (1 + i) + 0.25 * min(len(claims[i].positions), 4) + echo

    chosen = sorted(sorted(range(len(claims)), key=salience, reverse=True)[:_MAIN])
    return tuple(SynopsisSentence(text=claims[i].text, claims=(claims[i].id,)) for i in chosen)
