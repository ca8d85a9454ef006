"""Antecedents: whom words mean that name nobody by themselves: "she said", "the ministry said".

Whoever spoke last is the likeliest to speak on, unless the text has since made somebody else its
subject: salience by recency and role, after Lappin and Leass 1994 ("An algorithm for pronominal
anaphora resolution") and Grosz, Joshi and Weinstein 1995 ("Centering"). What fits nobody stays open
and is asked.
"""

import re
from collections.abc import Iterable
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from ...schema import SourceKind
from .clause import WORD
from .discourse import Discourse, Known
from .interview import find_answers
from .kind import BODIES, Gender, gender_of, head_of, is_person_name, kind_of, plain_words
from .naming import clean_name, head_part, is_definite, points_back
from .tags import Tag

if TYPE_CHECKING:
    from .lexicon import Lexicon
    from .reading import Reading

__all__ = ["find_antecedents"]

_AGE = re.compile(r"\d+[- ](?:year|jähr|ans\b|años\b)", re.IGNORECASE)


def find_antecedents(reading: "Reading", discourse: Discourse) -> dict[int, str]:
    """Return the source of each tag that only points back, where it is clear, by number.

    Whoever is found speaks from there on: the discourse is told.
    """
    found: dict[int, str] = {}
    answers = find_answers(reading, discourse)
    given = [(reading.quotations[n - 1].outer[0], name) for n, name in answers.items()]
    for tag in reading.tags:
        while given and given[0][0].start < tag.ranges[0].start:
            at, name = given.pop(0)
            discourse.speaks(
                discourse.describe(name, name), reading.sentences_of(at)[0].number, at.start
            )
        stated = reading.stated.get(tag.number)
        known = _holder(discourse, tag, stated) if stated else _taken_up(reading, discourse, tag)
        if known is not None:
            found[tag.number] = known.name
        elif stated:
            known = discourse.describe(stated, reading.line(tag.voice))
        else:
            continue
        if tag.sentence in reading.planted:
            continue  # "she said" behind a plant is whoever spoke before it
        discourse.speaks(known, tag.sentence, tag.ranges[0].start)
        if known.kind != "document" and _names_document(reading.line(tag.voice), discourse.lexicon):
            discourse.issues(known, tag.sentence)
    return found


def _names_document(words: str, lexicon: "Lexicon") -> bool:
    """Whether a source is named by what it issued: "a report by the inspectors"."""
    return not lexicon.words.nouns.documents.isdisjoint(plain_words(words, lexicon))


def _holder(discourse: Discourse, tag: Tag, words: str) -> Known | None:
    """Who is named by an office with its place: "le maire de Vaire"."""
    lexicon = discourse.lexicon
    is_office = clean_name(words, lexicon)[:1].islower() and kind_of(words, lexicon) == "person"
    if not lexicon.words.generic or not is_office or not is_definite(words, lexicon):
        return None
    return discourse.bearer(words, tag.voice.start, is_person=True)


def _taken_up(reading: "Reading", discourse: Discourse, tag: Tag) -> Known | None:
    lexicon = discourse.lexicon
    words = head_part(reading.line(tag.voice), lexicon)
    if not words:  # no subject: "Añadió que …"
        return discourse.anybody(tag.sentence, tag.ranges[0].start)
    if not points_back(words, lexicon):
        return None
    plain = " ".join(plain_words(words, lexicon))
    if plain not in lexicon.words.pronouns:
        return (
            _described(discourse, tag, words)
            or _identified(reading, discourse, tag, words)
            or _itself(discourse, tag, words)
        )
    gender = lexicon.genders.get(plain)
    if gender in ("masculine", "feminine"):
        person = discourse.person(tag.sentence, tag.voice.start, gender)
        return person or _gendered_body(discourse, tag, gender)
    if gender in ("neuter", "plural"):
        return _body(discourse, tag, plural=gender == "plural")
    return None


def _body(discourse: Discourse, tag: Tag, *, plural: bool) -> Known | None:
    """Whom "it" or "they" means: the last body, group or document that spoke."""
    speakers = discourse.speakers(tag.sentence)
    fitting = (k for k in speakers if k.kind != "person" and (plural or k.kind != "group"))
    return next(fitting, None) or discourse.body(tag.sentence, tag.voice.start)


def _gendered_body(discourse: Discourse, tag: Tag, gender: Gender) -> Known | None:
    """Whom "elle" means where bodies have a gender, too: "la préfecture"."""
    fitting = (
        k for k in discourse.speakers(tag.sentence) if k.kind in BODIES and k.gender == gender
    )
    return next(fitting, None)


def _described(discourse: Discourse, tag: Tag, words: str) -> Known | None:
    """Whom "the ministry", "the mayor" means: the last who bears that noun, else its kind."""
    lexicon = discourse.lexicon
    owner, possessive, document = words.replace("’", "'").rpartition("'s ")
    if possessive and lexicon.words.nouns.documents & set(WORD.findall(document.lower())):
        words = owner  # "the court's judgment" is the court's
    if _AGE.search(words):  # "the 61-year-old"
        return discourse.person(tag.sentence, tag.voice.start, _article_gender(words, lexicon))
    kind = kind_of(words, lexicon)
    article = words.split(" ", maxsplit=1)[0].lower()
    if kind == "group" and lexicon.words.article_genders.get(article) == "masculine":
        kind = "person"  # "*der* Politiker" is one
    head = head_of(words, lexicon)
    if head in lexicon.words.nouns.documents and (issuer := discourse.issuer(tag.sentence)):
        return issuer
    owner = discourse.reading.line(tag.voice).split(" ", maxsplit=1)[0].lower()
    if owner in lexicon.words.possessives and head in lexicon.words.nouns.spokesperson:
        return None  # "its spokeswoman" need not be the one named before
    for is_person in (False, True) if kind is None else (kind == "person",):
        bearer = discourse.bearer(words, tag.voice.start, is_person=is_person)
        if bearer is not None:
            return bearer
    alike = _alike(discourse.speakers(tag.sentence), gender_of(words, lexicon), head)
    return alike or _just_told(discourse, tag, words, kind)


def _just_told(discourse: Discourse, tag: Tag, words: str, kind: SourceKind | None) -> Known | None:
    """Whom a description means that nobody bears: who was just told about, or one of its kind."""
    lexicon = discourse.lexicon
    first = words.split(" ", maxsplit=1)[0].lower()
    is_this = not lexicon.words.demonstratives.isdisjoint(plain_words(words, lexicon)[:1])
    if is_this and kind in (None, "person"):
        return _told_about(discourse, tag, words)
    if kind == "person" or (kind is None and _is_common(words, lexicon)):
        is_open = lexicon.words.generic or first in lexicon.words.possessives
        return None if is_open else _told_about(discourse, tag, words)
    return _of_kind(discourse, tag, kind, head_of(words, lexicon))


def _is_common(words: str, lexicon: "Lexicon") -> bool:
    """Whether a description has a noun that we do not know, and no name: "the mum-of-two"."""
    first, *rest = words.split(" ")
    nobody = lexicon.words.nouns.documents | lexicon.words.nouns.things
    points = first.lower() in lexicon.words.definite - lexicon.words.possessives
    is_one = bool(rest) and rest[-1].islower() and not rest[-1].endswith("s")  # "the pupils"
    return points and is_one and rest[-1] not in nobody


def _told_about(discourse: Discourse, tag: Tag, words: str) -> Known | None:
    """Whom the text has just told about by name: "the bookkeeper"."""
    gender = _article_gender(words, discourse.lexicon)
    known = discourse.person(tag.sentence, tag.voice.start, gender)
    return known if known and is_person_name(known.name, discourse.lexicon) else None


def _of_kind(discourse: Discourse, tag: Tag, kind: SourceKind | None, head: str) -> Known | None:
    """The last body of a kind that spoke, or was just named; of a company the kind may be unknown.

    Where generic nouns are known, others take up nothing: "la préfecture" is no ministry.
    """
    generic = discourse.lexicon.words.generic
    if kind not in BODIES or (generic and head not in generic):
        return None
    may_be = {kind, None} if generic and kind == "organization" else {kind}
    spoke = next((k for k in discourse.speakers(tag.sentence) if k.kind in may_be), None)
    return spoke or discourse.body(tag.sentence, tag.voice.start, kind)


def _identified(reading: "Reading", discourse: Discourse, tag: Tag, words: str) -> Known | None:
    """Who is described first and named in a sentence behind: "Se trata de Ana Ruiz"."""
    if kind_of(words, discourse.lexicon) != "person":
        return None
    here = reading.sentence(tag.sentence)
    rest = takewhile(
        lambda s: s.paragraph == here.paragraph, islice(reading.sentences, tag.sentence, None)
    )
    last = max((s.range.end for s in rest), default=here.range.end)
    found = discourse.lexicon.identity.search(reading.text, here.range.end, last)
    at = found.end() if found else -1
    name = next((n.text for n in reading.own_names if any(r.start == at for r in n.ranges)), None)
    return discourse.describe(name, name) if name else None


def _itself(discourse: Discourse, tag: Tag, words: str) -> Known | None:
    """A description that takes nobody up names whom it describes: "la préfecture".

    Of people only if nobody has just spoken who may be meant: "l'agriculteur".
    """
    lexicon = discourse.lexicon
    kind = kind_of(words, lexicon)
    first = words.split(" ", maxsplit=1)[0].lower()
    capitals = lexicon.words.has_capitals and not lexicon.words.nouns_have_capitals
    is_owned = capitals and first in lexicon.words.possessives  # "*her* lawyer": somebody new
    is_only = capitals and kind == "government"  # "the ministry": a place has only one
    if kind is None or not (lexicon.words.generic or is_owned or is_only):
        return None
    itself = discourse.describe(words, words)
    if is_owned:
        return itself
    if kind == "person" and itself.gender is not None:
        speakers = discourse.speakers(tag.sentence)
        near = (k for k in islice(speakers, 1) if k.kind == "person" and k.gender == itself.gender)
        return next(near, itself)
    return itself


def _article_gender(words: str, lexicon: "Lexicon") -> Gender | None:
    """What a description's nouns, or else its article, tell: "*die* Abgeordnete"."""
    return gender_of(words, lexicon) or lexicon.words.article_genders.get(
        words.partition(" ")[0].lower()
    )


def _alike(speakers: Iterable[Known], gender: Gender | None, head: str) -> Known | None:
    """Who spoke last of those whose own description has the noun: "a bus driver", "the driver"."""
    for known in speakers:
        if head in WORD.findall(known.name.lower()) and known.gender in (None, gender):
            return known
    return None
