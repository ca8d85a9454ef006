"""Text of an article, made harmless for a line of a terminal or of notes."""

import re

__all__ = ["plain"]

# a terminal obeys C0 and C1 controls; the bidi marks, embeddings, overrides and isolates can show
# words in another order than they stand in; tags are not seen at all
_OBEYED = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    r"\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BLANKS = re.compile(r"\s+")  # line ends of every kind among them


def plain(text: str) -> str:
    """Return the text on one line, without characters that a terminal would obey, not show."""
    return _BLANKS.sub(" ", _OBEYED.sub("", text)).strip()
