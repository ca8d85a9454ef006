"""The lexicons that tests are about."""

from summarizer.core.text.lexicon import Lexicon, lexicon

__all__ = ["known"]


def known(language: str = "en") -> Lexicon:
    """Return the lexicon of a language that has one."""
    found = lexicon(language)
    assert found is not None
    return found
