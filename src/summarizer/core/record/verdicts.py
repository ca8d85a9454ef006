"""Verdicts: what the checks found, filed with the items and with the article."""

from collections.abc import Collection, Mapping, Sequence

from ...errors import SummarizerError
from ...schema import Check, Verdict
from ..ask.window import Window
from ..ground.grounded import Problem
from ..text.reading import Reading
from .cleaning import cleaned

__all__ = ["answer_check", "article_checks", "item_check", "item_checks"]

_REASON = 2_000  # code points: it may hold a claim's text
_ASKED = {
    "link.v1": ("claims_linked", "which claim a statement is about"),
    "sources.v1": ("sources_described", "what the sources are"),
    "synopsis.v1": ("synopsis_written", "what the main points are"),
}


def item_checks(
    reading: Reading, answers: Sequence[tuple[Sequence[Problem], Sequence[Problem]]]
) -> Mapping[str, tuple[Check, ...]]:
    """Return the failed and the repaired checks of each item, by its key.

    Args:
        reading: the article.
        answers: for each window what failed for good, and what failed at first only.
    """
    filed: dict[str, list[Check]] = {}
    for failed, repaired in answers:
        for problem in failed:
            filed.setdefault(problem.key, []).append(item_check(reading, problem, "failed"))
        for problem in repaired:
            filed.setdefault(problem.key, []).append(item_check(reading, problem, "repaired"))
    return {key: tuple(dict.fromkeys(checks)) for key, checks in filed.items()}


def item_check(reading: Reading, problem: Problem, verdict: Verdict) -> Check:
    """Return what a problem comes to in the record."""
    return Check(
        name=problem.check,
        verdict=verdict,
        reason=cleaned(problem.reason, _REASON),
        spans=tuple(reading.span(r) for r in problem.ranges),
    )


def article_checks(
    reading: Reading,
    lost: Sequence[tuple[Window, SummarizerError]],
    filed: Mapping[str, tuple[Check, ...]],
    keys: Collection[str],
) -> tuple[Check, ...]:
    """Return the checks of the article as a whole.

    Args:
        reading: the article.
        lost: the windows that could not be read, and why.
        filed: all checks of items, by key.
        keys: the items that are in the record; checks of others are told here, so that nothing is
            dropped in silence.
    """
    checks = [
        Check(
            name="sentences_read",
            verdict="failed",
            reason=f"sentences {_numbers(window)} could not be read: {type(error).__name__}",
            spans=tuple(reading.span(s.range) for s in window.sentences),
        )
        for window, error in lost
    ]
    if not lost:
        checks.append(Check(name="sentences_read", verdict="passed", reason=""))
    orphans = [c for key, each in filed.items() if key not in keys for c in each]
    return (*checks, *orphans)


def answer_check(task: str, error: SummarizerError) -> Check:
    """Return the failed check of a question about the whole article that got no answer."""
    name, question = _ASKED[task]
    reason = f"{question} could not be asked: {type(error).__name__}"
    return Check(name=name, verdict="failed", reason=reason)


def _numbers(window: Window) -> str:
    first, *_, last = (*window.numbers, window.numbers[-1])
    return str(first) if first == last else f"{first}-{last}"
