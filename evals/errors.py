"""What a system got wrong in an article, to be read beside it: the counterpart of the figures."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .case import Attribution, Case, long_enough
from .prediction import Prediction, Ranges
from .scoring.attributions import score_attributions
from .scoring.figure_set import score_case, without_furniture
from .scoring.figures import Confusion
from .scoring.overlap import letters, overlap
from .scoring.records import RecordScore

__all__ = ["Slip", "report", "slips_of"]

_LONGEST = 140

Said = tuple[Ranges, str | None]


@dataclass(frozen=True, slots=True)
class Slip:
    """One attribution that is not as in the gold."""

    part: Literal["direct", "all"]
    """Among quotations, or among all attributions."""
    kind: Literal["wrong", "missed", "extra"]
    """Another source than the gold's; not found; or not in the gold."""
    words: str
    gold: str | None = None
    """Whose words they are."""
    found: tuple[str | None, ...] = ()
    """Whose the system says they are."""
    near: str | None = None
    """Of missed words the system's that overlap them most, though too little."""

    def __str__(self) -> str:
        names = ", ".join(name or "nobody" for name in self.found)
        whose = {
            "wrong": f"{self.gold or 'nobody'}, not {names}",
            "missed": self.gold or "nobody",
            "extra": names,
        }[self.kind]
        near = f" | near: {names}: {_cut(self.near)}" if self.near else ""
        return f"{self.part:6} {self.kind:6} {whose}: {_cut(self.words)}{near}"


def slips_of(case: Case, found: Prediction) -> tuple[Slip, ...]:
    """Return the wrong, missed and extra attributions, quotations first.

    A described source whose description differs is no slip: the joint figures let it pass, too.
    """
    kept = without_furniture(case, found)
    spoken: list[Said] = [
        (q.ranges, q.speaker)
        for q in kept.quotes
        if q.kind != "not_speech" and long_enough(case.text, q.ranges)
    ]
    stands: list[Said] = [(s.ranges, s.source) for s in kept.stands]
    return (
        *_slips(case.text, "direct", case.direct, spoken),
        *_slips(case.text, "all", case.all, stands),
    )


def _slips(
    text: str, part: Literal["direct", "all"], gold: Sequence[Attribution], found: Sequence[Said]
) -> Iterator[Slip]:
    matches = score_attributions(text, gold, found).matches
    for match, is_right in matches:
        whose = next((gold[i] for i in match.gold if gold[i].is_named), None)
        if whose and not is_right:
            names = tuple(dict.fromkeys(found[j][1] for j in match.predicted))
            yield Slip(part, "wrong", _words(text, whose.ranges), _name(whose), names)
    hit = {i for match, _ in matches for i in match.gold}
    used = {j for match, _ in matches for j in match.predicted}
    for i, missed in enumerate(gold):
        if i not in hit:
            near = _nearest(text, missed.ranges, found)
            yield Slip(
                part,
                "missed",
                _words(text, missed.ranges),
                _name(missed),
                (near[1],) if near else (),
                _words(text, near[0]) if near else None,
            )
    for j, (ranges, name) in enumerate(found):
        if j not in used:
            yield Slip(part, "extra", _words(text, ranges), found=(name,))


def _nearest(text: str, ranges: Ranges, found: Sequence[Said]) -> Said | None:
    mine = letters(text, ranges)
    shared = [(overlap([mine], [letters(text, said[0])]), said) for said in found]
    best = max(shared, key=lambda each: each[0], default=None)
    return best[1] if best and best[0] > 0 else None


def _name(attribution: Attribution) -> str | None:
    return next(iter(attribution.names), None)


def _words(text: str, ranges: Ranges) -> str:
    return " … ".join(text[a:b] for a, b in ranges)


def _cut(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"


def report(case: Case, found: Prediction) -> Iterator[str]:
    """Yield the lines about one article: its slips, then where the rest of the record differs."""
    cost = found.cost
    yield (
        f"== {case.id}: {cost.requests} requests, {cost.input_tokens} tokens in,"
        f" {cost.output_tokens} out"
    )
    if found.error:
        yield f"   gave up: {found.error}"
    yield from (f"   {slip}" for slip in slips_of(case, found))
    record = score_case(case, found).record
    if record is not None:
        yield from (f"   {line}" for line in _of_record(record))


def _of_record(record: RecordScore) -> Iterator[str]:
    for name, confusion in (("status", record.status), ("stance", record.stances)):
        wrong = ", ".join(_confused(confusion))
        if wrong:
            yield f"{name:6} {wrong}"
    if record.links.gold or record.links.predicted:
        hits, gold, predicted = record.links.hits_gold, record.links.gold, record.links.predicted
        yield f"links  {hits:g} of {gold:g} found, {predicted - hits:g} wrong"
    if record.chains.gold or record.chains.predicted:
        hits, gold, predicted = record.chains.hits_gold, record.chains.gold, record.chains.predicted
        yield f"chains {hits:g} of {gold:g} right, {predicted:g} given"


def _confused(confusion: Confusion) -> Iterable[str]:
    wrong = Counter({pair: n for pair, n in confusion.pairs.items() if pair[0] != pair[1]})
    return (f"{gold} as {found or 'nothing'} ×{n}" for (gold, found), n in wrong.most_common())
