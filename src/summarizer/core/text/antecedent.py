"""Antecedents: whom words mean that name nobody by themselves: "she said", "the ministry said".

Whoever spoke last is the likeliest to speak on, unless the text has since made somebody else its
subject: salience by recency and role, after Lappin and Leass 1994 ("An algorithm for pronominal
anaphora resolution") and Grosz, Joshi and Weinstein 1995 ("Centering"). What fits nobody stays open
and is asked.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from .clause import WORD
from .discourse import BODIES, Discourse, Known
from .kind import Gender, gender_of, is_person_name, kind_of
from .naming import points_back
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
    for tag in reading.tags:
        stated = reading.stated.get(tag.number)
        known = (
            discourse.describe(stated, reading.line(tag.voice))
            if stated
            else _taken_up(reading, discourse, tag)
        )
        if known is None:
            continue
        if not stated:
            found[tag.number] = known.name
        discourse.speaks(known, tag.sentence, tag.ranges[0].start)
    return found


def _taken_up(reading: "Reading", discourse: Discourse, tag: Tag) -> Known | None:
    lexicon = discourse.lexicon
    words = reading.line(tag.voice)
    if not points_back(words, lexicon):
        return None
    parts = WORD.findall(words.lower())
    is_pronoun = len(parts) == 1 and parts[0] in lexicon.words.pronouns
    if not is_pronoun:
        return _described(discourse, tag, words)
    gender = lexicon.genders.get(parts[0])
    if gender in ("masculine", "feminine"):
        return discourse.person(tag.sentence, tag.voice.start, gender)
    if gender in ("neuter", "plural"):
        return _body(discourse, tag, plural=gender == "plural")
    return None


def _body(discourse: Discourse, tag: Tag, *, plural: bool) -> Known | None:
    """Whom "it" or "they" means: the last body, group or document that spoke."""
    speakers = discourse.speakers(tag.sentence)
    fitting = (k for k in speakers if k.kind != "person" and (plural or k.kind != "group"))
    return next(fitting, None) or discourse.body(tag.sentence, tag.voice.start)


def _described(discourse: Discourse, tag: Tag, words: str) -> Known | None:
    """Whom "the ministry", "the mayor" means: the last who bears that noun, else its kind."""
    lexicon = discourse.lexicon
    issuer, possessive, document = words.replace("’", "'").rpartition("'s ")
    if possessive and lexicon.words.nouns.documents & set(WORD.findall(document.lower())):
        words = issuer  # "the court's judgment" is the court's
    parts = WORD.findall(words.lower())
    if _AGE.search(words):  # "the 61-year-old"
        return discourse.person(tag.sentence, tag.voice.start, _article_gender(words, lexicon))
    kind = kind_of(words, lexicon)
    head = next((p for p in reversed(parts) if p in lexicon.kinds), parts[-1] if parts else "")
    bearer = discourse.bearer(head, tag.voice.start, is_person=kind == "person")
    if bearer is not None:
        return bearer
    alike = _alike(discourse.speakers(tag.sentence), gender_of(words, lexicon), head)
    if alike is not None:
        return alike
    if kind == "person":  # "the bookkeeper": whom the text has just told about by name
        gender = _article_gender(words, lexicon)
        known = discourse.person(tag.sentence, tag.voice.start, gender)
        return known if known and is_person_name(known.name, lexicon) else None
    speakers = discourse.speakers(tag.sentence)
    spoke = next((k for k in speakers if kind in BODIES and k.kind == kind), None)
    return spoke or (discourse.body(tag.sentence, tag.voice.start, kind) if kind else None)


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
