"""The reporting language of each tongue we know: words from which attribution tags are found.

Data, one TOML file a language in `lexicons/`, read once on first use. A language without a file
still works: its sentences are shown to the model without tags.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ...schema import Certainty, SourceKind, Stance
from .clause import ASIDE
from .grammar import Forms, Phrases

__all__ = ["CueKind", "Lexicon", "lexicon", "recognise"]

_FREQUENT = 0.15  # share of a text's words that are function words of its language, at least
_PACKAGE = __name__.rpartition(".")[0]
_PARTICLE = 2  # letters of "to"
CueKind = Literal["verb", "tells", "quoting", "preposition", "view", "citing", "continues"]


class _Nouns(BaseModel):
    documents: frozenset[str]
    hearsay: frozenset[str] = frozenset()
    of: tuple[str, ...]
    spokesperson: frozenset[str]
    expert: frozenset[str]
    witness: frozenset[str]


class _Formulas(BaseModel):
    denies: tuple[str, ...] = ()
    retracts: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    pointing: frozenset[str] = frozenset()


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    function_words: frozenset[str]
    determiners: frozenset[str]
    definite: frozenset[str]
    pronouns: frozenset[str]
    relatives: frozenset[str]
    complementizers: tuple[str, ...]
    conjunctions: frozenset[str]
    coordinators: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    negations: tuple[str, ...]
    adverbs: tuple[str, ...]
    adjuncts: tuple[str, ...]
    tells: frozenset[str]
    continues: tuple[str, ...]
    citing: tuple[str, ...]
    quoting: tuple[str, ...]
    quoting_ends: tuple[str, ...]
    frames: tuple[str, ...] = ()
    prepositions: dict[Stance, tuple[str, ...]]
    verbs: dict[Stance, tuple[str, ...]]
    hedges: dict[Certainty, tuple[str, ...]]
    nouns: _Nouns
    kinds: dict[SourceKind, tuple[str, ...]] = {}
    gender: dict[Literal["masculine", "feminine", "plural", "neuter"], tuple[str, ...]] = {}
    patterns: dict[Stance, tuple[str, ...]] = {}
    """Regular expressions of cues by stance."""
    phrases: Phrases = Phrases()
    forms: Forms = Forms()
    formulas: _Formulas = _Formulas()
    locatives: frozenset[str] = frozenset()
    article_genders: dict[str, Literal["masculine", "feminine"]] = {}
    """What an article tells of a person: "*die* Abgeordnete"."""
    places: frozenset[str] = frozenset()
    leads: tuple[str, ...] = ()
    """Regular expressions of what stands before a source only at the head of a sentence."""
    views: tuple[str, ...] = ()
    """What ascribes a view to whoever speaks: "a su juicio"."""
    emphatics: tuple[str, ...] = ()
    """What may stand between commas behind a subject: "lui", "por su parte"."""
    asked: frozenset[str] = frozenset()
    """What begins a clause that tells how somebody came to speak: "joint par téléphone, …"."""
    infinitives: frozenset[str] = frozenset()
    """Auxiliaries behind which a participle has no subject: "haber", "avoir"."""
    addresses: frozenset[str] = frozenset()
    """What stands before who is told, who may stand before the subject: "dijo *a* Efe Ruiz"."""
    origins: frozenset[str] = frozenset()
    """What begins a subject that is named as where words come from: "desde la empresa"."""
    clitics: frozenset[str] = frozenset()
    """Object pronouns that stand right before a verb: "nous", "lui"."""
    synonyms: tuple[frozenset[str], ...] = ()
    """Nouns that take each other up: "ayuntamiento", "consistorio"."""
    generic: frozenset[str] = frozenset()
    """Nouns that take up any body of their kind; others name a body of their own: "la police"."""
    identifies: tuple[str, ...] = ()
    """What comes before the name of somebody described before: "se trata de"."""
    articles: frozenset[str] = frozenset()
    passives: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    nouns_have_capitals: bool = False
    """Whether a capital tells nothing of a noun, as in German."""
    verb_second: bool = False
    """Whether the verb follows the first phrase of a sentence without a comma, as in German."""
    drops_pronouns: bool = False
    """Whether a verb may do without a subject, as in Spanish: "Añadió que …"."""
    heads_first: bool = False
    """Whether the first word of a name may tell what it is: "ministère de l'Industrie"."""
    has_incises: bool = False
    """Whether a tag may stand inside the quotation marks, as in French."""
    bare_people: bool = False
    """Whether a person's name takes no article, so that a name with one is a body's."""

    @cached_property
    def elided(self) -> frozenset[str]:
        """The determiners that an apostrophe joins to a word: "l'", "d'"."""
        return frozenset(w for w in self.determiners if w.endswith("'"))

    @cached_property
    def connectives(self) -> frozenset[str]:
        """The conjunctions that are no pronouns."""
        return self.conjunctions - self.pronouns

    @cached_property
    def subordinators(self) -> frozenset[str]:
        """The conjunctions after which a clause of its own begins."""
        return self.connectives - frozenset(self.coordinators)

    @cached_property
    def that(self) -> frozenset[str]:
        """The conjunctions that only join what was said to its tag; not "whether"."""
        return frozenset(self.complementizers) & (self.relatives | self.conjunctions)

    @cached_property
    def particles(self) -> frozenset[str]:
        """The shortest words that only join others: "to", "zu", "de", "da", "of", "in".

        In all our languages the word before an infinitive is one of them. Longer ones may end a
        time before a finite verb: "dos años *después* dijo".
        """
        longer = self.determiners | self.pronouns | self.relatives | self.conjunctions
        longer = longer.union(self.coordinators, self.complementizers, self.auxiliaries)
        longer = longer.union(self.negations, self.adverbs)
        return frozenset(w for w in self.function_words - longer if len(w) == _PARTICLE)


@dataclass(frozen=True)
class Lexicon:
    """One language's words, and the patterns made of them. All patterns ignore case."""

    language: str
    words: _File
    cue: re.Pattern[str]
    """A reporting verb with its auxiliaries, or a preposition such as "according to"."""
    adverbs: re.Pattern[str]
    stances: dict[str, tuple[CueKind, Stance]]
    """What each verb or preposition means, by its lower-case words."""
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
    quoting_end: re.Pattern[str]
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


def _words(*lists: tuple[str, ...] | frozenset[str]) -> str:
    """An alternation that prefers longer phrases; blanks match any white space."""
    phrases = sorted({w for each in lists for w in each}, key=lambda w: (-len(w), w))
    escaped = (re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in phrases)
    return "|".join(escaped) or r"(?!)"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def lexicon(language: str | None) -> Lexicon | None:
    """Return the lexicon of a BCP 47 language code, or None if there is no file for it."""
    code = (language or "").split("-")[0].lower()
    if code not in languages():
        return None
    file = resources.files(_PACKAGE) / "lexicons" / f"{code}.toml"
    words = _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    stances: dict[str, tuple[CueKind, Stance]] = {}
    for stance, verbs in words.verbs.items():
        for verb in verbs:
            stances[verb] = ("tells" if verb in words.tells else "verb", stance)
    for stance, prepositions in words.prepositions.items():
        stances |= dict.fromkeys(prepositions, ("preposition", stance))
    stances |= dict.fromkeys(words.views, ("view", "asserts"))
    stances |= dict.fromkeys(words.quoting, ("quoting", "asserts"))
    stances |= dict.fromkeys(words.citing, ("citing", "asserts"))
    stances |= dict.fromkeys(words.continues, ("continues", "asserts"))
    before = _words(words.auxiliaries, words.negations, words.adverbs)
    between = _words(frozenset(w for w in words.negations if " " not in w), words.adverbs)
    split: dict[str, dict[str, str]] = {}
    for verb in stances:
        first, _, second = verb.partition(" ")
        if second in words.forms.particles:
            split.setdefault(first, {})[second] = verb
    heads = _words(frozenset(stances), frozenset(split))
    patterns = "".join(f"(?P<{k}>{'|'.join(v)})|" for k, v in words.patterns.items())
    frames = "|".join(words.frames) or r"(?!)"
    leads = "|".join(words.leads) or r"(?!)"
    adjuncts = "|".join(words.adjuncts) or r"(?!)"
    asides = f"{_words(words.emphatics)}|{adjuncts}" if words.emphatics else r"(?!)"
    complementizers = _words(words.complementizers)
    return Lexicon(
        language=code,
        words=words,
        cue=_compile(
            rf"\b(?:(?:{before})\s+){{0,4}}?(?:{patterns}(?P<lead>{leads})"
            rf"|(?P<head>{heads})|(?P<frame>{frames}))\b"
        ),
        adverbs=_compile(rf"(?:(?:{_words(words.adverbs)})\s+)+"),
        stances=stances,
        negation=_compile(rf"\b(?:{_words(words.negations)})\b"),
        passive=_compile(rf"\b(?:{_words(words.passives)})\s+(?:(?:{between})\s+)*$"),
        agent=_compile(rf"\s+(?:{_words(words.agents)})\b"),
        adjunct=_compile(rf"\s+(?:{adjuncts})\b"),
        participle=_compile(words.forms.participle),
        pure=_compile(words.forms.pure),
        infinitive=_compile(words.forms.infinitive),
        split=split,
        tail=_compile(
            rf"(?:\s+(?:{adjuncts})\b)*(?P<that>{ASIDE}*\s*,?\s+(?:{complementizers})\b)?"
        ),
        filler=_compile(rf"(?:\s+(?:{_words(words.adverbs)}|{adjuncts})\b)*"),
        aside=_compile(rf",\s+(?:{asides})(?=,)"),
        complementizer=_compile(rf"\b(?:{complementizers})\b"),
        coordination=_compile(rf"[,;—–]\s+(?:{_words(words.coordinators)})\b|;"),
        quoting_end=_compile(rf"\b(?:{_words(words.quoting_ends)})\b"),
        # with case: "may" hedges, "May" is a month
        hedges={k: re.compile(rf"\b(?:{_words(v)})\b") for k, v in words.hedges.items()},
        negative=_compile(rf"\b(?:{_words(words.formulas.negations)})\b"),
        formulas={
            "denies": _compile(rf"(?:no,? )?(?:{_words(words.formulas.denies)})\b"),
            "retracts": _compile(rf"(?:{_words(words.formulas.retracts)})\b"),
        },
        kinds={noun: kind for kind, nouns in words.kinds.items() for noun in nouns},
        identity=_compile(rf"\b(?:{_words(words.identifies)})\s+"),
        genders={word: gender for gender, each in words.gender.items() for word in each},
    )


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a lexicon."""
    folder = resources.files(_PACKAGE) / "lexicons"
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml")))


def recognise(text: str) -> str | None:
    """Return the language whose function words are the most frequent, None if none is frequent.

    Enough to choose a lexicon, among the languages that have one; not a general detector.
    """
    found = re.findall(r"[^\W\d_]+", text[:20_000].lower())
    if not found:
        return None
    shares = {
        code: sum(word in known.words.function_words for word in found) / len(found)
        for code in languages()
        if (known := lexicon(code))
    }
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _FREQUENT else None
