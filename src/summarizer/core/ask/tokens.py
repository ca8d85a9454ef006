"""How many tokens a text has, about: where no server has counted them yet, or ever."""

import math

__all__ = ["estimated_tokens"]

_ASCII = 4  # letters of English to a token, about; fewer in marks and numbers
_OTHER = 3  # bytes of UTF-8: a Chinese character, one and a half Cyrillic letters


def estimated_tokens(text: str) -> int:
    """Estimate the tokens of a text by its script, since every model counts otherwise."""
    n_ascii = len(text.encode("ascii", "ignore"))
    n_other = len(text.encode("utf-8", "replace")) - n_ascii
    return math.ceil(n_ascii / _ASCII + n_other / _OTHER)
