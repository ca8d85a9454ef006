"""Windows: runs of sentences that one request is about."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ..text.quotation import Quotation
from ..text.reading import Reading
from ..text.segment import Sentence
from ..text.tags import Tag

__all__ = ["Window", "cut"]

_MAX_CHARS = 24_000  # about 6,000 tokens of English, 24,000 of Chinese: a safe part of any context
_WORD = re.compile(r"\w+")
_FEW = 2  # words with a capital that a sentence may begin and end with
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
    """Cut an article into windows of about `size` prose sentences each, never inside a speech.

    Args:
        reading: the article.
        size: prose sentences in a window.
        context: sentences shown before each window.
    """
    prose = [s for s in reading.sentences if s.kind == "prose"]
    # what speaks to the machine is shown where it is asked about, never as context: it was obeyed
    honest = [s for s in prose if s.number not in reading.instructions]
    places = [0, *accumulate(s.number not in reading.instructions for s in prose)]
    # filed once: a long article has as many windows as it has tags
    tags: dict[int, list[Tag]] = defaultdict(list)
    for tag in reading.tags:
        tags[tag.sentence].append(tag)
    quotations: dict[int, list[Quotation]] = defaultdict(list)
    ends = [s.range.end for s in reading.sentences]
    for quotation in reading.quotations:
        quotations[bisect_right(ends, quotation.parts[0].start) + 1].append(quotation)
    return tuple(
        _window(
            reading,
            run,
            tuple(honest[max(0, places[first] - context) : places[first]]),
            tuple(t for s in run for t in tags[s.number]),
            tuple(q for s in run for q in quotations[s.number]),
        )
        for first, run in _runs(prose, size, _spoken_on(reading))
    )


def _spoken_on(reading: Reading) -> frozenset[int]:
    """The numbers of the sentences in which a speech of the sentence before goes on."""
    found = set(reading.spoken_on)
    for quotation in reading.quotations:
        numbers = [s.number for p in quotation.parts for s in reading.sentences_of(p)]
        tag = reading.speech_tags.get(quotation.number)
        first = min(numbers[0], tag.sentence) if tag else numbers[0]
        found.update(range(first + 1, numbers[-1] + 1))
    return frozenset(found)


def _runs(
    prose: Sequence[Sentence], size: int, joined: Container[int]
) -> Iterable[tuple[int, tuple[Sentence, ...]]]:
    """The windows' sentences, each with the place of its first.

    A sentence that is joined to the one before stays with it.
    """
    run: list[Sentence] = []
    length = 0
    for place, sentence in enumerate(prose):
        long = sentence.range.end - sentence.range.start
        is_full = len(run) >= size and sentence.number not in joined
        if run and (is_full or length + long > _MAX_CHARS):
            yield place - len(run), tuple(run)
            run, length = [], 0
        run.append(sentence)
        length += long
    if run:
        yield len(prose) - len(run), tuple(run)


def _window(
    reading: Reading,
    sentences: tuple[Sentence, ...],
    before: tuple[Sentence, ...],
    tags: tuple[Tag, ...],
    quotations: tuple[Quotation, ...],
) -> Window:
    return Window(
        sentences=sentences,
        before=before,
        tags=tags,
        unstated=tuple(t for t in tags if t.number not in reading.sources),
        quotations=quotations,
        untagged=tuple(
            q
            for q in quotations
            if q.number not in reading.speech_tags
            and q.number not in reading.speakers
            and not _is_scare_quote(reading, q)
            and not _is_title(reading, q)
        ),
    )


def _is_scare_quote(reading: Reading, quotation: Quotation) -> bool:
    words = " ".join(reading.line(part) for part in quotation.parts)
    return len(_WORD.findall(words)) <= _SCARE_QUOTE_WORDS and not words.endswith((".", "!", "?"))


def _is_title(reading: Reading, quotation: Quotation) -> bool:
    """Whether every word has a capital but the small ones: “The Ferries of Tarn”."""
    known = reading.lexicon.words if reading.lexicon else None
    if known is None or not known.has_capitals or known.nouns_have_capitals:
        return False
    words = [w for part in quotation.parts for w in _WORD.findall(reading.line(part))]
    telling = [w for w in words if w.lower() not in known.function_words | known.determiners]
    return len(telling) > _FEW and all(not w[0].islower() for w in telling)
