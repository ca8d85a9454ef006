"""How far a tag reaches where the verb stands second: over its subject, addressee, time and place.

Before the finite verb stands one phrase: the subject ("Kern sagte"), what was said ("…, sagte
Kern") or anything else ("Am Montag sagte Kern"); then the subject follows. Behind "wie" and the
like the verb stands last ("wie Kern sagte").
"""

from typing import TYPE_CHECKING

from .apposition import apposed_end, apposed_subject
from .by_name import impersonal, named_before, named_behind, own, passive
from .clause import HIDDEN, Clause, trim
from .field import Field, Reach, field_of, is_relative
from .lexicon import Lexicon
from .middle import Middle, listens, passer_of, read_middle, setting_end, talked_with
from .phrase import Phrase, noun_phrase, tokens
from .predicate import field_around
from .range import Range
from .rest import that_end, with_rest

if TYPE_CHECKING:
    from .cues import Cue

__all__ = ["Reach", "reach_of", "relative_clause", "reports_before", "speaks_for_nobody"]

_SHORT = 5  # words: as much said before a tag in the middle may be only the beginning of it


def reach_of(cue: "Cue", clause: Clause, lexicon: Lexicon, before: Range | None) -> Reach:
    """Return how far the tag of a cue reaches in its clause.

    Who speaks in the clause `before` also speaks in one without a subject.
    """
    field = field_of(cue, clause, lexicon)
    words = " ".join(t.lower for t in tokens(clause.masked, cue.range))
    forms = lexicon.words.forms
    if words.endswith(forms.own):
        return own(cue, field, before)
    if cue.predicate and cue.predicate.agent:
        return passive(cue, cue.predicate.finite, cue.predicate.agent)
    if cue.kind == "preposition" and cue.predicate is None:
        return named_behind(cue, field)
    if words.split(" ")[-1] in forms.postpositions:
        return named_before(cue, field)
    if words.endswith(forms.impersonal):
        return impersonal(cue, field)
    return _verbal(cue, field, before)


def reports_before(cue: "Cue", within: Range, sentence: Clause, lexicon: Lexicon) -> bool:
    """Whether a verb begins its field and so reports what stands before: "…, *sagte* Kern"."""
    if not lexicon.words.verb_second or cue.kind not in ("verb", "tells"):
        return False
    field = field_around(cue.range, sentence)
    finite = cue.predicate.finite if cue.predicate else cue.range
    leads = sentence.has_words(Range(field.start, finite.start))
    return within.start < field.start and within.covers(field) and not leads


def relative_clause(
    clause: Range, at: Range, voice: Range, sentence: Clause, lexicon: Lexicon
) -> Range:
    """Keep to a relative clause that reports: "Der Mann, *der das bestätigte*, ging"."""
    word = sentence.masked[voice.start : voice.end].lower()
    return field_around(at, sentence) if word in lexicon.words.articles else clause


def speaks_for_nobody(voice: Range, sentence: Clause, lexicon: Lexicon) -> bool:
    """Whether the subject of a verb is nobody whose words are told: "alle", "niemand"."""
    word = sentence.masked[voice.start : voice.end].lower()
    return word in lexicon.words.phrases.nobody


def _verbal(cue: "Cue", field: Field, before: Range | None) -> Reach:
    lexicon = field.lexicon
    lead = _lead_start(field)
    if _is_last(field, lead):
        return _verb_last(cue, field, lead)
    opening = {t.lower for t in field.found[: field.finite]}
    if (
        before and opening and opening <= set(lexicon.words.coordinators)
    ):  # "und nannte das „Murks“"
        middle = read_middle(field, field.finite + 1, takes_subject=False)
        return _reach(cue, field, before, middle, start=field.found[field.finite].start)
    middle = read_middle(field, field.finite + 1, takes_subject=True)
    front = _front(field, lead)
    if front and not _is_object(front, middle, field):
        after = read_middle(field, field.finite + 1, takes_subject=False)
        return _reach(cue, field, field.place(front), after, start=_start(field, front))
    apposed = None if front or lead < field.finite else apposed_subject(field)
    if apposed and (middle.subject is None or _goes_on(field, middle)):
        after = read_middle(field, field.finite + 1, takes_subject=False)
        return _reach(cue, field, apposed, after, start=apposed.start)
    if middle.subject:
        return _inverted(cue, field, middle, lead, front)
    shared = before if before and lead == field.finite else None
    voice = shared or cue.range
    return _reach(cue, field, voice, middle, start=field.found[field.finite].start)


def _start(field: Field, front: Phrase) -> int:
    """Where the tag of a subject begins: before the "auch" that leads it."""
    is_quoted = any(t.text[0] == HIDDEN for t in field.found[: front.start])
    return field.found[front.start if is_quoted else 0].start


def _lead_start(field: Field) -> int:
    """Where what stands before the verb begins: behind a quotation, conjunctions, "auch"."""
    words = field.lexicon.words
    idle = words.connectives.union(words.coordinators, words.adverbs) | words.phrases.adverbs
    place = field.verb_end if field.verb_end <= field.finite else 0  # "*Bestätigt* hat das Kern"
    while place < field.finite:
        token = field.found[place]
        if token.text[0] != HIDDEN and token.text[0].isalnum() and token.lower not in idle:
            break
        place += 1
    return place


def _is_last(field: Field, lead: int) -> bool:
    """Whether the verb stands last: "wie Kern sagte", "der das bestätigt hat"."""
    words = field.lexicon.words
    finals = words.subordinators.union(words.complementizers, words.relatives)
    opens = {t.lower for t in field.found[: max(lead, 1)]} & finals
    first = field.found[0].lower if field.found else ""
    relative = first in words.articles and is_relative(field.found, field.lexicon)
    behind = [t for t in field.found[field.verb_end :] if t.text[0].isalnum()]
    ends = all(t.lower in words.forms.auxiliaries for t in behind)
    return bool((opens or relative) and field.finite and ends)


def _verb_last(cue: "Cue", field: Field, lead: int) -> Reach:
    middle = read_middle(field, lead, takes_subject=True, until=field.finite)
    start = field.found[lead].start if lead < len(field.found) else cue.range.start
    if middle.subject:
        voice = field.place(middle.subject)
        start = min(voice.start, start)
    else:
        voice = Range(field.found[0].start, field.found[0].end)
        start = voice.start
    end = max(cue.range.end, field.range.end)
    passer = passer_of(middle.listener, field)
    return Reach(trim(field.clause.masked, Range(start, end)), voice, passer)


def _front(field: Field, lead: int) -> Phrase | None:
    """The phrase before the verb, if it can be the subject."""
    lexicon = field.lexicon
    found = field.found[: field.finite]
    if lead >= len(found) or found[lead].lower in lexicon.words.phrases.prepositions:
        return None
    phrase = noun_phrase(found, lead, lexicon, wide=True)
    if phrase is None or found[lead].lower in lexicon.words.phrases.objects:
        return None
    is_pronoun = phrase.end == lead + 1 and found[lead].lower in lexicon.words.phrases.alone
    return None if is_pronoun else phrase


def _is_object(front: Phrase, middle: Middle, field: Field) -> bool:
    """Whether a phrase before the verb is no subject after all: "Die Angaben bestätigte er"."""
    phrases = field.lexicon.words.phrases
    if middle.subject is None:
        return False
    if field.found[middle.subject.start].lower in phrases.nominatives:
        return True
    told = listens(front, field) and field.found[front.start].lower in phrases.datives
    return told and field.found[front.nouns[0]].lower.endswith(phrases.feminine_listeners)


def _inverted(cue: "Cue", field: Field, middle: Middle, lead: int, front: Phrase | None) -> Reach:
    """Read "…, sagte Kern der Zeitung"; "am Montag bestätigte Kern den Fund"."""
    assert middle.subject is not None
    told_first = _told_first(field, lead, front)
    talked = talked_with(field)
    start = field.found[field.finite].start
    is_led = lead < field.finite
    is_told = told_first or (talked and talked.end <= start)
    if is_led and (is_told or (field.is_read(middle.end) and field.is_answered)):
        start = field.found[0].start  # a time and the like: "Am Montag sagte Kern, er gehe"
    is_behind = not is_led and field.clause.is_filled(Range(field.clause.range.start, start))
    ends = _tag_end(field, middle.end) if is_behind else middle.end
    end = field.found[ends - 1].end
    if ends == len(field.found) and not is_led:
        end = apposed_end(end, field)
    voice = field.place(middle.subject)
    if middle.subject.end == len(field.found):
        voice = Range(voice.start, max(voice.end, end))
    passer = passer_of(middle.listener or told_first, field) or talked
    at = trim(field.clause.masked, Range(start, end))
    return with_rest(cue, field, Reach(at, voice, passer))


def _told_first(field: Field, lead: int, front: Phrase | None) -> Phrase | None:
    """Who was told, of "*der Zeitung* sagte Kern", "*gegenüber der Zeitung* sagte Kern"."""
    if front and listens(front, field):
        return front
    phrases = field.lexicon.words.phrases
    found = field.found[: field.finite]
    first = found[lead].lower if lead < len(found) else ""
    at = lead + 1 if first in phrases.addressing else lead
    told = noun_phrase(found, at, field.lexicon) if first else None
    return told if told and (at > lead or listens(told, field)) else None


def _tag_end(field: Field, at: int) -> int:
    """Where a tag ends that stands behind what was said: before a quotation, and its "und"."""
    joints = field.lexicon.words.phrases.joints
    rest = list(enumerate(field.found[at:], at))
    if not any(t.text[0] == HIDDEN for _, t in rest):
        return len(field.found)
    return next(i for i, t in rest if t.text[0] == HIDDEN or t.lower in joints)


def _reach(cue: "Cue", field: Field, voice: Range, middle: Middle, *, start: int) -> Reach:
    """Read "Kern sagte der Zeitung, dass …"."""
    ends = setting_end(field, middle.end)
    ends += _takes(cue, field, ends)
    end = max(field.found[field.finite].end, field.found[ends - 1].end)
    if ends == len(field.found):
        end = that_end(end, field)
    start = min(start, field.found[field.finite].start)
    passer = passer_of(middle.listener, field) or talked_with(field)
    return with_rest(cue, field, Reach(Range(start, end), voice, passer))


def _takes(cue: "Cue", field: Field, at: int) -> bool:
    """Whether a preposition belongs to the verb before it: "*sprach* am Montag *von* …"."""
    head = field.clause.masked[cue.range.start : cue.range.end].lower()
    behind = field.found[at].lower if at < len(field.found) else ""
    return f"{head} {behind}" in field.lexicon.stances


def _goes_on(field: Field, middle: Middle) -> bool:
    """Whether something is left behind the verb that may have been said."""
    return field.is_answered or middle.end < len(field.found)
