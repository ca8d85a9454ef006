"""Choosing some cases of a gold file."""

from collections.abc import Collection, Sequence

from summarizer import SummarizerError

from .case import Case

__all__ = ["ChoiceError", "by_id", "some"]


class ChoiceError(SummarizerError):
    """There is nothing of what was asked for."""


def some(
    cases: Sequence[Case], *, split: str | None = None, language: str | None = None
) -> tuple[Case, ...]:
    """Return the cases of a split and a language; only stories of ours have a split."""
    return tuple(
        case
        for case in cases
        if (language is None or case.language == language)
        and (split is None or (case.story is not None and case.story.split == split))
    )


def by_id(cases: Sequence[Case], ids: Collection[str]) -> tuple[Case, ...]:
    """Return the cases with these ids, in this order.

    Raises:
        ChoiceError: there is no such case.
    """
    known = {case.id: case for case in cases}
    if unknown := [i for i in ids if i not in known]:
        raise ChoiceError(f"The gold has no {', '.join(unknown)}.", hint="ids are in evals/gold")
    return tuple(known[i] for i in dict.fromkeys(ids))
