"""No model: a regular expression for quotations and reporting verbs, and the nearest name."""

import re

from ..case import Case
from ..prediction import PredictedQuote, PredictedStand, Prediction

__all__ = ["predict", "predict_with_verbs"]

_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|„([^“]+)“|«\s*([^»]+?)\s*»|‘([^’]{20,})’")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?”\"]*")
_NAME = re.compile(r"[A-ZÀ-ÞА-Я][\w’'-]+(?: (?:of|von|van|de|al|the) )?(?: ?[A-ZÀ-ÞА-Я][\w’'-]+)*")
_SAYS = re.compile(
    r"\b(?:said|says|told|added|according to|reported|claimed|announced|argued|warned|insisted|"
    r"sagte|erklärte|teilte|laut|selon|a déclaré|affirme|dijo|afirmó|según|señaló|сказал|заявил)\b",
    re.IGNORECASE,
)
_WORDS = 3


async def predict(case: Case, address: str) -> Prediction:
    """Find quotations; whose they are is the nearest name."""
    del address
    return _read(case, with_verbs=False)


async def predict_with_verbs(case: Case, address: str) -> Prediction:
    """Find sentences with a reporting verb as well, cut at the verb: a stronger baseline."""
    del address
    return _read(case, with_verbs=True)


def _read(case: Case, *, with_verbs: bool) -> Prediction:
    text = case.text
    quotes: list[PredictedQuote] = []
    for match in _QUOTED.finditer(text):
        group = next(i for i in range(1, 6) if match[i] is not None)
        if len(match[group].split()) >= _WORDS:
            quotes.append(
                PredictedQuote(
                    ranges=(match.span(group),), speaker=_nearest(text, match.start(), match.end())
                )
            )
    stands = [PredictedStand(ranges=q.ranges, source=q.speaker) for q in quotes]
    for sentence in _SENTENCE.finditer(text) if with_verbs else ():
        says = _SAYS.search(text, *sentence.span())
        inside = any(
            a < sentence.end() and sentence.start() < b for q in quotes for a, b in q.ranges
        )
        if says and not inside:
            before = (sentence.start(), says.start())
            after = (says.end(), sentence.end())
            longer = max(before, after, key=lambda r: r[1] - r[0])
            if longer[0] < longer[1]:
                stands.append(PredictedStand(ranges=(longer,), source=_nearest(text, *says.span())))
    n_texts = len(quotes) + len(stands)
    return Prediction(id=case.id, quotes=tuple(quotes), stands=tuple(stands), n_texts=n_texts)


def _nearest(text: str, start: int, end: int) -> str | None:
    """The name nearest to a place in its paragraph, outside of it."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    names = [m for m in _NAME.finditer(text, first, last) if m.end() <= start or m.start() >= end]
    best = min(names, key=lambda m: max(start - m.end(), m.start() - end), default=None)
    return best.group() if best else None
