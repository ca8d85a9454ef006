"""How far a tag reaches around its cue: over its subject, addressee, time, place and apposition."""

from dataclasses import dataclass

from .clause import HIDDEN, Clause, trim
from .cues import Cue
from .lexicon import Lexicon
from .range import Range

__all__ = ["Extent", "aside_at", "extent_of"]

_LONGEST_NAME = 6  # words of a name, and of what follows a verb that can be its subject
_LONGEST_APPOSITION = 10  # words: "general secretary of the Brewery Workers' Union"
_LONGEST_REPORT = 8  # words between a verb and its "that": "told the Post on Monday in Velden that"
_WHOLE = 5  # words before a tag from which they are all that was said: "The barge, said Kern, sank"


@dataclass(frozen=True, slots=True)
class Extent:
    """A tag's place, and the places of those it names."""

    range: Range
    voice: Range
    """The words that name the source: the verb's subject, or what follows "according to"."""
    passer: Range | None = None
    """The words that name who passes it on: who was told, or who quotes."""


def extent_of(cue: Cue, clause: Clause, lexicon: Lexicon) -> Extent:
    """Return how far the tag of a cue reaches in its clause."""
    segment = clause.segment(cue.range)
    start = None
    if cue.kind != "preposition":
        start = _subject_start(cue, segment, clause, lexicon)
    if start is None:  # "…," said Udo Kern, a fire expert; according to Udo Kern
        if verb := _verb_behind(cue, segment, clause, lexicon):
            return Extent(Range(cue.range.start, verb), Range(cue.range.end, verb))
        end = _source_end(cue, segment, clause, lexicon)
        return Extent(Range(cue.range.start, end), trim(clause.masked, Range(cue.range.end, end)))
    subject = trim(clause.masked, Range(start, cue.range.start))
    if cue.kind == "quoting":
        voice, end = _quoted(cue, segment, clause, lexicon)
        return Extent(Range(start, end), voice, subject)
    addressee = _addressee(cue, segment, clause, lexicon) if cue.kind == "tells" else None
    end = _tail_end(addressee.end if addressee else cue.range.end, clause, lexicon)
    end = max(end, _that_end(cue.range.end, segment, clause, lexicon))
    return Extent(Range(start, end), subject, addressee)


def aside_at(cue: Cue, clause: Clause, lexicon: Lexicon) -> Range:
    """Return the place of "citing Y", "which cites Y", with Y's relative clauses."""
    segment = clause.segment(cue.range)
    before = clause.words(Range(segment.start, cue.range.start))
    led = before and all(w.group().lower() in lexicon.words.relatives for w in before)
    end = segment.end
    # a German "die" may begin a relative clause or what was said
    relatives = lexicon.words.relatives - lexicon.words.determiners
    for piece in clause.after(segment.end):
        if not _starts_with(piece, clause, relatives):
            break
        end = piece.end
    return Range(segment.start if led else cue.range.start, end)


def _subject_start(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> int | None:
    """Where the subject left of the verb begins; None if the subject stands right of it."""
    words = lexicon.words
    own = clause.words(Range(segment.start, cue.range.start))
    idle = words.connectives | frozenset(words.adverbs)
    subject = [w for w in own if w.group().lower() not in idle]
    if subject and not {w.group().lower() for w in subject} <= words.relatives:
        # "Power returns as Velia denies": a subordinate clause has its own subject
        breaks = [w for w in own if w.group().lower() in words.subordinators]
        late = [w for w in subject if not breaks or w.start() > breaks[-1].start()]
        return (late or subject)[0].start()
    left = clause.before(segment.start)
    if not left:
        return None
    if not subject and (name := _quoted_name(left[-1], segment, clause, lexicon)) is not None:
        return name
    if subject or clause.has_aside(Range(left[-1].end, segment.start)):
        # "Udo Kern, who said"; "The Post, citing police, reported"
        return _skip_connectives(left[-1], clause, lexicon)
    if cue.kind != "tells" and _can_be_subject(Range(cue.range.end, segment.end), clause):
        return None
    return _apposed_start(left, clause, lexicon)


def _quoted_name(before: Range, segment: Range, clause: Clause, lexicon: Lexicon) -> int | None:
    """Where a subject in quotation marks begins: "Der „Harnauer Bote“ berichtete"."""
    between = clause.masked[before.end : segment.start]
    last = clause.words(before)[-1]
    if between.strip(" " + HIDDEN) or HIDDEN not in between:
        return None
    return last.start() if last.group().lower() in lexicon.words.determiners else None


def _apposed_start(left: list[Range], clause: Clause, lexicon: Lexicon) -> int | None:
    """Where "Udo Kern, a fire expert," or "the mayor, Ilse Brandt," begins that ends at a verb."""
    *_, noun, apposed = (None, None, *left)
    if noun is None or apposed is None:
        return None
    if clause.is_filled(Range(noun.end, apposed.start)):  # a quotation stands between them
        return None
    short = len(clause.words(apposed)) <= _LONGEST_APPOSITION
    first_is_name = _is_name(noun, clause, lexicon)
    second_is_name = _is_name(apposed, clause, lexicon)
    few = len(clause.words(noun)) <= _LONGEST_APPOSITION
    if (first_is_name and short) or (second_is_name and few):
        return _skip_connectives(noun, clause, lexicon)
    if few and _starts_with(apposed, clause, lexicon.words.determiners | lexicon.words.relatives):
        return _skip_connectives(noun, clause, lexicon)
    return None


def _skip_connectives(piece: Range, clause: Clause, lexicon: Lexicon) -> int:
    words = clause.words(piece)
    starts = (w.start() for w in words if w.group().lower() not in lexicon.words.connectives)
    return next(starts, piece.start)


def _can_be_subject(piece: Range, clause: Clause) -> bool:
    """Whether the words behind a verb can be its subject: few, and with a name among the first."""
    words = [w.group() for w in clause.words(piece)]
    return 0 < len(words) <= _LONGEST_NAME and any(w[0].isupper() for w in words[:3])


def _is_name(piece: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a segment is nothing but a name, perhaps with a title before it."""
    words = [w.group() for w in clause.words(piece)]
    capitals = [w[0].isupper() or w[0].isdigit() for w in words]
    lowest = sum(not c for c in capitals)
    starts = words[0].lower() not in lexicon.words.determiners
    return starts and capitals[-1] and len(words) <= _LONGEST_NAME and lowest * 2 < len(words)


def _source_end(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> int:
    """Where the source ends that follows its cue: behind its appositions."""
    lead = Range(clause.range.start, cue.range.start)
    said = clause.has_quotation(lead) or len(clause.words(lead)) >= _WHOLE
    following = clause.after(segment.end)
    end = segment.end
    for i, piece in enumerate(following):
        if clause.is_filled(Range(end, piece.start)):  # the quotation goes on
            break
        if _starts_with(piece, clause, frozenset(lexicon.words.coordinators)):
            break
        is_last = i == len(following) - 1
        if not said and (is_last or not _apposes(segment, piece, clause, lexicon)):
            break  # some segment must remain as the content
        end = piece.end
    return end


def _verb_behind(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> int | None:
    """Where the verb stands that ends a source at the head of a sentence without a comma.

    "Nach Angaben der Direktion *wurden* Risse gefunden".
    """
    if not lexicon.words.verb_second or cue.range.start != clause.range.start:
        return None
    words = clause.words(Range(cue.range.end, segment.end))
    verbs = (w.start() for w in words[1:] if w.group().lower() in lexicon.words.auxiliaries)
    return next(verbs, None)


def _apposes(noun: Range, piece: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a segment behind a source still belongs to it, where the content may follow."""
    if _starts_with(piece, clause, lexicon.words.relatives) or _is_name(piece, clause, lexicon):
        return True
    named = clause.words(noun)[-1].group()[0].isupper()
    indefinite = lexicon.words.determiners - lexicon.words.definite
    short = len(clause.words(piece)) <= _LONGEST_NAME
    return named and short and _starts_with(piece, clause, indefinite)


def _starts_with(piece: Range, clause: Clause, words: frozenset[str]) -> bool:
    return clause.words(piece)[0].group().lower() in words


def _quoted(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> tuple[Range, int]:
    """Who is quoted in "the Post quoted a fire expert, Udo Kern, as saying that", and its end."""
    end = lexicon.quoting_end.search(clause.masked, cue.range.end, clause.range.end)
    if end is None:
        return trim(clause.masked, Range(cue.range.end, segment.end)), segment.end
    voice = trim(clause.masked, Range(cue.range.end, end.start()))
    return voice, _tail_end(end.end(), clause, lexicon)


def _tail_end(at: int, clause: Clause, lexicon: Lexicon) -> int:
    """Where the times, places and the "that" end which follow a place inside a tag."""
    tail = lexicon.tail.match(clause.masked, at, clause.range.end)
    return tail.end() if tail else at


def _that_end(at: int, segment: Range, clause: Clause, lexicon: Lexicon) -> int:
    """Where the "that" ends in "told the Post on Monday that", a few words behind its verb."""
    that = lexicon.complementizer.search(clause.masked, at, segment.end)
    if that is None or len(clause.words(Range(at, that.start()))) > _LONGEST_REPORT:
        return at
    return that.end()


def _addressee(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> Range | None:
    """Who was told: a name, "the newspaper", "reporters"; up to what was said."""
    words = lexicon.words
    taken: list[Range] = []
    named = False
    for word in clause.words(Range(cue.range.end, segment.end)):
        lower = word.group().lower()
        capital = word.group()[0].isupper()
        ends = lower in words.complementizers or (
            _tail_end(word.start() - 1, clause, lexicon) > word.start()
        )
        if ends or (taken and not capital and (named or len(taken) > 1)):
            break
        named = capital or lower not in words.determiners
        taken.append(Range(*word.span()))
    return Range(taken[0].start, taken[-1].end) if taken else None
