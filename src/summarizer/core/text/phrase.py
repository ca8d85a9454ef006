"""Noun phrases of a language whose nouns have capitals: where they end, and what they begin with.

A shallow reading: "der frühere Leiter des Amts für Bau (AfB)" is an article, adjectives, a run of
nouns, and what goes on with them. Words are enough where a noun shows by its capital.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from .clause import HIDDEN, WORD
from .lexicon import Lexicon
from .noun import is_common, kind_of_noun
from .range import Range

__all__ = ["Phrase", "Token", "is_noun", "noun_phrase", "tokens"]

_TOKEN = re.compile(rf"{WORD.pattern}|{HIDDEN}+|[^\w\s]")
_BRACKETED = 5  # tokens in brackets that stand inside a phrase: "(GNF)", "(parteilos, 43)"
_ADJECTIVES = 6  # words between an article and its noun: "mit den Gesprächen vertraute"
_NUMBER = re.compile(r"\d[\d.,]*")


class Token(NamedTuple):
    """A word, a mark, or a hidden quotation."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word as the lexicon writes it."""
        return self.text.lower().replace("’", "'")


class Phrase(NamedTuple):
    """A noun phrase: places in a list of tokens."""

    start: int
    end: int
    nouns: tuple[int, int]
    """Its first run of nouns; of a pronoun the pronoun."""


def tokens(masked: str, at: Range) -> list[Token]:
    """Cut a stretch into words, marks and hidden quotations."""
    return [Token(m.group(), *m.span()) for m in _TOKEN.finditer(masked, *at)]


def is_noun(token: Token) -> bool:
    """Whether a token stands where a noun does: it has a capital, or is a title in marks.

    Or a capital behind a number: "der *45-Jährige*".
    """
    return token.text.lstrip("0123456789-")[:1].isupper() or token.text[0] == HIDDEN


def noun_phrase(
    found: Sequence[Token], at: int, lexicon: Lexicon, *, wide: bool = False
) -> Phrase | None:
    """Return the noun phrase that begins at a token, None if none does.

    `wide` takes in every preposition behind it: before the verb all is one phrase.
    """
    words = lexicon.words
    first = found[at].lower if at < len(found) else ""
    nouns = _nouns_start(found, at, lexicon)
    if nouns is None:
        is_pronoun = first in words.pronouns | words.phrases.pronouns
        return Phrase(at, at + 1, (at, at + 1)) if is_pronoun else None
    end = _run_end(found, nouns, lexicon)
    run = (nouns, end)
    is_name = end - nouns > 1 or (nouns == at and not is_common(found[at].text, lexicon))
    goes_on: int | None = end
    while goes_on is not None:
        end = goes_on
        goes_on = _attached(found, end, lexicon, wide=wide, is_name=is_name)
    return Phrase(at, end, run)


def _nouns_start(found: Sequence[Token], at: int, lexicon: Lexicon) -> int | None:
    """Where the nouns begin behind an article and adjectives."""
    words = lexicon.words
    place = at
    while place < len(found) and _is_determiner(found[place], lexicon):
        opens = place > at and found[at].lower in words.articles
        if opens and found[place].lower in words.articles | words.phrases.possessives:
            return None  # "die den Fund machte": a pronoun before a phrase
        place += 1
    bare, last = place == at, place + _ADJECTIVES
    while place < min(last, len(found)):
        token = found[place]
        if is_noun(token) and (bare or not _is_measure(found, place, lexicon)):
            return place if _begins(found, at, place, lexicon) else None
        behind = _adjective_end(found, place, lexicon, bare=bare)
        if behind is None:
            return None
        place = behind
    return None


def _begins(found: Sequence[Token], at: int, noun: int, lexicon: Lexicon) -> bool:
    """Whether a noun can begin the nouns of a phrase; "nannten alle *nur* „Karl“" has none."""
    words = lexicon.words
    adverbs = words.phrases.adverbs.union(words.adverbs)
    if noun > at:
        return found[noun - 1].lower not in adverbs
    others = adverbs.union(_stops(lexicon))
    return found[noun].text[0] != HIDDEN and found[noun].lower not in others


def _stops(lexicon: Lexicon) -> frozenset[str]:
    """The words that stand in no noun phrase."""
    words = lexicon.words
    stops = words.phrases.prepositions | words.pronouns | words.connectives
    return stops.union(words.auxiliaries, words.negations) - words.determiners


def _adjective_end(found: Sequence[Token], at: int, lexicon: Lexicon, *, bare: bool) -> int | None:
    """The token behind an adjective and what belongs to it, None if there is none."""
    token = found[at]
    if is_noun(token):  # "der 61 *Jahre alte* Landwirt"
        return at + 2
    if not bare and (attribute := _attribute_end(found, at, lexicon)):
        return attribute
    if not token.text[0].isalpha() or token.lower in _stops(lexicon):
        return None
    words = lexicon.words
    is_other = token.lower in words.adverbs or not token.lower.endswith(words.phrases.adjectives)
    return None if bare and is_other else at + 1


def _attribute_end(found: Sequence[Token], at: int, lexicon: Lexicon) -> int | None:
    """Where a preposition inside an attribute ends: "zwei *mit dem Fall* vertraute Beamte"."""
    if found[at].lower not in lexicon.words.phrases.prepositions:
        return None
    inside = noun_phrase(found, at + 1, lexicon)
    if inside is None or inside.end >= len(found):
        return None
    behind = found[inside.end]
    is_adjective = behind.lower.endswith(lexicon.words.phrases.adjectives) and not is_noun(behind)
    return inside.end if is_adjective else None


def _is_measure(found: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a noun belongs to an adjective behind it: "der 61 *Jahre alte* Landwirt"."""
    behind = found[at + 1 : at + 3]
    adjectives = lexicon.words.phrases.adjectives
    return (
        _NUMBER.fullmatch(found[at - 1].text) is not None
        and len(behind) > 1
        and behind[0].lower.endswith(adjectives)
        and not is_noun(behind[0])
        and is_noun(behind[1])
    )


def _is_determiner(token: Token, lexicon: Lexicon) -> bool:
    words = lexicon.words
    is_article = token.lower in words.determiners - words.phrases.contractions
    return is_article or _NUMBER.fullmatch(token.text) is not None


def _run_end(found: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    """Where a run of nouns ends, with a number, a bracket and "Brand- und" inside."""
    end = start
    while end < len(found):
        token = found[end]
        behind = found[end + 1] if end + 1 < len(found) else None
        if is_noun(token) and (end == start or _goes_on(found[end - 1], token, lexicon)):
            end += 1
        elif token.text in "&/" and behind and is_noun(behind):
            end += 2
        elif token.text == "-" and behind and _joins(found, end, lexicon):
            end += 3
        elif token.text == "(" and (closed := _closed(found, end)):
            end = closed
        elif end > start and token.text.isdigit() and token.start - found[end - 1].end == 1:
            end += 1
        else:
            break
    return end


def _goes_on(before: Token, noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun goes on with one before it; a title in marks only with a body's noun."""
    if before.text[0] == HIDDEN or noun.lower in lexicon.words.phrases.unnamed_listeners:
        return False  # "sagte der Minister *Journalisten*"
    if noun.text[0] != HIDDEN:
        return True
    is_host = before.lower.endswith(lexicon.words.phrases.hosts)
    return is_host or kind_of_noun(before.text, lexicon) in ("media", "organization", "government")


def _joins(found: Sequence[Token], hyphen: int, lexicon: Lexicon) -> bool:
    """Whether a hyphen stands for a noun that comes: "Brand- und Katastrophenschutz"."""
    behind = found[hyphen + 1 : hyphen + 3]
    glued = hyphen > 0 and found[hyphen].start == found[hyphen - 1].end
    joints = lexicon.words.phrases.joints
    return glued and len(behind) > 1 and behind[0].lower in joints and is_noun(behind[1])


def _closed(found: Sequence[Token], opening: int) -> int | None:
    inside = found[opening : opening + _BRACKETED + 1]
    return next((opening + i + 1 for i, t in enumerate(inside) if t.text == ")"), None)


def _attached(
    found: Sequence[Token], at: int, lexicon: Lexicon, *, wide: bool, is_name: bool
) -> int | None:
    """Where a genitive, a preposition or a second noun ends that goes on with a phrase."""
    if at >= len(found):
        return None
    phrases = lexicon.words.phrases
    word = found[at].lower
    if word in phrases.genitives and (wide or not is_name):
        behind = noun_phrase(found, at, lexicon, wide=wide)
        told = behind and found[behind.nouns[0]].lower.endswith(phrases.feminine_listeners)
        return behind.end if behind and behind.end > at + 1 and (wide or not told) else None
    if word in phrases.joints:
        behind = noun_phrase(found, at + 1, lexicon, wide=wide)
        return behind.end if behind else None
    attaching = phrases.prepositions if wide else phrases.attaching
    if word in attaching and (wide or not _is_adjunct(found, at, lexicon)):
        behind = noun_phrase(found, at + 1, lexicon, wide=wide)
        return behind.end if behind else None
    return None


def _is_adjunct(found: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a time begins at a preposition: "vom Montag"."""
    rest = " " + " ".join(t.text for t in found[at:])
    adjunct = lexicon.adjunct.match(rest)
    return adjunct is not None
