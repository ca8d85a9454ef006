"""The words of a language, as its file in `lexicons/` lists them."""

from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ...schema import Certainty, SourceKind, Stance
from .grammar import Forms, Phrases

__all__ = ["Words"]

_PARTICLE = 2  # letters of "to"


class _Nouns(BaseModel):
    documents: frozenset[str]
    hearsay: frozenset[str] = frozenset()
    of: tuple[str, ...]
    spokesperson: frozenset[str]
    expert: frozenset[str]
    witness: frozenset[str]
    anaphoric: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    """What can be said to say something and is nobody: "the sign said"."""


class _Titles(BaseModel):
    male: frozenset[str] = frozenset()
    female: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    address: frozenset[str] = frozenset()


class _Kin(BaseModel):
    male: frozenset[str] = frozenset()
    female: frozenset[str] = frozenset()


class _Formulas(BaseModel):
    denies: tuple[str, ...] = ()
    retracts: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    pointing: frozenset[str] = frozenset()


class Words(BaseModel):
    """All lists of a file, and what follows from them; see `lexicons/README.md`."""

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
    said_behind: str = r"(?!)(?P<verb>)"
    """Regular expression of a `verb` that its place behind a quotation and a subject tells."""
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
    titles: _Titles = _Titles()
    kin: _Kin = _Kin()
    possessives: frozenset[str] = frozenset()
    demotes: frozenset[str] = frozenset()
    """What takes back the title behind it: "*vice* president", "*former* mayor"."""
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
    forenames: frozenset[str] = frozenset()
    """Words of `places` that are first names, too: "*Bill* Kern"."""
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
    demonstratives: frozenset[str] = frozenset()
    """What leads the description of whoever was just named: "*cet* ancien technicien"."""
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
    """Whether the head of a name or description comes first: "ministère de l'Industrie"."""
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
