"""Words of our own prompts in a reply: a model that recites what it was told tells no news."""

from ..ask.prompt import RUN, prompt_runs, runs_of
from ..text.range import Range
from ..text.reading import Reading
from .grounded import Problem

__all__ = ["is_recited", "recited"]


def is_recited(reading: Reading, prompt: str, words: str) -> bool:
    """Whether a run of words is the prompt's, and not printed in the article."""
    common = runs_of(words) & prompt_runs(prompt)
    return bool(common) and bool(common - runs_of(reading.text))


def recited(key: str, ranges: tuple[Range, ...] = ()) -> Problem:
    """Tell that words were recited; they do not stay in the record."""
    reason = f"{RUN} words in a row are those of the question's rules, not of the article"
    return Problem(key, "prompt_not_recited", reason, ranges)
