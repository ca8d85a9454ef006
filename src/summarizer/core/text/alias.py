"""Aliases: which of two names may be short for the other, told by their words alone."""

import re
import unicodedata
from collections.abc import Iterable

from .folding import is_unspaced
from .roster import JOINTS

__all__ = [
    "Index",
    "Words",
    "addition_behind",
    "has_legal_form",
    "heads_of",
    "is_all_of",
    "is_company_of",
    "is_end_of",
    "is_initials_of",
    "is_short_of",
    "words_of",
]

Words = tuple[str, ...]
"""A name's words as they are compared."""

_BETWEEN = re.compile(r"[ ·・,]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_AFFIXES = re.compile(r"^(?:[dl]'|[ae]l-)(?=\w)|'s?$")
# forms that only a man's surname has, and only a woman's; without accents, so that "й" is "и"
_OBLIQUE = [
    (re.compile(r"(?<=ов|ев|ин)ым$"), ""),
    (re.compile(r"(?<=ов|ев|ин)ои$"), "а"),
    (re.compile(r"(?<=ск|цк)(?:ого|ому|им|ом)$"), "ии"),
    (re.compile(r"(?<=ск|цк)(?:ои|ую)$"), "ая"),
]
_GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr"} | {
    word: word for word in ("ii", "iii", "iv", "filho", "neto", "fils", "pere", "hijo", "padre")
}
_ADDITION = re.compile(r", [JS]r\b")
_COMPANY = 2  # words: "Lindqvist Shipping" is called "Lindqvist", "Brewery Workers' Union" is not
_LEGAL_FORMS = frozenset(
    ["ab", "ag", "as", "asa", "bv", "co", "corp", "gmbh", "inc", "kg", "limited", "llc", "llp"]
) | {"ltd", "ltda", "nv", "oy", "plc", "sa", "sarl", "sas", "se", "spa", "srl"}
_ACRONYM = 3  # letters; fewer are too often a person's initials


def words_of(name: str) -> Words:
    """Return the words of a name as they are compared.

    Without case, accents, full stops, "'s", "l'" and "al-". Of Russian surnames the forms that only
    a man's or only a woman's has are made nominatives; "Иванова" may be either's and is left alone.
    """
    return tuple(_folded(word) for word in _BETWEEN.split(name))


def _folded(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", letters)).replace(".", "")
    plain = _AFFIXES.sub("", plain)
    for form, nominative in _OBLIQUE:
        plain = form.sub(nominative, plain)
    return plain


# --- people ---------------------------------------------------------------------------------------


def is_short_of(short: Words, full: Words) -> bool:
    """Whether somebody whose name is `full` may be called `short`.

    By any part of the name ("Zhang", "Ruiz Peña", "von der Lohe"), without names between ("John
    Kern", "J. Kern" for "John F. Kern"), in the other order. "Udo Kern" is neither Kern Sr. nor
    Kern Jr., but "Kern" may be either.
    """
    (short, addition), (full, other) = _generation(short), _generation(full)
    if (addition != other and (addition or len(short) > 1)) or len(short) > len(full):
        return False
    if len(full) == 1:
        return _is_part("".join(short), "".join(full))
    places = range(len(full) - len(short) + 1)
    return (
        sorted(short) == sorted(full)
        or any(full[i : i + len(short)] == short for i in places)
        or (len(short) > 1 and _leaves_out(short, full))
    )


def addition_behind(text: str, at: int) -> str:
    """Return what a comma sets off from a name to tell father and son apart: ", Jr"."""
    found = _ADDITION.match(text, at)
    return found[0] if found else ""


def _generation(words: Words) -> tuple[Words, str]:
    """A name without what tells father and son apart, and that."""
    *name, last = words
    addition = _GENERATIONS.get(last, "") if name else ""
    return (tuple(name), addition) if addition else (words, "")


def _is_part(short: str, full: str) -> bool:
    """Whether a name without blanks begins with a family name or ends with a given one.

    "张" and "军社" of "张军社"; a family name is not longer than a given one, so that "张伟" is not
    "张伟明".
    """
    rest = len(full) - len(short)
    return is_unspaced(full[:1]) and (
        (full.startswith(short) and len(short) <= rest)
        or (full.endswith(short) and len(short) > 1 and len(short) >= rest)
    )


def _leaves_out(short: Words, full: Words) -> bool:
    """Whether a name is another without some of its middle, or with initials for its names."""
    rest = iter(full)
    return _agree(short[0], full[0]) and all(any(_agree(w, f) for f in rest) for w in short)


def _agree(word: str, other: str) -> bool:
    return word == other or (1 in (len(word), len(other)) and word[:1] == other[:1])


# --- others ---------------------------------------------------------------------------------------


def is_end_of(short: Words, full: str, *, any_order: bool = False) -> bool:
    """Whether words end a name: "Coast Guard", but not "Velia" of "Bank of Velia".

    In any order a ministry of defence is a defence ministry, too.
    """
    parts, words = _BETWEEN.split(full), words_of(full)
    return any(
        words[i:] == short or (any_order and _content(words[i:]) == _content(short))
        for i in range(len(words))
        if (i == 0 or parts[i - 1][:1].isupper()) and parts[i] not in JOINTS
    )


def has_legal_form(words: Words) -> bool:
    """Whether a name ends as only a company's does: "Dorn AG"."""
    return words[-1] in _LEGAL_FORMS


def is_company_of(short: Words, full: Words, *, told: bool) -> bool:
    """Whether words name a company by its first word, or without its legal form.

    Args:
        short: the words.
        full: the company's name.
        told: whether it is known to be a company, or one like it.
    """
    core = full[:-1] if has_legal_form(full) else full
    is_first = len(core) == _COMPANY and core[:1] == short
    return (told or core != full) and (is_first or core == short)


def is_all_of(short: Words, full: Words) -> bool:
    """Whether a longer name begins and ends as a shorter one: "John F. Kern" as "John Kern"."""
    core = full[:-1] if has_legal_form(full) else full
    return _agree(short[0], core[0]) and _agree(short[-1], core[-1])


def is_initials_of(acronym: str, full: str) -> bool:
    """Whether a word in capitals is made of the first letters of a name: "NNP", "MoD"."""
    word = acronym.replace(".", "")
    is_acronym = len(word) >= _ACRONYM and sum(map(str.isupper, word)) * 2 > len(word)
    return is_acronym and word.casefold() in _initials(full)


def _initials(name: str) -> tuple[str, str]:
    """The first letters of a name's words with capitals, and of all its words."""
    parts = _BETWEEN.split(name)
    capitals = (p[:1] for p in parts if p[:1].isupper())
    return "".join(capitals).casefold(), "".join(p[:1] for p in parts).casefold()


def heads_of(name: str, *, is_first: bool) -> Words:
    """Return the words of a name that may tell what it is.

    The last one, and the one before a small word: "Fire Brigades *Union*", "*Ministry* of Defence".

    Args:
        name: the name.
        is_first: whether it may be the first one, too: "*Sindicato* Minero".
    """
    words = words_of(name)
    joints = (i for i, part in enumerate(_BETWEEN.split(name)) if part.lower() in JOINTS)
    joint = next(joints, 0)
    heads = words[-1:] + words[joint - 1 : joint] if joint else words[-1:]
    return heads + words[:1] if is_first else heads


class Index:
    """Names by their words: only those that share one can be short for each other."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._order: dict[str, int] = {}
        self._having: dict[str, list[str]] = {}
        self._ending: dict[str, list[str]] = {}
        for name in names:
            self.add(name)

    def __contains__(self, name: str) -> bool:
        return name in self._order

    def add(self, name: str) -> None:
        """Add a name, once."""
        if name not in self._order:
            self._order[name] = len(self._order)
            for key in self._keys(name):
                self._having.setdefault(key, []).append(name)
            self._ending.setdefault(self._end(name), []).append(name)

    def fuller(self, short: str) -> list[str]:
        """Return the names that a shorter one may stand for, in the order in which they came."""
        return self._having.get(self._end(short), [])

    def shorter(self, full: str) -> list[str]:
        """Return the names that may be short for a fuller one, in the order in which they came."""
        found = {name for key in self._keys(full) for name in self._ending.get(key, [])}
        return sorted(found, key=self._order.__getitem__)

    @staticmethod
    def _end(name: str) -> str:
        """The word that a fuller name must have, too; a sign of it where no blanks are set."""
        (*_, last), _ = _generation(words_of(name))
        return last[-1:] if is_unspaced(last[:1]) else last

    @staticmethod
    def _keys(name: str) -> set[str]:
        words = words_of(name)
        signs = (sign for word in words if is_unspaced(word[:1]) for sign in word)
        return {*words, *signs, *_initials(name)}


def _content(words: Words) -> list[str]:
    return sorted(w for w in words if w not in JOINTS)
