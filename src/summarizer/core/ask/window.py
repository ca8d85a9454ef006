"""Windows: runs of sentences that one request is about."""

import re
from dataclasses import dataclass

from ..text.quotation import Quotation
from ..text.reading import Reading
from ..text.segment import Sentence
from ..text.tags import Tag

__all__ = ["Window", "cut"]

_MAX_CHARS = 24_000  # about 6,000 tokens of English, 24,000 of Chinese: a safe part of any context
_WORD = re.compile(r"\w+")
_SCARE_QUOTE_WORDS = 4  # shorter quotations outside of any tag are names, titles and scare quotes


@dataclass(frozen=True)
class Window:
    """A run of sentences, with what stands before it and what is to be asked about it."""

    sentences: tuple[Sentence, ...]
    before: tuple[Sentence, ...]
    tags: tuple[Tag, ...]
    """The attribution tags in it."""
    unstated: tuple[Tag, ...]
    """Of these, the ones that do not name their source by themselves: "she said"."""
    quotations: tuple[Quotation, ...]
    """The quotations that begin in it."""
    untagged: tuple[Quotation, ...]
    """Of these, the ones whose speaker no tag gives."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its sentences."""
        return tuple(s.number for s in self.sentences)


def cut(reading: Reading, size: int, context: int) -> tuple[Window, ...]:
    """Cut an article into windows of at most `size` prose sentences each.

    Args:
        reading: the article.
        size: prose sentences in a window.
        context: sentences shown before each window.
    """
    windows: list[Window] = []
    run: list[Sentence] = []
    length = 0
    for sentence in (s for s in reading.sentences if s.kind == "prose"):
        long = sentence.range.end - sentence.range.start
        if run and (len(run) >= size or length + long > _MAX_CHARS):
            windows.append(_window(reading, tuple(run), context))
            run, length = [], 0
        run.append(sentence)
        length += long
    if run:
        windows.append(_window(reading, tuple(run), context))
    return tuple(windows)


def _window(reading: Reading, sentences: tuple[Sentence, ...], context: int) -> Window:
    first = sentences[0].number
    numbers = {s.number for s in sentences}
    quotations = tuple(
        q
        for q in reading.quotations
        if any(s.number in numbers for s in reading.sentences_of(q.parts[0])[:1])
    )
    before = [s for s in reading.sentences[: first - 1] if s.kind == "prose"]
    tags = tuple(t for t in reading.tags if t.sentence in numbers)
    return Window(
        sentences=sentences,
        before=tuple(before[len(before) - context :]) if context else (),
        tags=tags,
        unstated=tuple(t for t in tags if t.number not in reading.stated),
        quotations=quotations,
        untagged=tuple(
            q
            for q in quotations
            if q.number not in reading.speech_tags and not _is_scare_quote(reading, q)
        ),
    )


def _is_scare_quote(reading: Reading, quotation: Quotation) -> bool:
    words = " ".join(reading.line(part) for part in quotation.parts)
    return len(_WORD.findall(words)) <= _SCARE_QUOTE_WORDS and not words.endswith((".", "!", "?"))
