"""Know dates and datelines: lines that say when, or where and when, a story was filed.

A dateline is a place and an agency that we know, perhaps with a date; or what is written like a
place, a comma, a full date (day and month at least), and perhaps an agency of any name.
"""

import re
import unicodedata

__all__ = ["AGENCIES", "is_date", "is_dateline"]

_AGENCY_NAMES = (
    "AP|AFP|ANP|ANSA|APA|ATS|BBC|BBC News|Belga|Bloomberg|CNN|ČTK|dpa|DPA|EFE|EUROPA PRESS|"
    "Europa Press|IANS|Interfax|Jiji|KNA|Kyodo|Kyodo News|Lusa|NTB|PAP|PTI|Reuters|REUTERS|"
    "Reuters Staff|Ritzau|SDA|SID|STT|TASS|TT|UPI|Xinhua|Yonhap|Associated Press|"
    "The Associated Press|Agence France-Presse|Getty Images|Wikinews|ТАСС|Интерфакс|РИА Новости|"
    "新华社|共同通信|时事通信"
)
AGENCIES = frozenset(_AGENCY_NAMES.split("|"))
"""News agencies and the like, as they sign their stories."""
_MONTH_NAMES = (
    "january february march april may june july august september october november december januar "
    "jänner februar märz mai juni juli oktober dezember janvier février mars avril juin juillet "
    "août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto "
    "septiembre setiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno "
    "luglio settembre ottobre dicembre janeiro fevereiro março maio junho julho setembro outubro "
    "novembro dezembro января февраля марта апреля мая июня июля августа сентября октября ноября "
    "декабря"
)
_DAY_NAMES = (
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag "
    "freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes "
    "martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì "
    "sabato domenica segunda terça quarta quinta sexta feira понедельник вторник среда четверг "
    "пятница суббота воскресенье"
)


def _shortened(names: str) -> frozenset[str]:
    return frozenset(name[:length] for name in names.split() for length in range(3, len(name) + 1))


_WHOLE_MONTHS = frozenset(_MONTH_NAMES.split())
_MONTHS, _DAYS = _shortened(_MONTH_NAMES), _shortened(_DAY_NAMES)
_CALENDAR = _MONTHS | _DAYS
_IN_DATES = (
    "a actualizado aggiornato aktualisiert alle am as at atualizado bst cest cet d de del den der "
    "di do edt el em er est et gmt h il in jour jst last le m mis modified nd of on p pdt posted "
    "pst publicado publié pubblicato published rd st stand th u uhr um update updated utc "
    "veröffentlicht y z à às º ª t в г года обновлено опубликовано , . : / - – — | ( ) ·"
)
_DATE_WORDS = _CALENDAR | set(_IN_DATES.split())
_DATE_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_LETTERS = re.compile(r"[^\W\d_]+")
_YEAR_DIGITS = 4
_AGENCY_LINE = re.compile(r"(?P<place>[^()]{0,60}?) ?\((?P<agency>[^()]{2,30})\) ?[—–-]*")

_LOWER_IN_PLACES = (
    "a al am an au aux d da das de dei del della der des di do dos du e el en es i l la las le les "
    "lez los lès nell ob of on sous sul sur the upon y à"
)
_IN_PLACES = frozenset(_LOWER_IN_PLACES.split())
_WORD = r"(?:[^\W\d_]++(?:['’/-][^\W\d_]++)*+|(?:[^\W\d_]{1,2}\.)++)"
_SHORT = r"[^\W\d_]{1,5}\."
_PLACE = re.compile(  # Frankfurt (Oder); St. Louis, Mo.; Washington, D.C., USA
    rf"(?=.{{2,60}}$)(?:{_SHORT} )?{_WORD}(?: {_WORD}){{0,4}}"
    rf"(?:, ?(?:{_SHORT}|{_WORD}(?: {_WORD}){{0,2}})){{0,2}}"
    r"(?P<bracket> ?\([^\W\d_][^()\d]{1,29}\))?"
)
_BEFORE_DATE = re.compile(r"(?P<comma>, ?)| ?[–—|·•] ?| - ")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ON = r"(?:(?:a|addì|am|dem|den|der|di|el|em|il|le|li|lì|on|the) )?"
_FULL_DATE = re.compile(
    rf"{_ON}(?:(?P<weekday>[^\W\d_]{{3,}}+)(?:-feira)?\.?,? {_ON})?(?:"
    rf"{_DAY}(?:st|nd|rd|th|er|\.?[º°])?\.? ?(?:(?:of|de|di) |d['’])?(?P<month>[^\W\d_]{{3,}}+)"
    r"(?P<dot>\.?)(?:,? (?:del? )?[12]\d{3})?"
    rf"|(?P<before_day>[^\W\d_]{{3,}}+)\.? {_DAY}(?:st|nd|rd|th)?(?:,? [12]\d{{3}})?"
    r"|\d{1,2}(?P<point>[./-])\d{1,2}(?P=point)[12]\d{3}|[12]\d{3}-[01]\d-[0-3]\d)"
    r"(?:,? (?:(?:alle|at|às|à|ore|um) )?\d{1,2}[:.h]\d\d(?: ?(?:h|Uhr|[A-Z]{3,4}))?)?",
    re.IGNORECASE,
)
_KNOWN = "|".join(map(re.escape, sorted(AGENCIES)))
_SIGNED = re.compile(  # (nwd) –; / AP
    rf"(?:[,.]? ?(?:[–—|-] ?)?[(/](?:{_KNOWN}|[^\W\d_]{{2,8}}(?:[/-]\w{{1,8}})?)[)/]"
    rf"|[ ,–—|/-]+(?:{_KNOWN}))? ?[–—-]*$"
)


def is_date(line: str) -> bool:
    """Whether it is a date, perhaps with a time and words like `updated`."""
    tokens: list[str] = _DATE_TOKEN.findall(line.casefold())
    figures = [token for token in tokens if token.isdecimal()]
    has_name = any(token in _CALENDAR for token in tokens)
    has_year = len(figures) > 1 and any(len(figure) == _YEAR_DIGITS for figure in figures)
    is_only_date = all(word.isdecimal() or word in _DATE_WORDS for word in tokens)
    return is_only_date and bool(figures) and (has_name or has_year)


def is_dateline(line: str) -> bool:
    """Whether it is a place with an agency or a date or both, and nothing else."""
    return _is_agency_line(line) or _is_dated_line(" ".join(line.split()))


def _is_agency_line(line: str) -> bool:
    found = _AGENCY_LINE.fullmatch(line)
    return (
        found is not None
        and found["agency"] in AGENCIES
        and all(
            not word[0].islower() or word in _DATE_WORDS
            for word in _DATE_TOKEN.findall(found["place"])
        )
    )


def _is_dated_line(line: str) -> bool:
    line = _SIGNED.sub("", unicodedata.normalize("NFC", line), count=1)
    return any(
        _is_full_date(line[cut.end() :])
        and _is_place(line[: cut.start()], is_apart=cut["comma"] is not None)
        for cut in _BEFORE_DATE.finditer(line)
    )


def _is_full_date(words: str) -> bool:
    found = _FULL_DATE.fullmatch(words)
    if found is None:
        return False
    weekday = (found["weekday"] or "").casefold()
    month = (found["month"] or found["before_day"] or "").casefold()
    if found["dot"] and found.end("dot") == len(words) and month in _WHOLE_MONTHS:
        return False  # no abbreviation: the full stop ends a sentence
    return (not weekday or weekday in _DAYS) and (not month or month in _MONTHS)


def _is_place(words: str, *, is_apart: bool) -> bool:
    """Whether it is written like a place; without a comma behind it, in capitals or bracketed."""
    found = _PLACE.fullmatch(words)
    if found is None or not words[0].isupper():
        return False
    if not (is_apart or found["bracket"] or words.isupper()):
        return False
    end = found.start("bracket") if found["bracket"] else found.end()
    return all(word[0].isupper() or word in _IN_PLACES for word in _LETTERS.findall(words[:end]))
