"""Whether a server read all of a question: some cut what is too long, and say nothing."""

from collections.abc import Sequence

from ..core.ask.request import Message
from ..core.text.folding import n_unspaced
from ..usage import CallUsage

__all__ = ["fewest_tokens", "was_cut"]

_MOST_SIGNS = 4  # of a script without blanks in one token


def fewest_tokens(messages: Sequence[Message]) -> int:
    """Count tokens below which no model's own count can be.

    No token reaches over a blank, so there are as many as words at least; in English a third more.
    """
    n_words = n_signs = 0
    for message in messages:
        n_words += len(message.content.split())
        n_signs += n_unspaced(message.content)
    return n_words + n_signs // _MOST_SIGNS


def was_cut(messages: Sequence[Message], usage: CallUsage) -> bool:
    """Whether fewer tokens were read than were sent; a server that counts none tells nothing."""
    n_read = 0 if usage.is_estimated else usage.input_tokens or 0
    return 0 < n_read < fewest_tokens(messages)
