"""Subjects behind their verb, or left out: "a-t-elle dit", "dijo ayer Ana Ruiz", "Añadió que …"."""

import re
from itertools import takewhile

from .clause import Clause, trim
from .cues import Cue
from .kind import kind_of
from .lexicon import Lexicon
from .range import Range
from .roster import JOINTS

__all__ = [
    "is_dropped",
    "skip_addressee",
    "skip_adverbs",
    "skip_filler",
    "turned_pronoun",
    "without_verb",
]

_TURNED = re.compile(r"-(?:t-)?([^\W\d_]+)\b")
_PHRASE = 4  # words of a noun phrase in which its noun stands: "la nueva portavoz municipal"


def turned_pronoun(cue: Cue, clause: Clause, lexicon: Lexicon) -> Range | None:
    """Return the pronoun that a hyphen joins to a verb: "assure-t-*il*", "a-t-*elle* dit"."""
    after = _TURNED.match(clause.masked, cue.range.end)
    inside = _TURNED.search(clause.masked, *cue.range)
    found = [m for m in (inside, after) if m and m[1].lower() in lexicon.genders]
    return Range(*found[0].span(1)) if found else None


def skip_adverbs(at: int, end: int, clause: Clause, lexicon: Lexicon) -> int:
    """Return where the adverbs right behind a verb end: "dément *fermement* ce dîner"."""
    adverbs = frozenset(lexicon.words.adverbs) - lexicon.words.determiners
    for word in clause.words(Range(at, end)):
        if not lexicon.words.heads_first or word.group().lower() not in adverbs:
            break
        at = word.end()
    return at


def skip_filler(at: int, end: int, clause: Clause, lexicon: Lexicon) -> int:
    """Return where the adverbs, times and places behind a place end: "dijo *ayer en Velden* …"."""
    found = lexicon.filler.match(clause.masked, at, end)
    assert found is not None  # all of it is optional
    return found.end()


def skip_addressee(at: int, end: int, clause: Clause, lexicon: Lexicon) -> int:
    """Return where the subject begins behind who is told: "dijo *a Radio Tarn* el alcalde"."""
    words = clause.words(Range(at, end))
    if not words or words[0].group().lower() not in lexicon.words.addresses:
        return at
    is_noun = is_noun_name = False
    for word in words[1:]:
        is_name, is_led = (
            word.group()[0].isupper(),
            word.group().lower() in lexicon.words.determiners,
        )
        if is_noun and (is_led or (is_name and not is_noun_name)):
            return word.start()
        if not is_led:
            is_noun, is_noun_name = True, is_name
    return at


def without_verb(voice: Range, clause: Clause, lexicon: Lexicon) -> Range:
    """Cut a verb off the beginning of a source: "según *informó ayer* la policía"."""
    verb = lexicon.cue.match(clause.masked, *voice)
    if verb is None or verb["idiom"]:
        return voice
    at = skip_filler(verb.end(), voice.end, clause, lexicon)
    if not clause.has_words(Range(at, voice.end)):
        return Range(at, at) if lexicon.words.drops_pronouns else voice
    return trim(clause.masked, Range(at, voice.end))


def is_dropped(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a verb without a subject before it has none behind it either.

    What stands behind is its object unless something was said before, or it names somebody: "Pidió
    *la dimisión*", but "Pidió *la ministra* que …" and "«…», recordó *la mujer*".
    """
    known = lexicon.words
    if not known.drops_pronouns or cue.kind == "preposition":
        return False
    at = skip_filler(cue.range.end, segment.end, clause, lexicon)
    words = [w.group() for w in clause.words(Range(at, segment.end))]
    joins = known.function_words | known.relatives | frozenset(known.complementizers)
    if not words or words[0].lower() in joins - known.determiners:
        return True
    idle = known.connectives | frozenset(known.adverbs) | known.clitics
    lead = Range(clause.range.start, cue.range.start)
    if clause.has_quotation(lead) or any(w.group().lower() not in idle for w in clause.words(lead)):
        return False
    is_named = any(w[0].isupper() for w in words[:2])
    noun = takewhile(lambda w: w.lower() not in JOINTS - lexicon.words.determiners, words[:_PHRASE])
    return not is_named and kind_of(" ".join(noun), lexicon) is None
