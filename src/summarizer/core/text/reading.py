"""All that code finds in an article before a model is asked."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, takewhile

from ...schema import Article, Span
from .address import find_addresses
from .addressed import Addressed, find_addressed
from .antecedent import find_antecedents
from .cited import cited_names
from .clause import WORD, trim
from .dialogue import Answer, find_answers
from .discourse import Discourse
from .folding import Folded, fold
from .incise import split_at_incises
from .instruction import Instruction, find_instructions, without_planted
from .lexicon import Lexicon, lexicon, recognise
from .naming import stated_source
from .quotation import Quotation, quotations
from .range import Range
from .reported import spoken_on
from .roster import Name, acronyms, find_names
from .segment import Sentence, meeting, segment
from .speaker import find_speakers
from .speech import speech_tags
from .tags import Tag, bare_tags, find_tags

__all__ = ["Reading", "read"]

_TOP = 10  # sentences among which the headline is
_ROOT = 3  # letters in which words begin alike
_WORD = re.compile(r"[^\W\d_][\w.]*")
_FULL_STOPS = (".", "!", "?", "…", "。", "！", "？", "؟")
_WHITE_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Reading:
    """An article with its sentences, quotations, attribution tags and names."""

    article: Article
    lexicon: Lexicon | None
    """The reporting words of its language; None if we have none."""
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    """The outermost quotations; their numbers are their places in this tuple, counted from 1."""
    tags: tuple[Tag, ...]
    names: tuple[Name, ...]
    acronyms: dict[str, str]
    instructions: dict[int, Instruction]
    """The sentences that speak to the machine that reads them, by their numbers."""
    addresses: dict[int, str]
    """What the sentences that speak to somebody are as a whole, tag and all: see `address_of`."""

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @cached_property
    def planted(self) -> frozenset[int]:
        """The numbers of the sentences that speak to the machine and that nobody is cited with.

        Nobody named there is who "she" or "the mayor" means elsewhere.
        """
        cited = {t.sentence for t in self.tags}
        found: set[int] = set()
        for number, instruction in self.instructions.items():
            if instruction.follows:
                is_planted = number - 1 in found
            else:
                is_planted = instruction.kind == "number" or number not in cited
            if is_planted:
                found.add(number)
        return frozenset(found)

    @cached_property
    def addressed(self) -> Addressed:
        """The sentences that are no instructions but speak to a reader, or stand with an order."""
        return find_addressed(self)

    @cached_property
    def _places(self) -> tuple[int, ...]:
        return tuple(sorted(self.planted))

    def planted_before(self, number: int) -> int:
        """Return how many planted sentences stand before a sentence."""
        return bisect_left(self._places, number)

    @cached_property
    def own_names(self) -> tuple[Name, ...]:
        """The names that are printed outside of planted sentences, and where."""
        if not self.planted:
            return self.names
        places = [self.sentence(n).range for n in self._places]
        kept = (replace(n, ranges=_outside(n.ranges, places)) for n in self.names)
        return tuple(n for n in kept if n.ranges)

    @cached_property
    def folded(self) -> Folded:
        """The text folded for look-ups."""
        return Folded(self.text)

    @property
    def body(self) -> int:
        """Where the body begins, behind a headline: a first paragraph without a full stop."""
        # an instruction above the headline is none itself
        lines = [s for s in self.sentences[:_TOP] if s.number not in self.instructions]
        if not lines:
            return 0
        first = lines[0]
        alone = len(lines) > 1 and lines[1].paragraph > first.paragraph
        is_headline = alone and not self.text[: first.range.end].endswith(_FULL_STOPS)
        return first.range.end if is_headline else 0

    @cached_property
    def _vocabulary(self) -> dict[str, set[str]]:
        words: dict[str, set[str]] = defaultdict(set)
        for match in _WORD.finditer(fold(f"{self.article.title or ''}\n{self.text}")):
            found = match.group()
            for word in (found, found.replace(".", ""), *found.split(".")):
                words[word[:_ROOT]].add(word)
        return words

    def printed_like(self, word: str) -> Collection[str]:
        """Return the words of the text and the title that begin like a folded word.

        Before a full stop with and without it.
        """
        return self._vocabulary.get(word[:_ROOT], ())

    @cached_property
    def speech_tags(self) -> dict[int, Tag]:
        """The tag of each quotation that has one, by the quotation's number."""
        found = speech_tags(self.text, self.sentences, self.quotations, self.tags)
        for quotation in self.quotations:
            tag = self.spoken_on.get(self.sentences_of(quotation.parts[0])[0].number)
            if tag and quotation.number not in found:
                found[quotation.number] = tag
        return found

    @cached_property
    def spoken_on(self) -> dict[int, Tag]:
        """The tag in whose voice a sentence without one goes on, by the sentence's number."""
        if self.lexicon is None or not self.lexicon.words.forms.subjunctives:
            return {}
        return spoken_on(self.text, self.sentences, self.quotations, self.tags, self.lexicon)

    @cached_property
    def stated(self) -> dict[int, str]:
        """The source of each tag that names it by itself, by the tag's number."""
        if self.lexicon is None:
            return {}
        mentions = sorted((r, n.text) for n in self.names for r in n.ranges)
        vocabulary = frozenset(WORD.findall(self.text))
        sources = (
            (
                t.number,
                stated_source(
                    self.text, t.voice, _within(mentions, t.voice), self.lexicon, vocabulary
                ),
            )
            for t in self.tags
            if t.voice != t.cue  # nobody is named
        )
        return {number: source for number, source in sources if source}

    @cached_property
    def sources(self) -> dict[int, str]:
        """The source of each tag that code can tell, named or taken up, by the tag's number."""
        taken_up, _ = self._resolved
        return self.stated | taken_up

    @cached_property
    def speakers(self) -> dict[int, str]:
        """The speaker of each quotation without a tag that code can tell, by its number."""
        _, speakers = self._resolved
        return speakers

    @cached_property
    def answers(self) -> dict[int, Answer]:
        """The sentences of an interview's labelled answers, by their numbers."""
        return find_answers(self, self._discourse) if self._discourse else {}

    def full_name(self, name: str) -> str:
        """Return the full name of a person that the article goes on to call by a part of it."""
        return self._discourse.cast.full_name(name) if self._discourse else name

    @cached_property
    def _discourse(self) -> Discourse | None:
        return Discourse(self, self.lexicon) if self.lexicon else None

    @cached_property
    def _resolved(self) -> tuple[dict[int, str], dict[int, str]]:
        """Whom tags take up, and who speaks quotations: the first tell the discourse who speaks."""
        if self._discourse is None:
            return {}, {}
        taken_up = find_antecedents(self, self._discourse)
        return taken_up, find_speakers(self, self._discourse)

    def sentence(self, number: int) -> Sentence:
        """Return a sentence by its number."""
        return self.sentences[number - 1]

    def span(self, at: Range) -> Span:
        """Return the public span of a range."""
        return Span(start=at.start, end=at.end, text=self.text[at.start : at.end])

    def line(self, at: Range) -> str:
        """Return a piece of the text on one line: runs of white space become one blank."""
        return _WHITE_SPACE.sub(" ", self.text[at.start : at.end]).strip()

    def sentences_in(self, piece: Range) -> tuple[Range, ...]:
        """Return the sentences of a piece by itself: also those within one quotation."""
        inner = segment(self.text[piece.start : piece.end], self.article.language)
        return tuple(
            trim(self.text, Range(piece.start + s.range.start, piece.start + s.range.end))
            for s in inner
        )

    def sentences_of(self, at: Range) -> tuple[Sentence, ...]:
        """Return the sentences that a range meets."""
        return meeting(self.sentences, at)


def _outside(ranges: Sequence[Range], places: Sequence[Range]) -> tuple[Range, ...]:
    """Those of some ranges that stand in none of the places, which are in order."""

    def is_inside(at: Range) -> bool:
        last = bisect_right(places, at.start, key=lambda p: p.start)
        return last > 0 and at.start < places[last - 1].end

    return tuple(r for r in ranges if not is_inside(r))


def _within(mentions: Sequence[tuple[Range, str]], at: Range) -> frozenset[str]:
    """The names that meet a range; their mentions do not meet each other."""
    first = bisect_right(mentions, at.start, key=lambda m: m[0].end)
    behind = islice(mentions, first, None)
    return frozenset(name for _, name in takewhile(lambda m: m[0].start < at.end, behind))


def read(article: Article) -> Reading:
    """Find the sentences, quotations, tags and names of an article."""
    text = article.text
    known = lexicon(article.language or recognise(text))
    language = article.language or (known.language if known else None)
    sentences = segment(text, language)
    quoted = tuple(q for q in quotations(text) if q.depth == 0)
    quoted = tuple(
        split_at_incises(text, replace(q, number=i), known) for i, q in enumerate(quoted, 1)
    )
    starts = frozenset(
        [s.range.start for s in sentences]
        + [part.start for q in quoted for part in q.parts]
        + [outer.start for q in quoted for outer in q.outer]
    )
    tags = find_tags(text, sentences, quoted, known) if known else bare_tags(sentences, quoted)
    addresses = find_addresses(text, sentences, quoted, language)
    instructions = find_instructions(text, sentences, quoted, addresses)
    if instructions:
        tags = without_planted(text, sentences, quoted, tags, instructions, language=language)
    names = find_names(text, starts, known)
    if known and not known.words.has_capitals:
        names = cited_names(text, tags, known)
    return Reading(
        article=article,
        lexicon=known,
        sentences=sentences,
        quotations=quoted,
        tags=tags,
        names=names,
        acronyms=acronyms(text),
        instructions=instructions,
        addresses=addresses,
    )
