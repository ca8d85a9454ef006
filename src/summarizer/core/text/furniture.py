"""Know furniture: bylines, datelines, dates, footers and credits.

It is a line of its own, or a notice, credit or sign-off that ends a paragraph: short, of fixed
form, without quotation marks or (but for notices and credits) a final full stop. In doubt it is
prose.
"""

import re

from .dateline import AGENCIES, is_date, is_dateline
from .mark import MARKS

__all__ = ["is_furniture", "is_notice"]

_MAX_FURNITURE, _MAX_NOTICE = 160, 400
_MAX_INITIALS, _MAX_NAME_WORDS = 4, 5
_QUOTED = re.compile("[" + MARKS.replace("'", "").replace("’", "") + "]")
_ENDED = re.compile(r"[.!?…。！？؟।]['’)\]]*$")
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


def is_furniture(line: str) -> bool:
    """Whether a paragraph is a line of fixed form."""
    if is_notice(line):
        return True
    if len(line) > _MAX_FURNITURE or _QUOTED.search(line):
        return False
    if is_date(line) or is_dateline(line):
        return True
    return not _ENDED.search(line) and (
        _LABEL.match(line) is not None
        or _CREDIT.match(line) is not None
        or _FIXED.match(line) is not None
        or _is_byline(line)
        or _is_credit(line)
    )


def is_notice(line: str) -> bool:
    """Whether it is a copyright notice, a credit with a name, or a sign-off in parentheses."""
    if len(line) > _MAX_NOTICE:
        return False
    if notice := _NOTICE.match(line):
        return bool(notice["sure"]) or not _QUOTED.search(line)
    if credit := _CREDIT.match(line):
        return all(map(_are_names, line[credit.end() :].split("/")))
    return _SIGN_OFF.match(line) is not None


def _is_byline(line: str) -> bool:
    by = _BY.match(line)
    if by is None:
        return False
    first, *others = _APART.split(line[by.end() :])
    return (first in AGENCIES or (" " in first and _are_names(first))) and all(
        other in AGENCIES or _are_names(other) for other in others
    )


def _is_credit(line: str) -> bool:
    """Whether agencies, and perhaps a name, stand alone, as in `Jane Doe/AP`."""
    parts = [part.strip() for part in line.strip("-–—() ").split("/")]
    return any(part in AGENCIES for part in parts) and all(
        part in AGENCIES or _are_names(part) or len(part) <= _MAX_INITIALS for part in parts
    )


def _are_names(words: str) -> bool:
    """Whether it may be a name: up to five words, in capitals but for particles and roles."""
    found = words.split()
    return 0 < len(found) <= _MAX_NAME_WORDS and all(
        not word[0].islower() or word in _LOWER_IN_BYLINE for word in found
    )
