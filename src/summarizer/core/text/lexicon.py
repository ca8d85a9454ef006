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

from ...schema import Certainty, Stance

__all__ = ["CueKind", "Lexicon", "lexicon", "recognise"]

_FREQUENT = 0.15  # share of a text's words that are function words of its language, at least
_PACKAGE = __name__.rpartition(".")[0]
_PARTICLE = 2  # letters of "to"
CueKind = Literal["verb", "tells", "quoting", "preposition", "citing", "continues"]


class _Nouns(BaseModel):
    documents: frozenset[str]
    hearsay: frozenset[str] = frozenset()
    of: tuple[str, ...]
    spokesperson: frozenset[str]
    expert: frozenset[str]
    witness: frozenset[str]


class _Titles(BaseModel):
    male: frozenset[str] = frozenset()
    female: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    address: frozenset[str] = frozenset()


class _Kin(BaseModel):
    male: frozenset[str] = frozenset()
    female: frozenset[str] = frozenset()


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
    titles: _Titles = _Titles()
    kin: _Kin = _Kin()
    possessives: frozenset[str] = frozenset()
    locatives: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    passives: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    nouns_have_capitals: bool = False
    """Whether a capital tells nothing of a noun, as in German."""
    heads_first: bool = False
    """Whether the first word of a name may tell what it is: "ministère de l'Industrie"."""
    negates_last: bool = False
    """Whether the negation stands at the end of the clause: "bestätigte den Bericht nicht"."""
    verb_second: bool = False
    """Whether the verb follows the first phrase of a sentence without a comma, as in German."""

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
    tail: re.Pattern[str]
    """What may follow a reporting verb inside its tag: times, places, complementizer."""
    complementizer: re.Pattern[str]
    coordination: re.Pattern[str]
    """Where one clause ends and the next begins: ", but"."""
    quoting_end: re.Pattern[str]
    hedges: dict[Certainty, re.Pattern[str]]


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
    stances |= dict.fromkeys(words.quoting, ("quoting", "asserts"))
    stances |= dict.fromkeys(words.citing, ("citing", "asserts"))
    stances |= dict.fromkeys(words.continues, ("continues", "asserts"))
    before = _words(words.auxiliaries, words.negations, words.adverbs)
    between = _words(frozenset(w for w in words.negations if " " not in w), words.adverbs)
    heads = _words(frozenset(stances))
    frames = "|".join(words.frames) or r"(?!)"
    adjuncts = "|".join(words.adjuncts) or r"(?!)"
    complementizers = _words(words.complementizers)
    return Lexicon(
        language=code,
        words=words,
        cue=_compile(rf"\b(?:(?:{before})\s+){{0,4}}?(?:(?P<head>{heads})|(?P<frame>{frames}))\b"),
        adverbs=_compile(rf"(?:(?:{_words(words.adverbs)})\s+)+"),
        stances=stances,
        negation=_compile(rf"\b(?:{_words(words.negations)})\b"),
        passive=_compile(rf"\b(?:{_words(words.passives)})\s+(?:(?:{between})\s+)*$"),
        agent=_compile(rf"\s+(?:{_words(words.agents)})\b"),
        tail=_compile(rf"(?:\s+(?:{adjuncts})\b)*(?P<that>\s*,?\s+(?:{complementizers})\b)?"),
        complementizer=_compile(rf"\b(?:{complementizers})\b"),
        coordination=_compile(rf"[,;—–]\s+(?:{_words(words.coordinators)})\b|;"),
        quoting_end=_compile(rf"\b(?:{_words(words.quoting_ends)})\b"),
        # with case: "may" hedges, "May" is a month
        hedges={k: re.compile(rf"\b(?:{_words(v)})\b") for k, v in words.hedges.items()},
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
