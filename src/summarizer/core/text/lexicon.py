"""The reporting language of each tongue we know: words from which attribution tags are found.

Data, one TOML file a language in `lexicons/`, read once on first use. A language without a file
still works: its sentences are shown to the model without tags.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from ...schema import Certainty, SourceKind, Stance
from .alternation import any_of, compiled, with_variants, words_of
from .clause import ASIDE, COMMAS, SEMICOLONS, WORD, WORD_EDGE
from .folding import UNSPACED
from .range import Range
from .words import Words

__all__ = ["CueKind", "Lexicon", "lexicon", "recognise"]

_FREQUENT = 0.15  # share of a text's words that are function words of its language, at least
_ALIEN = 0.05  # share of words with letters of kindred languages, at most
_PACKAGE = __name__.rpartition(".")[0]
_LETTERS = re.compile(r"[^\W\d_]+")
CueKind = Literal["verb", "tells", "quoting", "preposition", "view", "citing", "continues"]


@dataclass(frozen=True)
class Lexicon:
    """One language's words, and the patterns made of them. All patterns ignore case."""

    language: str
    words: Words
    word: re.Pattern[str]
    """A word; without blanks between them, a small word of the language or one character."""
    cue: re.Pattern[str]
    """A reporting verb with its auxiliaries, or a preposition such as "according to"."""
    said_behind: re.Pattern[str]
    """A `verb` that reports as it stands behind a quotation and its subject."""
    adverbs: re.Pattern[str]
    stances: dict[str, tuple[CueKind, Stance]]
    """What each verb or preposition means, by its lower-case words."""
    gapped: tuple[tuple[re.Pattern[str], CueKind, Stance], ...]
    """What those mean that other words may stand in: "拒绝…置评"."""
    negation: re.Pattern[str]
    passive: re.Pattern[str]
    """Auxiliaries that make a following participle passive."""
    agent: re.Pattern[str]
    """What names who does it behind a passive: "by"."""
    adjunct: re.Pattern[str]
    """A time or a place inside a tag, with the blank before it."""
    participle: re.Pattern[str]
    pure: re.Pattern[str]
    infinitive: re.Pattern[str]
    split: dict[str, dict[str, str]]
    """Verbs in two parts: by the first the phrases in `stances`, by their second part."""
    tail: re.Pattern[str]
    """What may follow a reporting verb inside its tag: times, places, complementizer."""
    filler: re.Pattern[str]
    """Adverbs, times and places that may stand between a verb and its subject behind it."""
    aside: re.Pattern[str]
    """What stands between commas and says nothing: ", lui,", ", por su parte,"."""
    complementizer: re.Pattern[str]
    coordination: re.Pattern[str]
    """Where one clause ends and the next begins: ", but"."""
    joint: re.Pattern[str]
    """What joins two parts of what is said, with a comma or without: "and"."""
    quoting_end: re.Pattern[str]
    object: re.Pattern[str]
    """What begins what was said behind a verb and its subject: "نفت الشركة *وجود* تسرب"."""
    hedges: dict[Certainty, re.Pattern[str]]
    kinds: dict[str, SourceKind]
    """What a noun tells of whom it names."""
    identity: re.Pattern[str]
    """What comes before the name of somebody described before."""
    negative: re.Pattern[str]
    """What makes a statement negative."""
    formulas: dict[Stance, re.Pattern[str]]
    """How what is said begins that answers what was said before: "That is false"."""
    genders: dict[str, Literal["masculine", "feminine", "plural", "neuter"]]
    """What a pronoun, title or noun tells of whom it names."""
    quoted_name: re.Pattern[str]
    """What words between quotation marks are a name: газета «Вестник»."""
    named: tuple[re.Pattern[str], ...]
    """What find the name in all that a source is called: "the firm's spokesman *Udo Kern*"."""

    def meaning(self, text: str, head: Range) -> tuple[CueKind, Stance]:
        """What reporting words at a place mean, auxiliaries aside; those of a frame report."""
        plain = " ".join(text[head.start : head.end].lower().replace("’", "'").split())
        plain = plain.replace("ё", "е")
        if plain in self.stances:
            return self.stances[plain]
        for pattern, kind, stance in self.gapped:
            if pattern.match(text, head.start):
                return kind, stance
        return "verb", "asserts"


@cache
def lexicon(language: str | None) -> Lexicon | None:
    """Return the lexicon of a BCP 47 language code, or None if there is no file for it."""
    code = (language or "").split("-")[0].lower()
    if code not in languages():
        return None
    file = resources.files(_PACKAGE) / "lexicons" / f"{code}.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    words = Words.model_validate(with_variants(tables))
    edge = "" if words.sets_no_blanks else WORD_EDGE
    gap = r"\s*" if words.sets_no_blanks else r"\s+"
    before = words_of(words.auxiliaries, words.negations, words.adverbs)
    between = words_of(frozenset(w for w in words.negations if " " not in w), words.adverbs)
    stances = _stances(words)
    split = _split(stances, words)
    heads = words_of(frozenset(stances), frozenset(split))
    patterns = "".join(f"(?P<{k}>{any_of(v)})|" for k, v in words.patterns.items())
    idioms = words_of(words.idioms)
    complementizers = words_of(words.complementizers)
    emphatics = words_of(words.emphatics)
    asides = f"{emphatics}|{any_of(words.adjuncts)}" if words.emphatics else any_of(())
    return Lexicon(
        language=code,
        words=words,
        word=_word(words),
        cue=compiled(
            rf"{edge}(?P<prefix>{words_of(words.prefixes)})?(?:(?P<idiom>{idioms})"
            rf"|(?:(?:{before}){gap}){{0,4}}?(?!(?:{idioms}){edge})"
            rf"(?:{patterns}(?P<lead>{any_of(words.leads)})|(?P<head>{heads})"
            rf"|(?P<frame>{any_of(words.frames)}))){edge}"
        ),
        said_behind=compiled(words.said_behind),
        adverbs=compiled(rf"(?:(?:{words_of(words.adverbs)}){gap})+"),
        stances=stances,
        gapped=tuple((compiled(words_of((w,))), *m) for w, m in stances.items() if "…" in w),
        negation=compiled(rf"{edge}(?:{words_of(words.negations)}){edge}"),
        passive=compiled(rf"{edge}(?:{words_of(words.passives)}){gap}(?:(?:{between}){gap})*$"),
        agent=compiled(rf"{gap}(?:{words_of(words.agents)}){edge}"),
        adjunct=compiled(rf"\s*{edge}(?:{any_of(words.adjuncts)}){edge}"),
        participle=compiled(words.forms.participle),
        pure=compiled(words.forms.pure),
        infinitive=compiled(words.forms.infinitive),
        split=split,
        tail=compiled(
            rf"(?:\s*{edge}(?:{any_of(words.adjuncts)}){edge})*"
            rf"(?P<that>{ASIDE}*\s*[{COMMAS}]?\s*{edge}(?:{complementizers}){edge})?"
        ),
        filler=compiled(
            rf"(?:\s*{edge}(?:{words_of(words.adverbs)}|{any_of(words.adjuncts)}){edge})*"
        ),
        aside=compiled(rf",\s+(?:{asides})(?=,)"),
        complementizer=compiled(rf"{edge}(?:{complementizers}){edge}"),
        coordination=compiled(
            rf"[{COMMAS}{SEMICOLONS}—–]{gap}(?:{words_of(words.coordinators)}){edge}|[{SEMICOLONS}]"
        ),
        joint=compiled(
            rf"[{COMMAS}{SEMICOLONS}—–]?{gap}(?:{words_of(words.coordinators)}){edge}|[{SEMICOLONS}]"
            + (rf"|[{COMMAS}]" if words.sets_no_blanks else "")
        ),
        quoting_end=compiled(rf"{edge}(?:{words_of(words.quoting_ends)}){edge}"),
        object=compiled(rf"{edge}(?:{words_of(words.objects)}){edge}"),
        # with case: "may" hedges, "May" is a month
        hedges={k: re.compile(rf"{edge}(?:{words_of(v)}){edge}") for k, v in words.hedges.items()},
        kinds={noun: kind for kind, nouns in words.kinds.items() for noun in nouns},
        # not "No. 9", not "a no-confidence vote"
        negative=compiled(
            rf"{edge}(?:{words_of(words.formulas.negations)}){edge}(?!\.\s?\d|-[^\W\d_])"
        ),
        formulas={
            "denies": compiled(rf"(?:no,? )?(?:{words_of(words.formulas.denies)}){edge}"),
            "retracts": compiled(rf"(?:{words_of(words.formulas.retracts)}){edge}"),
        },
        identity=compiled(rf"{edge}(?:{words_of(words.identifies)}){gap}"),
        genders={word: gender for gender, each in words.gender.items() for word in each},
        quoted_name=re.compile(any_of(words.quoted_names)),
        named=tuple(re.compile(_filled(pattern, words)) for pattern in words.named),
    )


def _filled(pattern: str, words: Words) -> str:
    """Put lists of words into a pattern of the file."""
    lists = {"titles": frozenset(words.kinds.get("person", ())), "documents": words.nouns.documents}
    for key, each in (lists | {"determiners": words.determiners}).items():
        pattern = pattern.replace(f"{{{key}}}", words_of(each))
    return pattern


def _stances(words: Words) -> dict[str, tuple[CueKind, Stance]]:
    """What each verb or preposition means."""
    stances: dict[str, tuple[CueKind, Stance]] = {}
    for stance, verbs in words.verbs.items():
        for verb in verbs:
            stances[verb] = ("tells" if verb in words.tells else "verb", stance)
    for stance, prepositions in words.prepositions.items():
        stances |= dict.fromkeys(prepositions, ("preposition", stance))
    stances |= dict.fromkeys(words.views, ("view", "asserts"))
    stances |= dict.fromkeys(words.quoting, ("quoting", "asserts"))
    stances |= dict.fromkeys(words.citing, ("citing", "asserts"))
    return stances | dict.fromkeys(words.continues, ("continues", "asserts"))


def _split(verbs: Iterable[str], words: Words) -> dict[str, dict[str, str]]:
    """Verbs in two parts, by their first and then their second part."""
    split: dict[str, dict[str, str]] = {}
    for verb in verbs:
        first, _, second = verb.partition(" ")
        if second in words.forms.particles:
            split.setdefault(first, {})[second] = verb
    return split


def _word(words: Words) -> re.Pattern[str]:
    if not words.sets_no_blanks:
        return WORD
    return compiled(rf"{words_of(words.small)}|{UNSPACED}|(?:(?!{UNSPACED})[^\W_])+")


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a lexicon."""
    folder = resources.files(_PACKAGE) / "lexicons"
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml")))


def recognise(text: str) -> str | None:
    """Return the language whose function words are the most frequent, None if none is frequent.

    Enough to choose a lexicon, among the languages that have one; not a general detector.
    """
    found = text[:20_000].lower()
    shares = {code: _share(known, found) for code in languages() if (known := lexicon(code))}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _FREQUENT else None


def _share(known: Lexicon, text: str) -> float:
    """How many of a text's words are function words of a language."""
    pattern = known.word if known.words.sets_no_blanks else _LETTERS
    found: list[str] = pattern.findall(text)
    alien = sum(not set(known.words.alien).isdisjoint(word) for word in found)
    if alien > _ALIEN * len(found):
        return 0.0
    return sum(word in known.words.function_words for word in found) / max(1, len(found))
