"""What stands behind a finite verb and belongs to its tag: subject, who was told, time, place."""

from collections.abc import Sequence
from dataclasses import dataclass

from .clause import HIDDEN
from .field import Field
from .phrase import Phrase, Token, noun_phrase
from .range import Range

__all__ = ["Middle", "listens", "passer_of", "read_middle", "setting_end", "talked_with"]


@dataclass
class Middle:
    """What stands behind the finite verb, as far as it belongs to the tag."""

    end: int
    """The token behind it."""
    subject: Phrase | None = None
    listener: Phrase | None = None


def read_middle(field: Field, at: int, *, takes_subject: bool, until: int | None = None) -> Middle:
    """Read the subject, who is told, times, places and adverbs from a token on."""
    found = field.found[: len(field.found) if until is None else until]
    state = Middle(at)
    place: int | None = at
    while place is not None and place < len(found):
        place = _step(field, found, place, state, takes_subject=takes_subject)
        if place is not None and place > state.end:
            state.end = place
    return state


def _step(
    field: Field, found: Sequence[Token], at: int, state: Middle, *, takes_subject: bool
) -> int | None:
    """Return the token behind the next piece of a tag, None where it ends."""
    idle = _idle_end(field, found, at)
    if idle is not None:
        return idle
    phrases = field.lexicon.words.phrases
    has_subject = state.subject is not None or not takes_subject
    if found[at].lower in phrases.addressing:
        state.listener = noun_phrase(found, at + 1, field.lexicon)
        return state.listener.end if state.listener else None
    if found[at].lower in phrases.placing and not has_subject:
        placed = noun_phrase(found, at + 1, field.lexicon)
        return placed.end if placed and _subject_follows(field, found, placed.end) else None
    phrase = noun_phrase(found, at, field.lexicon)
    if not (phrase or has_subject) and found[at].lower in phrases.alone:
        return at + 1  # "bestätigt hat *das* ein Sprecher"
    if phrase and _is_listener(phrase, field, has_subject=has_subject):
        state.listener = phrase
    elif phrase and not has_subject and found[at].lower not in phrases.objects:
        state.subject = phrase
    else:
        return None
    return phrase.end


def _idle_end(field: Field, found: Sequence[Token], at: int) -> int | None:
    """The token behind an adverb, a negation, a time, a talk "mit der Zeitung"; else None."""
    words, phrases = field.lexicon.words, field.lexicon.words.phrases
    token = found[at].lower
    if (time := _adjunct_end(field, found, at)) is not None:
        return time
    if at and token in phrases.talking and found[at - 1].lower.endswith(phrases.talks):
        talked = noun_phrase(found, at + 1, field.lexicon)
        return talked.end if talked else None
    idle = words.forms.negations | phrases.adverbs | phrases.reflexives
    return at + 1 if token in idle.union(words.adverbs) else None


def _subject_follows(field: Field, found: Sequence[Token], at: int) -> bool:
    """Whether a subject or more of the tag stands at a place."""
    return at < len(found) and _step(field, found, at, Middle(at), takes_subject=True) is not None


def _adjunct_end(field: Field, found: Sequence[Token], at: int) -> int | None:
    """The token behind a time or place: "am Montag", "in einem Interview", "auf Anfrage"."""
    adjunct = field.lexicon.adjunct.match(
        field.clause.masked, found[at].start - 1, field.clause.range.end
    )
    if adjunct is None:
        return None
    end = sum(t.start < adjunct.end() for t in found)
    return end if end > at else None


def _is_listener(phrase: Phrase, field: Field, *, has_subject: bool) -> bool:
    """Whether a phrase behind the verb tells who was told."""
    phrases = field.lexicon.words.phrases
    first = field.found[phrase.start].lower
    if not listens(phrase, field):
        return False
    if first in phrases.objects:
        return True
    noun = field.found[phrase.nouns[0]].lower
    is_dative = first in phrases.datives and noun.endswith(phrases.feminine_listeners)
    return is_dative or (
        has_subject and (first in phrases.datives or phrase.nouns[0] == phrase.start)
    )


def listens(phrase: Phrase, field: Field) -> bool:
    """Whether the nouns of a phrase tell somebody who is told: a newspaper, reporters."""
    nouns = field.found[phrase.nouns[0] : phrase.nouns[1]]
    listeners = field.lexicon.words.phrases.listeners
    is_title = phrase.nouns[0] > phrase.start and nouns[0].text[0] == HIDDEN
    return is_title or any(t.lower.endswith(listeners) for t in nouns)


def passer_of(phrase: Phrase | None, field: Field) -> Range | None:
    """The words that name who passes on what was told; "Journalisten" do not."""
    if phrase is None:
        return None
    phrases = field.lexicon.words.phrases
    first, end = phrase.nouns
    nouns = field.found[first:end]
    if len(nouns) > 1 and nouns[0].lower.endswith(phrases.hosts):
        nouns = nouns[1:]
    if not listens(phrase, field) or nouns[0].lower in phrases.unnamed_listeners:
        return None
    return Range(nouns[0].start, nouns[-1].end)


def setting_end(field: Field, at: int) -> int:
    """The token behind places and times from one on: "sagte *in Kiel bei der Feier*, …".

    Behind a subject they are the tag's if they are a bare name, or if what was said comes later.
    """
    places = field.lexicon.words.phrases.settings
    end, place = at, at
    while place < len(field.found) and field.found[place].lower in places:
        phrase = noun_phrase(field.found, place + 1, field.lexicon)
        if phrase is None:
            break
        is_bare = phrase.nouns[0] == phrase.start
        behind = phrase.nouns[1] if is_bare else phrase.end
        if is_bare and place == end:
            end = behind
        place = read_middle(field, behind, takes_subject=False).end
    return place if field.is_answered and field.is_read(place) else end


def talked_with(field: Field) -> Range | None:
    """The words that name who passes on what was told it: "im Gespräch mit dem *Boten*"."""
    phrases = field.lexicon.words.phrases
    for i, token in enumerate(field.found[:-2]):
        if token.lower.endswith(phrases.talks) and field.found[i + 1].lower in phrases.talking:
            return passer_of(noun_phrase(field.found, i + 2, field.lexicon), field)
    return None
