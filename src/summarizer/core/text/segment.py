"""Cut an article into numbered sentences with exact positions.

`sentencex` finds the boundaries, a window of a paragraph at a time, for its time is quadratic in
what it is given. It sees blanks instead of quotation marks, since it knows few of them; boundaries
inside a quotation are dropped here instead. A quotation in one paragraph is thus part of one
sentence, unless that is longer than 400 characters: then its inner boundaries count. No sentence is
longer than 1,200: it is cut after final punctuation, else at white space, else anywhere.

Furniture (byline, dateline, date, footer, credit) is a paragraph of its own, or a notice, credit or
sign-off that ends a paragraph: short, of fixed form, without quotation marks or (but for notices
and credits) a final full stop. In doubt it is prose.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, cast

from sentencex import (  # pyright: ignore[reportMissingTypeStubs] -- it has none
    get_sentence_boundaries,  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType] -- compiled
)

from .mark import MARKS
from .paragraph import paragraphs
from .quotation import quotations
from .range import Range

__all__ = ["Sentence", "segment"]

_sentencex = cast("Callable[[str, str], list[dict[str, int]]]", get_sentence_boundaries)
_LONG, _LONGEST = 400, 1200
_WINDOW, _MAX_CARRIED = 2000, 1000
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_MASK = {ord(char): " " for char in MARKS + "`\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"}
_FINAL = re.compile(rf"[.!?…؟।۔][{MARKS})\]]*+(?=\s)|[。！？][{MARKS}）]*+")
_GOES_ON = re.compile(  # 「…」と言った: a particle begins no sentence; 8 p.m. GMT
    r"(?<=[」』])[\u3041-\u309f]|(?<=[ap]\.m\. )(?:[A-Z]{1,3}T|UTC)\b"
)

_MAX_FURNITURE, _MAX_NOTICE = 160, 400
_YEAR_DIGITS, _MAX_INITIALS, _MAX_NAME_WORDS = 4, 4, 5
_QUOTED = re.compile("[" + MARKS.replace("'", "").replace("’", "") + "]")
_ENDED = re.compile(r"[.!?…。！？؟।]['’)\]]*$")
_AGENCY_NAMES = (
    "AP|AFP|ANP|ANSA|APA|ATS|BBC|BBC News|Belga|Bloomberg|CNN|ČTK|dpa|DPA|EFE|EUROPA PRESS|"
    "Europa Press|IANS|Interfax|Jiji|KNA|Kyodo|Kyodo News|Lusa|NTB|PAP|PTI|Reuters|REUTERS|"
    "Reuters Staff|Ritzau|SDA|SID|STT|TASS|TT|UPI|Xinhua|Yonhap|Associated Press|"
    "The Associated Press|Agence France-Presse|Getty Images|Wikinews|ТАСС|Интерфакс|РИА Новости|"
    "新华社|共同通信|时事通信"
)
_AGENCIES = frozenset(_AGENCY_NAMES.split("|"))
_BY = re.compile(
    r"(?:(?:written |reported )?by|von|par|por|di|da|av|автор:?|текст:?|מאת:?|بقلم:?) ",
    re.IGNORECASE,
)
_APART = re.compile(r" ?[,|/&;•] ?| [–—-] | (?:and|und|et|y|e|i|и|for|in|avec|mit|con|com|with) ")
_PARTICLES_AND_ROLES = (
    "al bin da de del della den der di do dos du el la le ten ter van von zu "
    "chief correspondent editor political reporter senior special staff writer"
)
_LOWER_IN_BYLINE = frozenset(_PARTICLES_AND_ROLES.split())
_FIXED = re.compile(  # bylines, dates and datelines written without blanks or after a colon
    r"(?:(?:本报|新华社|本社)?记者[ :：]|文[/:：]|(?:责任)?编辑[:：]|来源[:：])[^。]{1,30}$"
    r"|(?:記者|كتب)[:：][^。]{1,30}$"
    r"|(?:发布时间|发布|更新)?[:：]?\d{4}年\d{1,2}月\d{1,2}日[\s\d:：时時分]*$"
    r"|新华社\w{2,10}\d{1,2}月\d{1,2}日电$"
)
_DATE_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_MONTHS_AND_DAYS = (
    "january february march april may june july august september october november december januar "
    "februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août "
    "septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto "
    "septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio "
    "settembre ottobre dicembre janeiro fevereiro março maio junho julho setembro outubro "
    "novembro dezembro января февраля марта апреля мая июня июля августа сентября октября ноября "
    "декабря monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch "
    "donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes "
    "martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì "
    "sabato domenica segunda terça quarta quinta sexta feira понедельник вторник среда четверг "
    "пятница суббота воскресенье "
)
_CALENDAR = frozenset(
    name[:length] for name in _MONTHS_AND_DAYS.split() for length in range(3, len(name) + 1)
)
_IN_DATES = (
    "a actualizado aggiornato aktualisiert alle am as at atualizado bst cest cet d de del den der "
    "di do edt el em er est et gmt h il in jour jst last le m mis modified nd of on p pdt posted "
    "pst publicado publié pubblicato published rd st stand th u uhr um update updated utc "
    "veröffentlicht y z à às º ª t в г года обновлено опубликовано , . : / - – — | ( ) ·"
)
_DATE_WORDS = _CALENDAR | set(_IN_DATES.split())
_DATELINE = re.compile(r"(?P<place>[^()]{0,60}?) ?\((?P<agency>[^()]{2,30})\) ?[—–-]*")
_NOTICE = re.compile(
    r"(?P<sure>(?:™ ?& ?)?(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4})))|.{0,120}?(?:"
    r"all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos reservados|tutti i diritti riservati"
    r"|todos os direitos reservados|все права защищены|版权所有|無断転載"
    r"|جميع الحقوق محفوظة|כל הזכויות שמורות)",
    re.IGNORECASE | re.DOTALL,
)
_CREDIT = re.compile(
    r"(?:photos?|photograph|images?|pictures?|credits?|(?:file|ap) photo|foto|bild"
    r"|crédit(?: photo)?|crédito|immagine|фото|图片?|写真|صورة)(?: ?[:：/] ?| by )(?=[\w©])",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(r"\((?:additional )?(?:reporting|editing|writing) by ", re.IGNORECASE)
_LABEL = re.compile(
    r"\(?(?:additional )?(?:reporting|editing|writing) by \w|the-\w++-wire$|ends?$|###$|-30-$"
    r"|(?:advertisement|anzeige|publicité|publicidad|pubblicità|реклама)$|\(?ap photo/"
    r"|(?:read (?:more|also|next)|see also|also read|related(?: stories| articles)?|lesen sie auch"
    r"|mehr zum thema|(?:à )?lire aussi|le[ae] también|leggi anche|leia (?:também|mais)"
    r"|читайте также|相关阅读|関連記事|اقرأ أيضا)(?: ?[:：]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A numbered piece of the article, without the white space around it."""

    number: int
    """1, 2 … in reading order."""
    range: Range
    paragraph: int
    """Number of its paragraph, from 1."""
    kind: Literal["prose", "furniture"]
    """`furniture` is numbered but never asked about; headlines are prose."""


def segment(text: str, language: str | None) -> tuple[Sentence, ...]:
    """Cut a text into sentences; with the white space between them they cover it exactly.

    Args:
        text: Any text without lone surrogates.
        language: BCP 47 code, for the abbreviations that end no sentence; None: general rules.
    """
    masked = _APOSTROPHE.sub("ʼ", text).translate(_MASK)
    quoted = [outer for quote in quotations(text) if not quote.depth for outer in quote.outer]
    quoted.sort()
    starts = [outer.start for outer in quoted]
    code = (language or "").replace("_", "-").partition("-")[0].lower()
    found: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs(text), start=1):
        inner: list[int] = []
        cuts: list[int] = [paragraph.start]
        for boundary in _boundaries(masked, paragraph, code):
            cut = _before_marks(text, boundary, starts)
            before = bisect_right(starts, cut) - 1
            if before >= 0 and starts[before] < cut < quoted[before].end:
                inner.append(cut)
            elif cuts[-1] < cut < paragraph.end and not _GOES_ON.match(text, cut):
                cuts.append(cut)
        ranges = list(_ranges(text, [*cuts, paragraph.end], inner))
        is_line = _is_furniture(text[paragraph.start : paragraph.end][: _MAX_NOTICE + 1])
        for place in ranges:
            is_notice = place is ranges[-1] and _is_notice(text[place.start : place.end])
            kind: Literal["prose", "furniture"] = "furniture" if is_line or is_notice else "prose"
            found.append(Sentence(len(found) + 1, place, number, kind))
    return tuple(found)


def _boundaries(masked: str, paragraph: Range, code: str) -> Iterator[int]:
    """Yield where sentences begin inside a paragraph."""
    at = paragraph.start
    while at < paragraph.end:
        end = min(at + _WINDOW, paragraph.end)
        if end < paragraph.end:
            blank = masked.rfind(" ", end - _MAX_CARRIED // 2, end)
            end = blank if blank > 0 else end
        ends = [at + one["end_index"] for one in _sentencex(code, masked[at:end])]
        yield from ends[:-1]
        last = ends[-2] if len(ends) > 1 else at
        # the last one was cut off by the window: read it again, unless it will be cut anyway
        at = last if end < paragraph.end and last > at and end - last <= _MAX_CARRIED else end


def _before_marks(text: str, cut: int, starts: list[int]) -> int:
    """Move a boundary before the marks that open the next sentence; masked, they were blanks."""
    back = cut
    while back and (text[back - 1] in MARKS or text[back - 1].isspace()):
        back -= 1
    first = bisect_right(starts, back - 1)
    if first < len(starts) and starts[first] < cut:
        return starts[first]
    return cut


def _ranges(text: str, cuts: list[int], inner: list[int]) -> Iterator[Range]:
    """Yield the sentences between the cuts, trimmed; long ones in pieces."""
    for start, end in pairwise(cuts):
        between = inner[bisect_right(inner, start) : bisect_right(inner, end - 1)]
        for at, stop in pairwise([start, *(between if end - start > _LONG else ()), end]):
            first = _skip_blanks(text, at, stop)
            while first < stop:
                cut = stop if stop - first <= _LONGEST else _forced(text, first)
                last = cut
                while text[last - 1].isspace():
                    last -= 1
                yield Range(first, last)
                first = _skip_blanks(text, cut, stop)


def _skip_blanks(text: str, at: int, stop: int) -> int:
    while at < stop and text[at].isspace():
        at += 1
    return at


def _forced(text: str, start: int) -> int:
    """Say where to cut what has no boundary: as late as allowed, at the best place there is."""
    low, high = start + _LONG, start + _LONGEST
    best = 0
    for match in _FINAL.finditer(text, low, high):
        best = match.end()
    if not best:
        best = next((at for at in range(high, low, -1) if text[at - 1].isspace()), 0)
    if not best:
        best = high
        while best > low and unicodedata.category(text[best])[0] in "MC":  # marks, joiners
            best -= 1
    return best


def _is_furniture(line: str) -> bool:
    """Whether a paragraph is a line of fixed form."""
    if _is_notice(line):
        return True
    if len(line) > _MAX_FURNITURE or _QUOTED.search(line):
        return False
    if _is_date(line):
        return True
    return not _ENDED.search(line) and (
        _LABEL.match(line) is not None
        or _CREDIT.match(line) is not None
        or _FIXED.match(line) is not None
        or _is_byline(line)
        or _is_dateline(line)
        or _is_credit(line)
    )


def _is_notice(line: str) -> bool:
    """Whether it is a copyright notice, a credit with a name, or a sign-off in parentheses."""
    if len(line) > _MAX_NOTICE:
        return False
    if notice := _NOTICE.match(line):
        return bool(notice["sure"]) or not _QUOTED.search(line)
    if credit := _CREDIT.match(line):
        return all(map(_are_names, line[credit.end() :].split("/")))
    return _SIGN_OFF.match(line) is not None


def _is_date(line: str) -> bool:
    tokens: list[str] = _DATE_TOKEN.findall(line.casefold())
    figures = [token for token in tokens if token.isdecimal()]
    has_name = any(token in _CALENDAR for token in tokens)
    has_year = len(figures) > 1 and any(len(figure) == _YEAR_DIGITS for figure in figures)
    is_only_date = all(word.isdecimal() or word in _DATE_WORDS for word in tokens)
    return is_only_date and bool(figures) and (has_name or has_year)


def _is_byline(line: str) -> bool:
    by = _BY.match(line)
    if by is None:
        return False
    first, *others = _APART.split(line[by.end() :])
    return (first in _AGENCIES or (" " in first and _are_names(first))) and all(
        other in _AGENCIES or _are_names(other) for other in others
    )


def _is_dateline(line: str) -> bool:
    dateline = _DATELINE.fullmatch(line)
    if dateline is None or dateline["agency"] not in _AGENCIES:
        return False
    return all(
        not word[0].islower() or word in _DATE_WORDS
        for word in _DATE_TOKEN.findall(dateline["place"])
    )


def _is_credit(line: str) -> bool:
    """Whether agencies, and perhaps a name, stand alone, as in `Jane Doe/AP`."""
    parts = [part.strip() for part in line.strip("-–—() ").split("/")]
    return any(part in _AGENCIES for part in parts) and all(
        part in _AGENCIES or _are_names(part) or len(part) <= _MAX_INITIALS for part in parts
    )


def _are_names(words: str) -> bool:
    """Whether it may be a name: up to five words, in capitals but for particles and roles."""
    found = words.split()
    return 0 < len(found) <= _MAX_NAME_WORDS and all(
        not word[0].islower() or word in _LOWER_IN_BYLINE for word in found
    )
