"""The reporting language of each tongue we know: words from which attribution tags are found.

Data, one TOML file a language in `lexicons/`, read once on first use. A language without a file
still works: its sentences are shown to the model without tags.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ...schema import Certainty, SourceKind, Stance
from .alternation import any_of, compiled, with_variants, words_of
from .clause import ASIDE, COMMAS, SEMICOLONS, WORD, WORD_EDGE
from .folding import UNSPACED
from .grammar import Forms, Phrases
from .range import Range

__all__ = ["CueKind", "Lexicon", "lexicon", "recognise"]

_FREQUENT = 0.15  # share of a text's words that are function words of its language, at least
_ALIEN = 0.05  # share of words with letters of kindred languages, at most
_PACKAGE = __name__.rpartition(".")[0]
_LETTERS = re.compile(r"[^\W\d_]+")
_PARTICLE = 2  # letters of "to"
CueKind = Literal["verb", "tells", "quoting", "preposition", "view", "citing", "continues"]


class _Nouns(BaseModel):
    documents: frozenset[str]
    hearsay: frozenset[str] = frozenset()
    of: tuple[str, ...]
    spokesperson: frozenset[str]
    expert: frozenset[str]
    witness: frozenset[str]
    anaphoric: frozenset[str] = frozenset()


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
    idioms: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    speaks_in: frozenset[str] = frozenset()
    variants: tuple[str, ...] = ()
    alien: str = ""
    named: tuple[str, ...] = ()
    quoted_names: tuple[str, ...] = ()
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
    verb_first: bool = False
    """Whether the subject stands behind its verb, also before what was said, as in Arabic."""
    drops_subjects: bool = False
    """Whether a verb without a subject, behind a comma, has that of the verb before."""
    tags_in_quotes: bool = False
    """Whether a tag stands within the marks: «Мы не уйдём, — сказал Керн. — Нет»."""
    sets_no_blanks: bool = False
    """Whether no blanks stand between words, as in Chinese; the subject stands before its verb."""
    has_capitals: bool = True
    """Whether names have capitals."""

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that tell where others end, in a language without blanks."""
        nouns = self.nouns
        longer = self.determiners | self.pronouns | self.relatives | self.conjunctions
        longer |= nouns.documents | nouns.spokesperson | nouns.expert | nouns.witness
        return self.function_words.union(
            longer, self.auxiliaries, self.negations, self.adverbs, self.articles
        )

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
    word: re.Pattern[str]
    """A word; without blanks between them, a small word of the language or one character."""
    cue: re.Pattern[str]
    """A reporting verb with its auxiliaries, or a preposition such as "according to"."""
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
    words = _File.model_validate(with_variants(tables))
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
        quoting_end=compiled(rf"{edge}(?:{words_of(words.quoting_ends)}){edge}"),
        object=compiled(rf"{edge}(?:{words_of(words.objects)}){edge}"),
        # with case: "may" hedges, "May" is a month
        hedges={k: re.compile(rf"{edge}(?:{words_of(v)}){edge}") for k, v in words.hedges.items()},
        kinds={noun: kind for kind, nouns in words.kinds.items() for noun in nouns},
        negative=compiled(rf"{edge}(?:{words_of(words.formulas.negations)}){edge}"),
        formulas={
            "denies": compiled(rf"(?:no,? )?(?:{words_of(words.formulas.denies)}){edge}"),
            "retracts": compiled(rf"(?:{words_of(words.formulas.retracts)}){edge}"),
        },
        identity=compiled(rf"{edge}(?:{words_of(words.identifies)}){gap}"),
        genders={word: gender for gender, each in words.gender.items() for word in each},
        quoted_name=re.compile(any_of(words.quoted_names)),
        named=tuple(re.compile(_filled(pattern, words)) for pattern in words.named),
    )


def _filled(pattern: str, words: _File) -> str:
    """Put lists of words into a pattern of the file."""
    lists = {"titles": frozenset(words.kinds.get("person", ())), "documents": words.nouns.documents}
    for key, each in (lists | {"determiners": words.determiners}).items():
        pattern = pattern.replace(f"{{{key}}}", words_of(each))
    return pattern


def _stances(words: _File) -> dict[str, tuple[CueKind, Stance]]:
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


def _split(verbs: Iterable[str], words: _File) -> dict[str, dict[str, str]]:
    """Verbs in two parts, by their first and then their second part."""
    split: dict[str, dict[str, str]] = {}
    for verb in verbs:
        first, _, second = verb.partition(" ")
        if second in words.forms.particles:
            split.setdefault(first, {})[second] = verb
    return split


def _word(words: _File) -> re.Pattern[str]:
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
