"""How far a tag reaches where the verb stands second: over its subject, addressee, time and place.

Before the finite verb stands one phrase: the subject ("Kern sagte"), what was said ("…, sagte
Kern") or anything else ("Am Montag sagte Kern"); then the subject follows. Behind "wie" and the like
the verb stands last ("wie Kern sagte").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .clause import HIDDEN, Clause, trim
from .lexicon import Lexicon
from .phrase import Phrase, Token, is_noun, noun_phrase, tokens
from .predicate import field_around
from .range import Range

if TYPE_CHECKING:
    from .cues import Cue

__all__ = ["Reach", "reach_of"]

_SHORT = 5  # words: as much said before a tag in the middle may be only the beginning of it


class Reach(NamedTuple):
    """A tag's places."""

    range: Range
    voice: Range
    passer: Range | None = None
    rest: Range | None = None
    """A part of the verb far behind: a participle, the "mit" of "teilte … mit"."""


@dataclass
class _Middle:
    """What stands behind the finite verb, as far as it belongs to the tag."""

    end: int
    """The token behind it."""
    subject: Phrase | None = None
    listener: Phrase | None = None


@dataclass(frozen=True)
class _Field:
    """A field, its tokens, and where the verb stands among them."""

    clause: Clause
    lexicon: Lexicon
    range: Range
    found: list[Token]
    finite: int
    verb_end: int
    """The token behind the cue."""

    def place(self, phrase: Phrase) -> Range:
        """The characters of a phrase."""
        return Range(self.found[phrase.start].start, self.found[phrase.end - 1].end)


def reach_of(cue: "Cue", clause: Clause, lexicon: Lexicon, before: Range | None) -> Reach:
    """Return how far the tag of a cue reaches in its clause.

    Who speaks in the clause `before` also speaks in one without a subject.
    """
    field = _field(cue, clause, lexicon)
    words = " ".join(t.lower for t in tokens(clause.masked, cue.range))
    forms = lexicon.words.forms
    if words in forms.own:
        return _own(cue, field)
    if cue.predicate and cue.predicate.agent:
        return _passive(cue, cue.predicate.finite, cue.predicate.agent)
    if cue.kind == "preposition" and cue.predicate is None:
        return _named_behind(cue, field)
    if words.split(" ")[-1] in forms.postpositions:
        return _named_before(cue, field)
    if words.endswith(forms.impersonal):
        return _impersonal(cue, field)
    return _verbal(cue, field, before)


def _field(cue: "Cue", clause: Clause, lexicon: Lexicon) -> _Field:
    around = field_around(cue.range, clause)
    found = tokens(clause.masked, around)
    finite = cue.predicate.finite.start if cue.predicate else cue.range.start
    return _Field(
        clause,
        lexicon,
        around,
        found,
        sum(t.start < finite for t in found),
        sum(t.start < cue.range.end for t in found),
    )


# --- sources that stand by a word that is no verb ----------------------------------------------


def _own(cue: "Cue", field: _Field) -> Reach:
    """ "Kern war *nach eigenen Angaben* dort": the subject speaks."""
    places = range(len(field.found))
    phrases = (noun_phrase(field.found, i, field.lexicon) for i in places if i < field.finite)
    subject = next((p for p in phrases if p), None)
    return Reach(cue.range, field.place(subject) if subject else cue.range)


def _passive(cue: "Cue", finite: Range, agent: Range) -> Reach:
    """ "Der Fund *wurde von der Polizei bestätigt*"."""
    start = min(agent.start, cue.range.start, finite.start)
    return Reach(Range(start, max(agent.end, cue.range.end)), agent)


def _named_behind(cue: "Cue", field: _Field) -> Reach:
    """ "*Laut Udo Kern*, dem Chef, …", "*nach Angaben der Polizei* …"."""
    at = field.verb_end
    joined = at < len(field.found) and field.found[at].lower in ("von", "vom")
    phrase = noun_phrase(field.found, at + joined, field.lexicon)
    if phrase is None:
        return Reach(cue.range, cue.range)
    voice = field.place(phrase)
    if phrase.end == len(field.found):
        voice = Range(voice.start, _apposed_end(voice.end, field))
    return Reach(Range(cue.range.start, voice.end), voice)


def _named_before(cue: "Cue", field: _Field) -> Reach:
    """ "*Der Polizei zufolge* …"."""
    lead = field.found[: field.finite]
    for i in range(len(lead)):
        phrase = noun_phrase(lead, i, field.lexicon)
        if phrase and phrase.end == len(lead):
            voice = field.place(phrase)
            return Reach(Range(voice.start, cue.range.end), voice)
    return Reach(cue.range, cue.range)


def _impersonal(cue: "Cue", field: _Field) -> Reach:
    """ "*Aus dem Amt hieß es*", "wie es *in dem Bericht* heißt", "*geht* aus Akten *hervor*"."""
    found, origins = field.found, field.lexicon.words.phrases.origins
    for i, token in enumerate(found[:-1]):
        if token.lower in origins:
            end = field.finite if i < field.finite else len(found)
            phrase = noun_phrase(found[:end], i + 1, field.lexicon, wide=i < field.finite)
            if phrase:
                start = min(token.start, cue.range.start)
                end = max(found[phrase.end - 1].end, cue.range.end)
                leads = not field.clause.before(field.range.start)
                if not leads or i >= field.finite:
                    end = _apposed_end(field.range.end, field)
                return Reach(trim(field.clause.masked, Range(start, end)), field.place(phrase))
    end = field.range.end if field.finite == 0 else cue.range.end
    pointing = (t for t in found if t.lower in field.lexicon.words.phrases.pointing)
    voice = next((Range(t.start, t.end) for t in pointing), cue.range)
    at = Range(min(voice.start, cue.range.start), max(end, voice.end))
    return Reach(trim(field.clause.masked, at), voice)


# --- the subject of a verb -----------------------------------------------------------------------


def _verbal(cue: "Cue", field: _Field, before: Range | None) -> Reach:
    lead = _lead_start(field)
    if _is_last(field, lead):
        return _verb_last(cue, field, lead)
    middle = _middle(field, field.finite + 1, takes_subject=True)
    front = _front(field, lead)
    if front and not _is_object(front, middle, field):
        after = _middle(field, field.finite + 1, takes_subject=False)
        return _reach(cue, field, field.place(front), after, start=field.found[front.start].start)
    apposed = None if front or lead < field.finite else _apposed(field)
    if apposed and (middle.subject is None or _goes_on(field, middle)):
        after = _middle(field, field.finite + 1, takes_subject=False)
        return _reach(cue, field, apposed, after, start=apposed.start)
    if middle.subject:
        return _inverted(cue, field, middle, lead, front)
    shared = before if before and lead == field.finite else None
    voice = shared or cue.range
    return _reach(cue, field, voice, middle, start=field.found[field.finite].start)


def _lead_start(field: _Field) -> int:
    """Where what stands before the verb begins: behind a quotation, conjunctions, "auch"."""
    words = field.lexicon.words
    idle = words.connectives.union(words.coordinators, words.adverbs) | words.phrases.adverbs
    place = 0
    while place < field.finite:
        token = field.found[place]
        if token.text[0] != HIDDEN and token.text[0].isalnum() and token.lower not in idle:
            break
        place += 1
    return place


def _is_last(field: _Field, lead: int) -> bool:
    """Whether the verb stands last: "wie Kern sagte", "der das bestätigt hat"."""
    words = field.lexicon.words
    finals = words.subordinators.union(words.complementizers, words.relatives)
    opens = {t.lower for t in field.found[: max(lead, 1)]} & finals
    first = field.found[0].lower if field.found else ""
    relative = first in words.articles and _relative(field.found, field.lexicon)
    return bool((opens or relative) and field.finite)


def _relative(found: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a field begins with a relative pronoun: no noun belongs to its first word."""
    if found[0].lower in lexicon.words.relatives:
        return True
    phrase = noun_phrase(found, 0, lexicon)
    is_article = found[0].lower in lexicon.words.articles
    return is_article and len(found) > 1 and (phrase is None or phrase.end == 1)


def _verb_last(cue: "Cue", field: _Field, lead: int) -> Reach:
    middle = _middle(field, lead, takes_subject=True, until=field.finite)
    start = field.found[lead].start if lead < len(field.found) else cue.range.start
    if middle.subject:
        voice = field.place(middle.subject)
        start = min(voice.start, start)
    else:
        voice = Range(field.found[0].start, field.found[0].end)
        start = voice.start
    end = max(cue.range.end, field.range.end)
    passer = _passer(middle.listener, field)
    return Reach(trim(field.clause.masked, Range(start, end)), voice, passer)


def _front(field: _Field, lead: int) -> Phrase | None:
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


def _is_object(front: Phrase, middle: _Middle, field: _Field) -> bool:
    """Whether a phrase before the verb is no subject after all: "Die Angaben bestätigte er"."""
    phrases = field.lexicon.words.phrases
    behind = middle.subject
    if behind is None:
        return False
    if field.found[behind.start].lower in phrases.nominatives:
        return True
    listens = _listens(front, field) and field.found[front.start].lower in phrases.datives
    return listens and field.found[front.nouns[0]].lower.endswith(phrases.feminine_listeners)


def _inverted(
    cue: "Cue", field: _Field, middle: _Middle, lead: int, front: Phrase | None
) -> Reach:
    """ "…, sagte Kern der Zeitung"; "Am Montag bestätigte Kern den Fund"."""
    assert middle.subject is not None
    voice = field.place(middle.subject)
    listener = middle.listener or (front if front and _listens(front, field) else None)
    start = field.found[field.finite].start
    led = lead < field.finite
    if led and middle.end == len(field.found) and field.clause.after(field.range.end):
        start = field.found[0].start  # a time and the like: "Am Montag sagte Kern, er gehe"
    ends = middle.end
    if not led and field.clause.is_filled(Range(field.clause.range.start, start)):
        ends = _tag_end(field, middle.end)
    end = field.found[ends - 1].end
    if ends == len(field.found) and not led:
        end = _apposed_end(end, field) if middle.subject.end >= middle.end - 3 else end
        if middle.subject.end == len(field.found):
            voice = Range(voice.start, max(voice.end, end))
    passer = _passer(listener, field)
    return _with_rest(cue, field, Reach(Range(start, max(end, start + 1)), voice, passer))


def _tag_end(field: _Field, at: int) -> int:
    """Where a tag ends that stands behind what was said: at a quotation or an "und"."""
    joints = field.lexicon.words.phrases.joints
    rest = enumerate(field.found[at:], at)
    return next((i for i, t in rest if t.text[0] == HIDDEN or t.lower in joints), len(field.found))


def _reach(cue: "Cue", field: _Field, voice: Range, middle: _Middle, *, start: int) -> Reach:
    end = max(field.found[field.finite].end, field.found[middle.end - 1].end)
    if middle.end == len(field.found):
        end = _that_end(end, field.clause, field.lexicon)
    start = min(start, field.found[field.finite].start)
    passer = _passer(middle.listener, field)
    return _with_rest(cue, field, Reach(Range(start, end), voice, passer))


def _that_end(at: int, clause: Clause, lexicon: Lexicon) -> int:
    """Take in the ", dass" behind a tag that stands before what was said."""
    tail = lexicon.tail.match(clause.masked, at, clause.range.end)
    return tail.end() if tail and tail["that"] else at


def _with_rest(cue: "Cue", field: _Field, reach: Reach) -> Reach:
    """Add the participle or second part of the verb that stands far from the finite one."""
    masked = field.clause.masked
    parts = [p for p in (cue.particle, cue.range) if p and p.end > reach.range.end]
    if not parts:
        return reach
    first = min(p.start for p in parts)
    last = max(p.end for p in parts)
    between = Range(reach.range.end, max(reach.range.end, first))
    if field.clause.is_filled(between) and first >= reach.range.end:
        return reach._replace(rest=Range(first, last))
    end = last
    if not masked[last : field.range.end].strip():
        end = _that_end(last, field.clause, field.lexicon)
    return reach._replace(range=Range(reach.range.start, end))


# --- what stands behind the finite verb ----------------------------------------------------------


def _middle(
    field: _Field, at: int, *, takes_subject: bool, until: int | None = None
) -> _Middle:
    """Read the subject, who is told, times, places and adverbs from a token on."""
    found = field.found[: len(field.found) if until is None else until]
    state = _Middle(at)
    place: int | None = at
    while place is not None and place < len(found):
        place = _step(field, found, place, state, takes_subject=takes_subject)
        if place is not None and place > state.end:
            state.end = place
    return state


def _step(
    field: _Field, found: Sequence[Token], at: int, state: _Middle, *, takes_subject: bool
) -> int | None:
    """Return the token behind the next piece of a tag, None where it ends."""
    words, phrases = field.lexicon.words, field.lexicon.words.phrases
    token = found[at]
    if (time := _adjunct_end(field, found, at)) is not None:
        return time
    if field.finite < at < field.verb_end and token.lower in words.forms.auxiliaries:
        return at + 1
    if token.lower in words.adverbs or token.lower in phrases.adverbs or token.lower == "sich":
        return at + 1
    if token.lower in phrases.addressing and (told := noun_phrase(found, at + 1, field.lexicon)):
        state.listener = told
        return told.end
    if token.lower in phrases.placing and takes_subject and state.subject is None:
        placed = noun_phrase(found, at + 1, field.lexicon)
        return placed.end if placed and _subject_follows(field, found, placed.end) else None
    phrase = noun_phrase(found, at, field.lexicon)
    if phrase is None:
        return None
    has_subject = state.subject is not None or not takes_subject
    if _is_listener(phrase, field, has_subject=has_subject):
        state.listener = phrase
        return phrase.end
    if not has_subject and token.lower not in phrases.objects:
        state.subject = phrase
        return phrase.end
    return None


def _subject_follows(field: _Field, found: Sequence[Token], at: int) -> bool:
    probe = _Middle(at)
    return _step(field, found, at, probe, takes_subject=True) is not None if at < len(found) else False


def _adjunct_end(field: _Field, found: Sequence[Token], at: int) -> int | None:
    """The token behind a time or place: "am Montag", "in einem Interview", "auf Anfrage"."""
    adjunct = field.lexicon.adjunct.match(
        field.clause.masked, found[at].start - 1, field.clause.range.end
    )
    if adjunct is None:
        return None
    end = sum(t.start < adjunct.end() for t in found)
    return end if end > at else None


def _is_listener(phrase: Phrase, field: _Field, *, has_subject: bool) -> bool:
    """Whether a phrase behind the verb tells who was told."""
    phrases = field.lexicon.words.phrases
    first = field.found[phrase.start].lower
    if not _listens(phrase, field):
        return False
    if first in phrases.objects:
        return True
    noun = field.found[phrase.nouns[0]].lower
    is_dative = first in phrases.datives and noun.endswith(phrases.feminine_listeners)
    return is_dative or (has_subject and (first in phrases.datives or phrase.nouns[0] == phrase.start))


def _listens(phrase: Phrase, field: _Field) -> bool:
    """Whether the nouns of a phrase tell somebody who is told: a newspaper, reporters."""
    nouns = field.found[phrase.nouns[0] : phrase.nouns[1]]
    listeners = field.lexicon.words.phrases.listeners
    is_title = phrase.nouns[0] > phrase.start and nouns[0].text[0] == HIDDEN
    return is_title or any(t.lower.endswith(listeners) for t in nouns)


def _passer(phrase: Phrase | None, field: _Field) -> Range | None:
    """The words that name who passes on what was told; "Journalisten" do not."""
    if phrase is None:
        return None
    phrases = field.lexicon.words.phrases
    first, end = phrase.nouns
    nouns = field.found[first:end]
    if len(nouns) > 1 and nouns[0].lower.endswith(phrases.hosts):
        nouns = nouns[1:]
    if not _listens(phrase, field) or nouns[0].lower in phrases.unnamed_listeners:
        return None
    return Range(nouns[0].start, nouns[-1].end)


# --- appositions ---------------------------------------------------------------------------------


def _fields(clause: Clause) -> list[Range]:
    """All fields of a clause, in order."""
    found: list[Range] = []
    for segment in clause.segments:
        field = field_around(segment, clause)
        if not found or field.start >= found[-1].end:
            found.append(field)
    return found


def _apposes(at: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a field is a relative clause, or nothing but a noun phrase or a number."""
    found = tokens(clause.masked, at)
    words = [t for t in found if t.text[0] != HIDDEN]
    if not words or (len(words) == 1 and words[0].text.isdigit()):
        return bool(words)
    if _relative(found, lexicon):
        return True
    phrase = noun_phrase(found, 0, lexicon, wide=True)
    if phrase is None:
        return False
    rest = found[phrase.end :]
    return all(t.lower in lexicon.words.adverbs or not t.text[0].isalnum() for t in rest)


def _apposed_end(at: int, field: _Field) -> int:
    """Where the appositions of a phrase end that its field ends with."""
    clause = field.clause
    end = at
    for each in _fields(clause):
        if each.start < at:
            continue
        said = clause.has_words(Range(clause.range.start, field.range.start)) or clause.has_quotation(
            Range(clause.range.start, at)
        )
        is_last = each == _fields(clause)[-1]
        if (is_last and not said) or not _apposes(each, clause, field.lexicon):
            break
        if clause.has_quotation(Range(end, each.start)):
            break
        end = trim(clause.masked, each).end
    return end


def _apposed(field: _Field) -> Range | None:
    """The subject before "…, ein Experte, *sagte*": a phrase, and what stands by it."""
    clause, lexicon = field.clause, field.lexicon
    left = [f for f in _fields(clause) if f.end <= field.range.start]
    while left[1:] and _apposes(left[-1], clause, lexicon):
        noun = tokens(clause.masked, left[-2])
        idle = lexicon.words.connectives.union(lexicon.words.coordinators)
        first = next((i for i, t in enumerate(noun) if t.lower not in idle), 0)
        phrase = noun_phrase(noun, first, lexicon, wide=True)
        if phrase and phrase.end == len(noun) and noun[first].lower not in lexicon.words.phrases.objects:
            return trim(clause.masked, Range(noun[first].start, field.range.start))
        left.pop()
    return None


def _goes_on(field: _Field, middle: _Middle) -> bool:
    """Whether something is left behind the verb that may have been said."""
    return bool(field.clause.after(field.range.end)) or middle.end < len(field.found)
