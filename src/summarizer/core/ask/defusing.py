"""Defusing: what an article writes like a mark of ours gets a backslash, where it is shown.

The model tells sentences, tags and quotations apart by "[3]", "T2:", "Q1:" and the lines between
which the article stands. Such marks inside a sentence are told from ours by the backslash before
them. Only what is shown changes, never a span, and only where such a mark stands: `restored` gives
back every text exactly.
"""

import re

__all__ = ["defused", "on_one_line", "restored"]

_MARK = (
    r"\[\d{1,9}\]|(?<!\w)[TQ]\d{1,9}(?=:| \(in)|</?article(?=[->])"
    r"|(?<!\w)(?:Statements|Item|Before|Names|Names in the article)(?=:)"
)
_FORGED = re.compile(_MARK)
_DEFUSED = re.compile(rf"\\({_MARK})")
_BREAKS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def defused(line: str) -> str:
    """Return a line as it is shown: on one line, a backslash before what is written like ours."""
    return _FORGED.sub(lambda m: "\\" + m.group(), on_one_line(line))


def on_one_line(words: str) -> str:
    """Return words without line breaks of any kind: nothing of theirs begins a line of ours."""
    return _BREAKS.sub(" ", words)


def restored(line: str) -> str:
    """Return what a shown line was before."""
    return _DEFUSED.sub(lambda m: m[1], line)
