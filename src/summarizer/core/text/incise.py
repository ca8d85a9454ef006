"""Incises: tags inside a quotation's marks, as in French: « C'est fini, dit Roux, on part »."""

import re
from collections.abc import Iterator
from dataclasses import replace

from .clause import HIDDEN, WORD
from .kind import kind_of
from .lexicon import Lexicon
from .quotation import Quotation
from .range import Range

__all__ = ["split_at_incises"]

_BETWEEN_DASHES = re.compile(  # «Мы не уйдём, — сказал Керн. — Работа продолжится»
    r"(?<=[,!?…])\s[—–-]\s(?P<tag>[^«»—–]{3,120}?)[.,]\s[—–-]\s"
)
_PAUSE = re.compile(r"[,!?…][\s\u00a0\u202f]+(?=[^\W\d_A-ZÀ-Ý])|\s?[—–]\s?(?=[^\W\d_A-ZÀ-Ý])")
_STOP = re.compile(r"[,.;:!?…»”]|\s?[—–]")
_TURNED = re.compile(r"-(?:t-)?([^\W\d_]+)\b")
_LONGEST = 160  # code points of a tag
_PHRASE = 5  # words behind a verb among which a name stands, or a noun that tells somebody


def split_at_incises(text: str, quotation: Quotation, lexicon: Lexicon | None) -> Quotation:
    """Cut the tags that stand inside a quotation's marks out of it."""
    if lexicon and lexicon.words.tags_in_quotes:
        return _split_at_dashes(text, quotation, lexicon)
    if lexicon is None or not lexicon.words.has_incises:
        return quotation
    parts: list[Range] = []
    outer: list[Range] = []
    for part, around in zip(quotation.parts, quotation.outer, strict=True):
        start, edge = part.start, around.start
        for at in _incises(text, part, lexicon):
            parts.append(Range(start, at.start))
            outer.append(Range(edge, at.start))
            start = edge = at.end
        if WORD.search(text, start, part.end):
            parts.append(Range(start, part.end))
            outer.append(Range(edge, around.end))
    return replace(quotation, parts=tuple(parts), outer=tuple(outer))


def _split_at_dashes(text: str, quotation: Quotation, lexicon: Lexicon) -> Quotation:
    """Cut out the tags between dashes, as Russian sets them."""
    cuts = [
        Range(*tag.span())
        for part in quotation.parts
        for tag in _BETWEEN_DASHES.finditer(text, *part)
        if lexicon.cue.search(tag["tag"])
    ]
    return replace(
        quotation, parts=_without(quotation.parts, cuts), outer=_without(quotation.outer, cuts)
    )


def _without(ranges: tuple[Range, ...], cuts: list[Range]) -> tuple[Range, ...]:
    """Cut places out of the ranges that they lie in."""
    starts = [*(r.start for r in ranges), *(c.end for c in cuts)]
    ends = [*(r.end for r in ranges), *(c.start for c in cuts)]
    return tuple(Range(*pair) for pair in zip(sorted(starts), sorted(ends), strict=True))


def _incises(text: str, part: Range, lexicon: Lexicon) -> Iterator[Range]:
    """Yield the tags inside a part, with the comma before and the stop and blanks behind."""
    done = part.start
    for pause in _PAUSE.finditer(text, *part):
        if pause.start() <= done or not WORD.search(text, done, pause.start()):
            continue
        said = HIDDEN + text[pause.start() : min(part.end, pause.end() + _LONGEST)]
        cue = lexicon.cue.match(said, 1 + pause.end() - pause.start())
        if cue is None:
            continue
        at = Range(*(pause.start() - 1 + place for place in cue.span()))
        if not _is_followed(text, at, part, lexicon):
            continue
        end = _end(text, at.end, part, lexicon)
        if end is not None:
            keeps = text[pause.start()] in "!?…"
            yield Range(pause.start() + keeps, end)
            done = end


def _is_followed(text: str, cue: Range, part: Range, lexicon: Lexicon) -> bool:
    """Whether a verb has its subject right behind it, or in it: "lance Roux", "a-t-elle dit"."""
    turned = _TURNED.search(text, *cue) or _TURNED.match(text, cue.end)
    if turned:
        return turned[1].lower() in lexicon.genders
    behind = text[cue.end : min(part.end, cue.end + _LONGEST)]
    words = [m.group() for m in WORD.finditer(_STOP.split(behind)[0])][:_PHRASE]
    if any(w.lower() in lexicon.words.relatives for w in words[:2]):
        return False
    is_led = bool(words) and (
        words[0][0].isupper()
        or words[0].lower().replace("’", "'").split("'")[0] in _determiners(lexicon)
    )
    named = any(w.split("’")[-1].split("'")[-1][:1].isupper() for w in words)
    is_short = len(words) < _PHRASE
    return is_led and (named or is_short or kind_of(" ".join(words), lexicon) is not None)


def _determiners(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(d.rstrip("'") for d in lexicon.words.determiners)


def _end(text: str, at: int, part: Range, lexicon: Lexicon) -> int | None:
    """Where a tag ends: behind its stop, and behind the apposition that a comma sets off."""
    stop = _STOP.search(text, at, min(part.end, at + _LONGEST))
    if stop is None:
        return part.end if part.end - at <= _LONGEST else None
    following = _STOP.search(text, stop.end(), min(part.end, stop.end() + _LONGEST))
    apposed = text[stop.end() : following.start() if following else part.end]
    if stop[0] == "," and _apposes(apposed, lexicon):
        stop = following
        if stop is None:
            return part.end
    blanks = re.compile(r"[\s\u00a0\u202f]*").match(text, stop.end())
    return min(blanks.end() if blanks else stop.end(), part.end)


def _apposes(words: str, lexicon: Lexicon) -> bool:
    """Whether a stretch behind a name only describes it, or names who is described."""
    found = [m.group() for m in WORD.finditer(words)]
    if not 0 < len(found) <= 2 * _PHRASE:
        return False
    is_name = (
        all(w[0].isupper() for w in found[-2:]) and len(found) <= _PHRASE and found[0][0].isupper()
    )
    is_noun = kind_of(" ".join(found[:_PHRASE]), lexicon) == "person" and not any(
        w.lower() in lexicon.words.pronouns | frozenset(lexicon.words.auxiliaries) for w in found
    )
    return is_name or is_noun
