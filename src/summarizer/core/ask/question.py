"""Questions: a window, or a list of claims, put into a request."""

from collections.abc import Sequence
from dataclasses import replace

from ..text.quotation import Quotation
from ..text.range import Range
from ..text.reading import Reading
from ..text.segment import Sentence
from ..text.tags import Tag
from .defusing import defused, on_one_line
from .prompt import render
from .request import Message, Reply, Request
from .window import Window
from .wire import ArticleForm, LinkForm, SynopsisForm, kinds_form, tags_form

__all__ = [
    "ask_again",
    "ask_article",
    "ask_kinds",
    "ask_link",
    "ask_synopsis",
    "ask_tags",
    "tag_words",
]

_MAX_NAMES = 12  # shown: the last ones mentioned
_MAX_QUOTE = 200  # code points of a quotation shown
_MAX_POINTER = 48  # code points of one that stands in full above


def ask_tags(reading: Reading, window: Window) -> Request:
    """Ask who stands behind the tags and quotations that do not tell it: the `small` profile."""
    lines = _lines(reading, window.sentences)
    messages = render(
        "tags.v1",
        names=_names(reading, window.sentences[0].range.start),
        before=[defused(reading.line(s.range)) for s in window.before],
        # nobody points at these numbers: a plant moves none, so that all else is asked alike
        sentences=[(n - reading.planted_before(n), line) for n, line in lines],
        tags=[defused(tag_words(reading, tag)) for tag in window.unstated],
        quotes=[defused(_shorten(_words(reading, q), _MAX_QUOTE)) for q in window.untagged],
    )
    tags, quotes = len(window.unstated), len(window.untagged)
    # an answer is about 15 tokens; the rest is room for long names
    room = 64 + 48 * (tags + quotes)
    return Request("tags.v1", messages, tags_form(tags, quotes), room, window.numbers)


def ask_article(reading: Reading, window: Window, *, whole: bool, max_tokens: int) -> Request:
    """Ask for everything about a window in one answer: the `large` profile."""
    quotes = [
        (
            q.number,
            _place([s.number for p in q.parts for s in reading.sentences_of(p)]),
            defused(_shorten(_words(reading, q), _MAX_POINTER)),
        )
        for q in window.quotations
    ]
    messages = render(
        "article.v1",
        fence=_fence(reading.text, reading.article.sha256),
        whole=whole,
        names=() if whole else _names(reading, window.sentences[0].range.start),
        before=_lines(reading, window.before),
        sentences=_lines(reading, window.sentences),
        quotes=quotes,
    )
    return Request("article.v1", messages, ArticleForm, max_tokens, window.numbers)


def ask_link(item: str, statements: Sequence[str]) -> Request:
    """Ask which statement an item is about."""
    messages = render("link.v1", item=defused(item), statements=[*map(defused, statements)])
    return Request("link.v1", messages, LinkForm, 32)


def ask_kinds(sources: Sequence[tuple[str, str]]) -> Request:
    """Ask what each source is, given the words of its tag."""
    messages = render("sources.v1", sources=[(defused(n), defused(w)) for n, w in sources])
    return Request("sources.v1", messages, kinds_form(len(sources)), 64 + 24 * len(sources))


def ask_synopsis(claims: Sequence[tuple[int, str, str]]) -> Request:
    """Ask for the main points of an article that was read in several windows."""
    shown = [(number, status, defused(text)) for number, status, text in claims]
    return Request("synopsis.v1", render("synopsis.v1", claims=shown), SynopsisForm, 800)


def ask_again(request: Request, reply: Reply, problems: Sequence[str]) -> Request:
    """Ask the same question again, telling what failed in the answer."""
    (complaint,) = render("repair.v1", problems=[*map(on_one_line, problems)])
    answer = Message("assistant", reply.text)
    return replace(request, messages=(*request.messages, answer, complaint))


def tag_words(reading: Reading, tag: Tag) -> str:
    """Return the words of a tag as the model is shown them: who, and the cue."""
    at = (
        tag.voice
        if tag.cue is None
        else Range(min(tag.voice.start, tag.cue.start), max(tag.voice.end, tag.cue.end))
    )
    return reading.line(at)


def _lines(reading: Reading, sentences: Sequence[Sentence]) -> list[tuple[int, str]]:
    return [(s.number, defused(reading.line(s.range))) for s in sentences]


def _names(reading: Reading, before: int) -> list[str]:
    """The names printed before a place, the last mentioned ones, in order of first mention."""
    known = [n for n in reading.own_names if n.ranges[0].start < before and " " in n.text]
    last = sorted(known, key=lambda n: max(r.start for r in n.ranges if r.start < before))
    kept = set(last[-_MAX_NAMES:])
    return [defused(n.text) for n in known if n in kept]


def _place(numbers: Sequence[int]) -> str:
    first, last = min(numbers), max(numbers)
    return str(first) if first == last else f"{first}-{last}"


def _words(reading: Reading, quotation: Quotation) -> str:
    return " … ".join(reading.line(part) for part in quotation.parts)


def _shorten(words: str, most: int) -> str:
    """Show the two ends of a long quotation, more of the first."""
    end = most * 3 // 10
    return words if len(words) <= most else f"{words[: most - end - 3]} … {words[-end:]}"


def _fence(text: str, digest: str) -> str:
    """A mark that the article does not contain: from its own hash, so that caches still hit."""
    length = 12
    while digest[:length] in text:  # only a text that contains its own hash
        length += 1
    return f"article-{digest[:length]}"
