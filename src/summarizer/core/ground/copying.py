"""Names that a reply copied from its prompt's worked examples, where the article has none such."""

import re

from ..ask.prompt import example_names
from ..text.folding import fold
from ..text.naming import clean_name
from ..text.range import Range
from ..text.reading import Reading
from .grounded import Problem
from .mention import is_name

__all__ = ["copied", "is_copied"]

_WORD = re.compile(r"\w+")


def is_copied(reading: Reading, prompt: str, name: str) -> bool:
    """Whether a name is one of a prompt's examples, and not printed in the article.

    A part of the example's name is enough ("Brandt"), and so is more ("mayor Ilse Brandt").
    """
    if not is_name(name):
        return False
    mine = _words(name)
    alike = [e for e in example_names(prompt) if _are_alike(mine, _words(e))]
    if not alike:
        return False
    # not `find_voice`: it is content with a last name
    names = (name, clean_name(name, reading.lexicon), *alike)
    return not any(reading.folded.find_all(n) for n in names)


def _are_alike(mine: set[str], example: set[str]) -> bool:
    return mine <= example or (len(example) > 1 and example <= mine)


def _words(name: str) -> set[str]:
    return set(_WORD.findall(fold(name)))


def copied(key: str, name: str, ranges: tuple[Range, ...] = ()) -> Problem:
    """Tell that a name was copied; it stands for nobody in the record."""
    reason = f"“{name}” is a name of the worked examples, not of the article"
    return Problem(key, "example_not_copied", reason, ranges)
