"""What a lexicon tells of grammar, where the verb stands second and nouns have capitals."""

from functools import cached_property

from pydantic import BaseModel

__all__ = ["Forms", "Phrases"]


class Phrases(BaseModel):
    """How noun phrases are put together, for languages whose verb stands second."""

    prepositions: frozenset[str] = frozenset()
    contractions: frozenset[str] = frozenset()
    """Prepositions with an article in them: "im"."""
    attaching: frozenset[str] = frozenset()
    """Prepositions that go on with a noun behind the verb as well: "Leiter *von* Werken"."""
    placing: frozenset[str] = frozenset()
    """Prepositions of times and places that a tag may hold: "sagte *in* Tarn"."""
    pointing: frozenset[str] = frozenset()
    """Adverbs that stand for who says it: "*darin* heißt es"."""
    settings: frozenset[str] = frozenset()
    """Those of them that belong to no verb: "sagte *in* Tarn", not "hofft *auf*"."""
    interrogatives: frozenset[str] = frozenset()
    statements: tuple[str, ...] = ()
    """How nouns end that begin with who states something: "Polizei*angaben*"."""
    origins: frozenset[str] = frozenset()
    """Prepositions before who says what "it says": "*aus* dem Amt hieß es"."""
    addressing: frozenset[str] = frozenset()
    """Prepositions before who was told: "*gegenüber* der Zeitung"."""
    talks: tuple[str, ...] = ()
    """How words end behind which stands who was told: "*Interview* mit der Zeitung"."""
    talking: frozenset[str] = frozenset()
    genitives: frozenset[str] = frozenset()
    datives: frozenset[str] = frozenset()
    """Articles that may stand before who was told."""
    objects: frozenset[str] = frozenset()
    """Words that begin no subject."""
    nominatives: frozenset[str] = frozenset()
    """Words that begin a subject and no object."""
    joints: frozenset[str] = frozenset()
    reflexives: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()
    """Subjects whose words are nobody's: "*alle* nennen es so"."""
    pronouns: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    """Determiners that may be all of a phrase: "*das* bestätigte er"."""
    adverbs: frozenset[str] = frozenset()
    """Adverbs with which a sentence may begin, where a capital shows no noun."""
    adjectives: tuple[str, ...] = ()
    """Their endings."""
    listeners: tuple[str, ...] = ()
    """How words end that tell who is told: "der *Zeitung*"."""
    feminine_listeners: tuple[str, ...] = ()
    """Those of them before which "der" is a dative."""
    unnamed_listeners: frozenset[str] = frozenset()
    """Those of them that pass nothing on: "*Journalisten*"."""
    possessives: frozenset[str] = frozenset()
    unique: frozenset[str] = frozenset()
    """Bodies that a noun names by itself: "die *Polizei*"."""
    hosts: tuple[str, ...] = ()
    """How words end that stand before a body's name: "der *Sender* Kanal Fünf"."""


class Forms(BaseModel):
    """The forms of verbs, for languages whose verb stands second."""

    perfects: frozenset[str] = frozenset()
    passives: frozenset[str] = frozenset()
    copulas: frozenset[str] = frozenset()
    modals: frozenset[str] = frozenset()
    can: frozenset[str] = frozenset()
    """Those of them behind which a confirmation is one: "*kann* bestätigen"."""
    participle: str = "(?!)"
    pure: str = "(?!)"
    """How a participle begins that is no finite form as well."""
    infinitive: str = "(?!)"
    negations: frozenset[str] = frozenset()
    withholding: frozenset[str] = frozenset()
    """What else begins a refusal: "*weder* … noch"."""
    only: frozenset[str] = frozenset()
    """What makes a negation before it none: "nicht *nur*"."""
    calls: frozenset[str] = frozenset()
    """Verbs whose negation belongs to what is said: "*nannte* den Plan nicht ausgereift"."""
    particles: frozenset[str] = frozenset()
    """Second parts of verbs, at the end of the clause: "teilte … *mit*"."""
    middles: frozenset[str] = frozenset()
    """Verbs whose subject with "sich" suffers: "*ließ* sich nicht überprüfen"."""
    as_told: frozenset[str] = frozenset()
    """Conjunctions of a clause that tells who says all the rest: "*wie* Kern sagte"."""
    impersonal: tuple[str, ...] = ()
    """Verbs without a subject: "*hieß es*"."""
    fixed: frozenset[str] = frozenset()
    """Cues that are no verbs, or whose form is always the same."""
    postpositions: frozenset[str] = frozenset()
    """Words behind a source: "der Polizei *zufolge*"."""
    own: tuple[str, ...] = ()
    """Prepositions after which the subject is the source: "*nach eigenen Angaben*"."""
    speakers: frozenset[str] = frozenset()
    """Pronouns that nobody's reported words have: "ich"."""
    subjunctives: frozenset[str] = frozenset()
    """Forms in which somebody's words are told without saying so again."""

    @cached_property
    def auxiliaries(self) -> frozenset[str]:
        """All verbs that another one goes with."""
        return self.perfects | self.passives | self.copulas | self.modals
