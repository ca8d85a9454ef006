"""Who of the articles has an outcome, and who waits for which job, from one pass to the next."""

import hashlib
from array import array
from collections.abc import Collection

from ..schema import Article

__all__ = ["Roster"]

_DONE = 2**64 - 1


class Roster:
    """Sixteen bytes for each article, by its place in the input."""

    def __init__(self) -> None:
        self._texts = array("Q")
        self._jobs = array("Q")

    def is_due(self, index: int, article: Article | str, under_way: Collection[int]) -> bool:
        """Whether it is worth looking at an article: not if it is done, or its job is under way.

        Raises:
            ValueError: it is not the article that stood there before.
        """
        text = _fingerprint(article)
        if index == len(self._texts):
            self._texts.append(text)
            self._jobs.append(0)
            return True
        if self._texts[index] != text:
            raise ValueError("these are not the articles of the pass before")
        return not self.is_done(index) and self._jobs[index] not in under_way

    def is_done(self, index: int) -> bool:
        """Whether an article has its outcome."""
        return self._jobs[index] == _DONE

    def done(self, index: int) -> None:
        """Note that an article has its outcome."""
        self._jobs[index] = _DONE

    def waits(self, index: int, job: int) -> None:
        """Note which job an article waits for; 0: none."""
        self._jobs[index] = job

    def check_length(self, n_articles: int) -> None:
        """See that a pass saw them all.

        Raises:
            ValueError: it did not: the articles can be read only once.
        """
        if n_articles < len(self._texts):
            raise ValueError("there are fewer articles than in the pass before")


def _fingerprint(article: Article | str) -> int:
    text = article if isinstance(article, str) else article.text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8])
