"""How far a tag reaches whose source is no subject: "laut X", "X zufolge", "hieß es bei X"."""

from typing import TYPE_CHECKING

from .apposition import apposed_end
from .clause import trim
from .field import Field, Reach
from .middle import read_middle
from .phrase import noun_phrase
from .range import Range

if TYPE_CHECKING:
    from .cues import Cue

__all__ = ["impersonal", "named_before", "named_behind", "own", "passive"]


def own(cue: "Cue", field: Field, before: Range | None) -> Reach:
    """Of "Kern war *nach eigenen Angaben* dort" the subject speaks."""
    if before:
        return Reach(cue.range, before)
    places = [*range(field.finite), field.verb_end + 1]
    phrases = (noun_phrase(field.found, i, field.lexicon) for i in places)
    subject = next((p for p in phrases if p), None)
    return Reach(cue.range, field.place(subject) if subject else cue.range)


def passive(cue: "Cue", finite: Range, agent: Range) -> Reach:
    """Read "der Fund *wurde von der Polizei bestätigt*"."""
    start = min(agent.start, cue.range.start, finite.start)
    return Reach(Range(start, max(agent.end, cue.range.end)), agent)


def named_behind(cue: "Cue", field: Field) -> Reach:
    """Read "*laut Udo Kern*, dem Chef, …", "*nach Angaben der Polizei* …"."""
    at = field.verb_end
    joined = at < len(field.found) and field.found[at].lower in ("von", "vom")
    phrase = noun_phrase(field.found, at + joined, field.lexicon)
    if phrase is None:  # "Nach *Polizeiangaben*"
        last = field.found[at - 1]
        return Reach(cue.range, Range(last.start, last.end))
    voice = field.place(phrase)
    if phrase.end == len(field.found):
        voice = Range(voice.start, apposed_end(voice.end, field))
    return Reach(Range(cue.range.start, voice.end), voice)


def named_before(cue: "Cue", field: Field) -> Reach:
    """Read "*der Polizei zufolge* …"."""
    lead = field.found[: field.finite]
    for i in range(len(lead)):
        phrase = noun_phrase(lead, i, field.lexicon)
        if phrase and phrase.end == len(lead):
            voice = field.place(phrase)
            return Reach(Range(voice.start, cue.range.end), voice)
    return Reach(cue.range, cue.range)


def impersonal(cue: "Cue", field: Field) -> Reach:
    """Read "*aus dem Amt hieß es*", "wie es *in dem Bericht* heißt", "*geht aus Akten hervor*"."""
    found, origins = field.found, field.lexicon.words.phrases.origins
    for i, token in enumerate(found[:-1]):
        if token.lower in origins:
            end = field.finite if i < field.finite else len(found)
            phrase = noun_phrase(found[:end], i + 1, field.lexicon, wide=i < field.finite)
            if phrase:
                start = min(token.start, cue.range.start)
                end = max(found[phrase.end - 1].end, cue.range.end)
                leads = not field.clause.before(field.range.start)
                after = read_middle(field, field.verb_end, takes_subject=False).end
                if not leads or i >= field.finite or field.is_read(after):
                    end = apposed_end(field.range.end, field)
                return Reach(trim(field.clause.masked, Range(start, end)), field.place(phrase))
    end = field.range.end if field.finite == 0 else cue.range.end
    pointing = (t for t in found if t.lower in field.lexicon.words.phrases.pointing)
    voice = next((Range(t.start, t.end) for t in pointing), cue.range)
    at = Range(min(voice.start, cue.range.start), max(end, voice.end))
    return Reach(trim(field.clause.masked, at), voice)
