"""The roster: names that an article prints, found by their capital letters.

A hint for the model and the stock from which short names are completed ("Zhang" → "Zhang Junshe").
It need not be complete, and scripts without capitals have none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .folding import is_unspaced
from .lexicon import Lexicon
from .noun import is_descriptive
from .range import Range

__all__ = ["JOINTS", "Name", "acronyms", "common_words", "find_names"]

_TOKEN = re.compile(r"[^\W\d_][\w’'.-]*\w|[^\W\d_]")
# words that may stand inside a name without a capital: "Bank of Tarn", "Ursula von der Leyen"
JOINTS = frozenset(
    [
        "of",
        "de",
        "del",
        "della",
        "der",
        "den",
        "des",
        "di",
        "da",
        "dos",
        "du",
        "e",
        "el",
        "la",
        "le",
        "las",
        "los",
        "van",
        "von",
        "y",
        "zu",
        "al",
        "bin",
        "ibn",
    ]
)
_GAP = re.compile("[ \u00a0\u202f’']{1,2}")
_OF = re.compile("[ \u00a0\u202f][dD]['’]$")  # "Jeanne d'Arc"
_OFFICE = 3  # capitals of a body or place and a person behind it
_LONGEST_OFFICE, _OFFICE_WORDS = 60, 5  # code points, words before them
_STOP = re.compile("[.][ \u00a0\u202f]?")
_WORD = re.compile(r"\w+")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")  # "John F. Kern", "U.S. Coast Guard"
_LONGEST_NAME = 120  # code points before a bracket in which an acronym's long form may stand
_ACRONYM = re.compile(r"[(（]([^\W\d_a-z][\w&.-]{1,11})[)）]")
_SPELT_OUT = re.compile(
    rf"\b([^\W\d_a-z][\w&.-]{{1,11}})\s?[(（]([^()（）]{{1,{_LONGEST_NAME}}})[)）]"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name and everywhere it stands."""

    text: str
    ranges: tuple[Range, ...]


def find_names(text: str, starts: frozenset[int], lexicon: Lexicon | None) -> tuple[Name, ...]:
    """Find the names of an article in order of first mention.

    Args:
        text: the article.
        starts: offsets at which a sentence or a quotation begins, where a capital proves nothing.
        lexicon: its language's function words; in German, where all nouns have capitals, only names
            of two and more words are found.
    """
    common = common_words(lexicon)
    nouns_have_capitals = lexicon is not None and lexicon.words.nouns_have_capitals
    found: dict[str, list[Range]] = {}
    doubtful: list[tuple[str, Range]] = []
    for run in _runs(text, starts, _elided(lexicon)):
        first = next(
            (i for i, token in enumerate(run) if not _only_describes(token, common, lexicon)),
            len(run),
        )
        if first == len(run):
            continue
        first = _behind_office(text, run, first, lexicon)
        at = Range(run[first].start(), run[-1].end())
        name = text[at.start : at.end].removesuffix("’s").removesuffix("'s")
        at = Range(at.start, at.start + len(name))
        is_single = first == len(run) - 1
        if is_single and (at.start in starts or (nouns_have_capitals and not name.isupper())):
            doubtful.append((name, at))
        else:
            found.setdefault(" ".join(name.split()), []).append(at)
    parts = {word for name in found for word in name.split(" ")}
    for name, at in doubtful:
        if name in found or name in parts:
            found.setdefault(name, []).append(at)
    names = (Name(name, tuple(sorted(ranges))) for name, ranges in found.items())
    return tuple(sorted(names, key=lambda n: n.ranges[0]))


def _only_describes(token: re.Match[str], common: frozenset[str], lexicon: Lexicon | None) -> bool:
    """Whether a word is no part of a name; where nouns have capitals also "Chefin", "Sender"."""
    if lexicon is None or not lexicon.words.nouns_have_capitals:
        return _plain(token) in common
    return _plain(token) in common or is_descriptive(token.group(), lexicon)


def _elided(lexicon: Lexicon | None) -> re.Pattern[str]:
    """Articles that an apostrophe joins to a word: "L'élu", "d'Arc"."""
    articles = sorted(article[:-1] for article in (lexicon.words.elided if lexicon else ()))
    either = "|".join(map(re.escape, articles)) or r"(?!)"
    return re.compile(rf"(?:{either})['’](?=[^\W\d_])", re.IGNORECASE)


def _tokens(text: str, elided: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the words of a text, without an article that is joined to them."""
    for token in _TOKEN.finditer(text):
        article = elided.match(text, token.start())
        word = _TOKEN.match(text, article.end(), token.end()) if article else None
        yield word or token


def _runs(
    text: str, starts: frozenset[int], elided: re.Pattern[str]
) -> Iterator[list[re.Match[str]]]:
    """Yield the runs of words with capitals, and of joints between them."""
    run: list[re.Match[str]] = []
    for token in _tokens(text, elided):
        goes_on = bool(run) and token.start() not in starts and _joins(text, run[-1], token)
        if not goes_on and run:
            yield _without_joints(run)
            run = []
        if token.group()[0].isupper() or (goes_on and token.group().lower() in JOINTS):
            run.append(token)
        elif run:
            yield _without_joints(run)
            run = []
    if run:
        yield _without_joints(run)


def _behind_office(text: str, run: list[re.Match[str]], first: int, lexicon: Lexicon | None) -> int:
    """Where a person's name begins behind an office: "le ministre de l'Intérieur *Paul Roux*"."""
    capitals = [token for token in run[first:] if token.group()[0].isupper()]
    if lexicon is None or len(capitals) < _OFFICE or len(capitals) != len(run[first:]):
        return first
    if lexicon.named:
        return _behind_title(text, run, first, lexicon)
    before = _TOKEN.findall(text[max(0, run[first].start() - _LONGEST_OFFICE) : run[first].start()])
    words = [w.lower() for w in before[-_OFFICE_WORDS:]]
    is_of = any(w in JOINTS - lexicon.words.definite or w in ("du", "del") for w in words[-2:])
    titled = any(lexicon.kinds.get(w) == "person" for w in words)
    return first + 1 if is_of and titled and lexicon.words.bare_people else first


def _behind_title(text: str, run: list[re.Match[str]], first: int, lexicon: Lexicon) -> int:
    """Where a person's name begins behind a title and whose it is: "мэр Тарна *Иван Керн*"."""
    start = max(0, run[first].start() - _LONGEST_OFFICE)
    for title in _TOKEN.finditer(text, start, run[-1].start()):
        if lexicon.kinds.get(title.group().lower()) != "person":
            continue
        for pattern in lexicon.named:
            named = pattern.fullmatch(text, title.start(), run[-1].end())
            if named:
                return next(
                    i for i, token in enumerate(run) if token.start() >= named.start("name")
                )
    return first


def _joins(text: str, before: re.Match[str], token: re.Match[str]) -> bool:
    """Whether two words may belong to one name; behind an initial there may be a full stop."""
    at = before.end(), token.start()
    is_initial = _INITIALS.fullmatch(before.group()) and _STOP.fullmatch(text, *at)
    # a lone "d’" inside belongs to it: "Jeanne d’Arc"
    gap = _OF.sub(" ", text[before.end() : token.start()])
    return bool(is_initial or _GAP.fullmatch(gap))


def _without_joints(run: list[re.Match[str]]) -> list[re.Match[str]]:
    """Cut words without a capital off the end of a run; its first word has one."""
    while not run[-1].group()[0].isupper():
        run.pop()
    return run


def _plain(token: re.Match[str]) -> str:
    """A token as the lexicon writes it; "US" is not "us"."""
    word = token.group()
    return word if word.isupper() and len(word) > 1 else word.lower().replace("’", "'")


def acronyms(text: str) -> dict[str, str]:
    """Return the acronyms that an article introduces in brackets, with what they stand for.

    The algorithm of Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation
    definitions in biomedical text": read backwards, each letter of the acronym is the next such
    letter of the words before the bracket, the first one at the beginning of a word. The name may
    stand in the bracket, too: "NORAD (North American Aerospace Defense Command)".
    """
    introduced = [
        (m.start(), m[1], text[max(0, m.start() - _LONGEST_NAME) : m.start()])
        for m in _ACRONYM.finditer(text)
    ]
    spelt_out = (m for m in _SPELT_OUT.finditer(text) if not _is_word(m[1]))
    introduced += [(m.start(), m[1], m[2]) for m in spelt_out]
    found: dict[str, str] = {}
    for _, acronym, words in sorted(introduced):
        start = _long_form(acronym, words.rstrip())
        if start is not None:
            found.setdefault(acronym, " ".join(words[start:].split()))
    return found


def _long_form(acronym: str, before: str) -> int | None:
    """Where the words begin for which an acronym stands; None if its letters are not in them."""
    letters = [c for c in acronym.lower() if c.isalnum()]
    words = list(_WORD.finditer(before))[-len(letters) :]
    if letters == [w.group()[0].lower() for w in words] and not words[0].group()[0].islower():
        return words[0].start()  # "*T*arn *T*ransport *A*gency"
    at = len(before)
    for i, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= 0 and (before[at].lower() != letter or (i == 0 and not _begins(before, at))):
            at -= 1
        if at < 0:
            return None
    return at


def _is_word(acronym: str) -> bool:
    """Whether most of it is in small letters: "Kern (Kessel Energy and Rail Network)"."""
    return sum(map(str.islower, acronym)) * 2 > len(acronym)


def _begins(text: str, at: int) -> bool:
    """Whether a name may begin at a place: a word with a capital, if the script has them."""
    is_inside = at > 0 and text[at - 1].isalnum() and not is_unspaced(text[at])
    return not is_inside and not text[at].islower()


def common_words(lexicon: Lexicon | None) -> frozenset[str]:
    """Return the small words of a language, which are no part of a name at its beginning."""
    if lexicon is None:
        return frozenset()
    words = lexicon.words
    return (
        words.function_words
        | words.determiners
        | words.pronouns
        | words.conjunctions
        | words.relatives
        | frozenset(words.auxiliaries)
        | frozenset(words.complementizers)
        | frozenset(words.adverbs)
        | {p.split(" ")[0] for each in words.prepositions.values() for p in each}
    )
