"""How far a tag reaches around its cue: over its subject, addressee, time, place and apposition."""

from dataclasses import dataclass

from .clause import Clause, trim
from .cues import Cue, drops_subject, without_clitics
from .inversion import (
    is_dropped,
    skip_addressee,
    skip_adverbs,
    skip_filler,
    turned_pronoun,
    without_verb,
)
from .lexicon import Lexicon
from .range import Range
from .source import source_end
from .subject import can_be_subject, first_name, starts_with, subject_start
from .told import addressee, passed_on, said_behind, tail_end, that_end
from .verb_second import reach_of

__all__ = ["Extent", "aside_at", "extent_of"]


@dataclass(frozen=True, slots=True)
class Extent:
    """A tag's place, and the places of those it names."""

    range: Range
    voice: Range
    """The words that name the source: the verb's subject, or what follows "according to"."""
    passer: Range | None = None
    """The words that name who passes it on: who was told, or who quotes."""
    rest: Range | None = None
    """A part of its verb that stands far behind: "teilte der Zeitung *mit*"."""


def extent_of(cue: Cue, clause: Clause, lexicon: Lexicon, before: Range | None = None) -> Extent:
    """Return how far the tag of a cue reaches in its clause.

    Who speaks in the clause `before` also speaks in one without a subject: "denied it *but said*".
    """
    if lexicon.words.verb_second and cue.kind in ("verb", "tells", "preposition"):
        return Extent(*reach_of(cue, clause, lexicon, before))
    segment = clause.segment(cue.range)
    if cue.kind == "view":  # "a su juicio": whoever speaks
        return Extent(cue.range, Range(cue.range.end, cue.range.end))
    pronoun = turned_pronoun(cue, clause, lexicon)
    if pronoun is not None:
        end = that_end(pronoun.end, segment, clause, lexicon)
        end = end if end > pronoun.end else segment.end
        return Extent(Range(cue.range.start, max(end, cue.range.end)), pronoun)
    found = _subject(cue, segment, clause, lexicon, before)
    if found is None:
        return _source_behind(cue, segment, clause, lexicon)
    start, subject = found
    if cue.kind == "quoting":
        voice, end = _quoted(cue, segment, clause, lexicon)
        return Extent(Range(start, end), voice, subject)
    told = addressee(cue, segment, clause, lexicon) if cue.kind == "tells" else None
    end = told.end if told else cue.range.end
    if cue.stance in ("denies", "confirms"):
        end = skip_adverbs(end, segment.end, clause, lexicon)
    end = tail_end(end, start, clause, lexicon)
    end = max(end, that_end(cue.range.end, segment, clause, lexicon))
    return Extent(Range(start, end), subject, told)


def _subject(
    cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon, before: Range | None
) -> tuple[int, Range] | None:
    """Where a tag begins whose subject stands before its verb, or is left out; and the subject.

    None if the source stands behind its cue.
    """
    start = None
    if cue.kind != "preposition":
        start = subject_start(cue, segment, clause, lexicon)
    if start is not None:
        return start, _named_before(Range(start, cue.range.start), clause, lexicon)
    if drops_subject(cue, clause, lexicon):
        return segment.start, before or Range(segment.start, segment.start)
    if before and _is_shared(cue, segment, clause, lexicon):
        led = starts_with(clause.range, clause, lexicon.words.relatives)
        return clause.range.start if led else cue.range.start, before
    if is_dropped(cue, segment, clause, lexicon):
        return cue.range.start, Range(cue.range.end, cue.range.end)
    return None


def _named_before(lead: Range, clause: Clause, lexicon: Lexicon) -> Range:
    """The subject in what stands before a verb: "*The bank* cut its rate and said"."""
    subject = _finite(lead, clause, lexicon)
    first = first_name(clause, lexicon)
    last = clause.words(subject)[-1:]
    is_joined = bool(last) and last[0].group().lower() in lexicon.words.coordinators
    return _finite(first, clause, lexicon) if first and is_joined else subject


def _source_behind(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> Extent:
    """The extent of a tag whose source follows its cue.

    "…," said Udo Kern, a fire expert; according to Udo Kern; dijo la alcaldesa que.
    """
    start = cue.range.start
    if lexicon.words.verb_first and cue.kind != "preposition":
        start = segment.start  # "وفي بيان قالت الوزارة"
    said = said_behind(cue, segment, clause, lexicon)
    end = source_end(cue, segment, clause, lexicon) if said is None else said
    voice = trim(clause.masked, Range(cue.range.end, end))
    that = lexicon.complementizer.match(clause.masked, end, segment.end)
    stop = that.end() if that else voice.end if said is None else said
    # "据新华社*报道*"; "نقلت وكالة عن مصدر *قوله*"
    voice = trim(clause.masked, clause.without_end(voice, lexicon.quoting_end))
    passer = None
    if cue.kind == "quoting":
        passer, voice = passed_on(voice, clause, lexicon)
    elif said is None:
        voice = _named_behind(cue, voice, clause, lexicon)
    return Extent(Range(start, stop), _timeless(voice, clause, lexicon), passer)


def _named_behind(cue: Cue, voice: Range, clause: Clause, lexicon: Lexicon) -> Range:
    """Leave out what stands between a cue and the source behind it: "dijo *ayer a Efe* Ruiz"."""
    if cue.kind == "preposition":
        return without_verb(voice, clause, lexicon)
    at = skip_filler(cue.range.end, voice.end, clause, lexicon)
    at = skip_addressee(at, voice.end, clause, lexicon)
    named = trim(clause.masked, Range(at, voice.end))
    return named if clause.has_words(named) else voice


def _is_shared(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether nothing in its clause can be the subject of a verb: "but said nobody was hurt"."""
    words = lexicon.words
    idle = (
        words.connectives | frozenset(words.adverbs) | words.relatives
    )  # "said Kern, *who* added"
    lead = clause.words(Range(clause.range.start, cue.range.start))
    alone = cue.kind != "preposition" and all(w.group().lower() in idle for w in lead)
    return alone and not can_be_subject(Range(cue.range.end, segment.end), clause, lexicon)


def _finite(subject: Range, clause: Clause, lexicon: Lexicon) -> Range:
    """Cut "later", "on Monday" off a subject's end, and what leads it."""
    subject = clause.without_end(subject, lexicon.adverbs)
    words = clause.words(subject)
    if len(words) > 1 and words[0].group().lower() in lexicon.words.origins:
        subject = Range(words[1].start(), subject.end)  # "*Desde* la empresa aseguran"
    kept = without_clitics(words, lexicon)
    if 0 < len(kept) < len(words):  # "Anne Roux *nous* a dit"
        subject = Range(subject.start, kept[-1].end())
    subject = _without_lead(subject, clause, lexicon)
    return _timeless(trim(clause.masked, subject), clause, lexicon)


def _without_lead(subject: Range, clause: Clause, lexicon: Lexicon) -> Range:
    """Cut an adjunct off a subject's beginning.

    "*Under cross-examination* the bookkeeper"; "*A year later* he".
    """
    words = clause.words(subject)
    plain = [w.group().lower() for w in words]
    is_pronoun = (
        len(words) > 1 and plain[-1] in lexicon.genders and (plain[-1] in lexicon.words.pronouns)
    )
    if is_pronoun and not clause.stops_in(subject):
        return Range(words[-1].start(), subject.end)
    known = lexicon.words
    if not words or plain[0] not in known.locatives | known.asked:
        return subject
    led = [w for w in words[1:] if w.group().lower() in known.determiners]
    return Range(led[-1].start(), subject.end) if led else subject


def _timeless(voice: Range, clause: Clause, lexicon: Lexicon) -> Range:
    """Cut times and places off the end of what names a source: "Udo Kern *on Monday*"."""
    return trim(clause.masked, clause.without_end(voice, lexicon.tail))


def aside_at(cue: Cue, clause: Clause, lexicon: Lexicon) -> Range:
    """Return the place of "citing Y", "which cites Y", with Y's relative clauses."""
    segment = clause.segment(cue.range)
    before = clause.words(Range(segment.start, cue.range.start))
    led = before and all(w.group().lower() in lexicon.words.relatives for w in before)
    said = said_behind(cue, segment, clause, lexicon) if lexicon.words.verb_first else None
    if said is not None:  # "نقلا عن مسؤولين *أن* …"
        return trim(clause.masked, Range(cue.range.start, said))
    end = segment.end
    # a German "die", a "that" may begin a relative clause or what was said
    relatives = lexicon.words.relatives - lexicon.words.determiners - lexicon.words.that
    for piece in clause.after(segment.end):
        if not starts_with(piece, clause, relatives):
            break
        end = piece.end
    return Range(segment.start if led else cue.range.start, end)


def _quoted(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> tuple[Range, int]:
    """Who is quoted in "the Post quoted a fire expert, Udo Kern, as saying that", and its end."""
    end = lexicon.quoting_end.search(clause.masked, cue.range.end, clause.range.end)
    if end is None:
        return trim(clause.masked, Range(cue.range.end, segment.end)), segment.end
    voice = trim(clause.masked, Range(cue.range.end, end.start()))
    return voice, tail_end(end.end(), cue.range.start, clause, lexicon)
