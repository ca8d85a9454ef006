"""How far a tag reaches around its cue: over its subject, addressee, time, place and apposition."""

import re
from dataclasses import dataclass

from .clause import HIDDEN, Clause, trim
from .cues import Cue
from .inversion import (
    is_dropped,
    skip_addressee,
    skip_adverbs,
    skip_filler,
    turned_pronoun,
    verb_first,
    without_clitics,
    without_verb,
)
from .kind import kind_of
from .lexicon import Lexicon
from .naming import names_on
from .range import Range
from .roster import JOINTS
from .verb_second import reach_of

__all__ = ["Extent", "aside_at", "extent_of"]

_LONGEST_NAME = 6  # words of a name, and of what follows a verb that can be its subject
_LONGEST_APPOSITION = 10  # words: "general secretary of the Brewery Workers' Union"
_LONGEST_REPORT = (
    12  # words between a verb and its "that": "told the Post on Monday in Velden that"
)
_WHOLE = 5  # words before a tag from which they are all that was said: "The barge, said Kern, sank"


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
    nobody = Range(cue.range.end, cue.range.end)
    if cue.kind == "view":  # "a su juicio": whoever speaks
        return Extent(cue.range, nobody)
    pronoun = turned_pronoun(cue, clause, lexicon)
    if pronoun is not None:
        end = _that_end(pronoun.end, segment, clause, lexicon)
        end = end if end > pronoun.end else segment.end
        return Extent(Range(cue.range.start, max(end, cue.range.end)), pronoun)
    start = None
    if cue.kind != "preposition":
        start = _subject_start(cue, segment, clause, lexicon)
    shared = before if start is None and _is_shared(cue, segment, clause, lexicon) else None
    if start is None and shared is None:
        if not is_dropped(cue, segment, clause, lexicon):
            return _inverted(cue, segment, clause, lexicon)
        shared = nobody
    start = cue.range.start if start is None else start
    subject = shared or _finite(Range(start, cue.range.start), clause, lexicon)
    first = _first_name(clause, lexicon)
    last = clause.words(subject)[-1:]
    if first and last and last[0].group().lower() in lexicon.words.coordinators:
        subject = _finite(first, clause, lexicon)
    if cue.kind == "quoting":
        voice, end = _quoted(cue, segment, clause, lexicon)
        return Extent(Range(start, end), voice, subject)
    addressee = _addressee(cue, segment, clause, lexicon) if cue.kind == "tells" else None
    end = addressee.end if addressee else cue.range.end
    if cue.stance in ("denies", "confirms"):
        end = skip_adverbs(end, segment.end, clause, lexicon)
    end = _tail_end(end, start, clause, lexicon)
    end = max(end, _that_end(cue.range.end, segment, clause, lexicon))
    return Extent(Range(start, end), subject, addressee)


def _inverted(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> Extent:
    """The extent of "…," said Udo Kern, a fire expert; according to Udo Kern."""
    end = _source_end(cue, segment, clause, lexicon)
    voice = trim(clause.masked, Range(cue.range.end, end))
    if cue.kind == "preposition":
        named = without_verb(voice, clause, lexicon)
    else:
        that = verb_first(cue, Range(cue.range.end, segment.end), clause, lexicon)
        if that is not None:
            voice = trim(clause.masked, Range(cue.range.end, that.start()))
            return Extent(Range(cue.range.start, that.end()), _timeless(voice, clause, lexicon))
        at = skip_filler(cue.range.end, voice.end, clause, lexicon)
        at = skip_addressee(at, voice.end, clause, lexicon)
        named = trim(clause.masked, Range(at, voice.end))
        named = named if clause.has_words(named) else voice
    return Extent(Range(cue.range.start, voice.end), _timeless(named, clause, lexicon))


def _is_shared(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether nothing in its clause can be the subject of a verb: "but said nobody was hurt"."""
    idle = lexicon.words.connectives | frozenset(lexicon.words.adverbs)
    lead = clause.words(Range(clause.range.start, cue.range.start))
    alone = cue.kind != "preposition" and all(w.group().lower() in idle for w in lead)
    return alone and not _can_be_subject(Range(cue.range.end, segment.end), clause, lexicon)


def _finite(subject: Range, clause: Clause, lexicon: Lexicon) -> Range:
    """Cut "later", "on Monday" off a subject's ends."""
    subject = clause.without_end(subject, lexicon.adverbs)
    words = clause.words(subject)
    if len(words) > 1 and words[0].group().lower() in lexicon.words.origins:
        subject = Range(words[1].start(), subject.end)  # "*Desde* la empresa aseguran"
    kept = without_clitics(words, lexicon)
    if 0 < len(kept) < len(words):  # "Anne Roux *nous* a dit"
        subject = Range(subject.start, kept[-1].end())
    time = lexicon.tail.match(clause.masked, subject.start - 1, subject.end)
    assert time is not None  # all of it is optional
    subject = Range(max(subject.start, time.end()), subject.end)  # "*On 4 May* police said"
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
    return trim(clause.masked, clause.without_end(voice, lexicon.tail, lead=1))


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


def _subject_start(  # noqa: PLR0911 - one for each way in which a subject can stand
    cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon
) -> int | None:
    """Where the subject left of the verb begins; None if the subject stands right of it."""
    words = lexicon.words
    left = clause.before(segment.start)
    if left and (name := _quoted_name(left[-1], segment, clause, lexicon)) is not None:
        return name
    lead = clause.without_end(Range(segment.start, cue.range.start), lexicon.adverbs)
    own = without_clitics(clause.words(lead), lexicon)
    idle = words.connectives | frozenset(words.adverbs)
    subject = [w for w in own if w.group().lower() not in idle]
    joined = subject and own[-1].group().lower() in words.coordinators
    if joined and (first := _first_name(clause, lexicon)) is not None:
        return first.start  # "*The bank* cut its rate and said …"
    if subject and not {w.group().lower() for w in subject} <= words.relatives:
        # "Power returns as Velia denies": a subordinate clause has its own subject
        breaks = [w for w in own if w.group().lower() in words.subordinators]
        late = [w for w in subject if not breaks or w.start() > breaks[-1].start()]
        return (late or subject)[0].start()
    if left and (subject or clause.has_aside(Range(left[-1].end, segment.start))):
        # "Udo Kern, who said"; "The Post, citing police, reported"
        return _skip_connectives(left[-1], clause, lexicon)
    behind = Range(cue.range.end, segment.end)
    if left and not left[1:] and not own and _has_that(cue, segment, clause, lexicon):
        return _skip_connectives(left[0], clause, lexicon)  # "The firm Secunia, has said that"
    if not left[1:] or (cue.kind != "tells" and _can_be_subject(behind, clause, lexicon)):
        return None
    if clause.is_filled(Range(left[-2].end, left[-1].start)):  # a quotation stands between them
        return None
    if (chain := _chain_start(left, clause, lexicon)) is not None:
        return chain
    found = _apposed_start(left[-2], left[-1], clause, lexicon)
    if found is None and not (cue.stance == "asserts" and _is_description(behind, clause, lexicon)):
        found = _described_start(left[-2], left[-1], behind, clause, lexicon)
    return found


def _first_name(clause: Clause, lexicon: Lexicon) -> Range | None:
    """The name or body at the head of a clause, of which a later verb is told without a subject."""
    words = clause.words(Range(clause.range.start, clause.segment(clause.range).end))[
        :_LONGEST_NAME
    ]
    led = words[1:] if words and words[0].group().lower() in lexicon.words.determiners else words
    common = lexicon.words.function_words | frozenset(lexicon.words.adverbs)
    last = None
    for i, word in enumerate(led):
        plain = word.group().lower()
        is_name = last is not None or (i == 0 and plain not in common)
        if (is_name and word.group()[0].isupper()) or plain in lexicon.kinds:
            last = word
        elif last is not None and plain not in JOINTS:
            break
    return Range(words[0].start(), last.end()) if last is not None else None


def _has_that(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a "that" follows a cue at once."""
    that = lexicon.complementizer.search(clause.masked, cue.range.end, segment.end)
    return that is not None and not clause.has_words(Range(cue.range.end, that.start()))


def _chain_start(left: list[Range], clause: Clause, lexicon: Lexicon) -> int | None:
    """Where a subject begins that has two and more appositions behind it, before its verb.

    "Helga Strand, the Union candidate, who once was minister, said"; "Dora Finch, 58, a welder,".
    """
    first = len(left) - 1
    while first and not clause.is_filled(Range(left[first - 1].end, left[first].start)):
        if not _goes_on(left[first - 1], left[first], clause, lexicon):
            break
        first -= 1
    is_chain = first < len(left) - 2 or (
        first < len(left) - 1 and _is_aside(left[-1], clause, lexicon)
    )
    few = len(clause.words(left[first])) <= _LONGEST_APPOSITION
    return _skip_connectives(left[first], clause, lexicon) if is_chain and few else None


def _goes_on(noun: Range, piece: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a segment only adds to the one before: an age, a relative clause, an apposition."""
    if _is_aside(piece, clause, lexicon):
        return True
    named, naming = _is_name(noun, clause, lexicon), _is_name(piece, clause, lexicon)
    if named:
        return _starts_with(piece, clause, lexicon.words.determiners)
    return naming and _starts_with(noun, clause, lexicon.words.determiners)


def _is_aside(piece: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a segment is an age, a place ("in a letter"), or a relative clause."""
    words = [w.group().lower() for w in clause.words(piece)]
    is_place = words[0] in lexicon.words.locatives and len(words) <= _LONGEST_NAME
    if is_place or (len(words) == 1 and words[0].isdigit()):
        return True
    led = words[1:] if words[0] in lexicon.words.coordinators else words
    return bool(led) and led[0] in lexicon.words.relatives - lexicon.words.that


def _quoted_name(before: Range, segment: Range, clause: Clause, lexicon: Lexicon) -> int | None:
    """Where a subject with quotation marks begins: "Der „Bote“ berichtete"; "A “Post” man said"."""
    between = clause.masked[before.end : segment.start]
    last = clause.words(before)[-1]
    if between.strip(" " + HIDDEN) or HIDDEN not in between:
        return None
    return last.start() if last.group().lower() in lexicon.words.determiners else None


def _apposed_start(noun: Range, apposed: Range, clause: Clause, lexicon: Lexicon) -> int | None:
    """Where "Udo Kern, a fire expert," or "the mayor, Ilse Brandt," begins that ends at a verb."""
    words = lexicon.words
    few = len(clause.words(noun)) <= _LONGEST_APPOSITION
    short = len(clause.words(apposed)) <= _LONGEST_APPOSITION
    begins = words.relatives
    if _starts_with(noun, clause, words.determiners):  # "the mayor of Velden, a former diver,"
        begins |= words.determiners - words.definite
    if (
        ((short or _is_role(apposed, clause, lexicon)) and _is_name(noun, clause, lexicon))
        or (few and _is_name(apposed, clause, lexicon))
        or (few and _starts_with(apposed, clause, begins))
    ):
        return _skip_connectives(noun, clause, lexicon)
    return None


def _is_role(apposed: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a longer apposition begins with what somebody is: "presidente de la …"."""
    words = [w.group() for w in clause.words(apposed)]
    return len(words) <= 2 * _LONGEST_APPOSITION and kind_of(words[0], lexicon) == "person"


def _described_start(
    noun: Range, apposed: Range, behind: Range, clause: Clause, lexicon: Lexicon
) -> int | None:
    """Where a subject begins whose verb has no other one behind it, whatever the apposition.

    "A senior official, speaking on condition of anonymity, said nobody was hurt".
    """
    determiners = lexicon.words.determiners
    few = len(clause.words(noun)) <= _LONGEST_APPOSITION
    short = len(clause.words(apposed)) <= _LONGEST_APPOSITION
    led = short and clause.has_words(behind) and _starts_with(noun, clause, determiners)
    if few and (led or _starts_with(apposed, clause, determiners)):
        return _skip_connectives(noun, clause, lexicon)
    return None


def _skip_connectives(piece: Range, clause: Clause, lexicon: Lexicon) -> int:
    words = clause.words(piece)
    starts = (w.start() for w in words if w.group().lower() not in lexicon.words.connectives)
    return next(starts, piece.start)


def _can_be_subject(piece: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether the words behind a verb can be its subject: few, and with a name among the first."""
    words = [w.group() for w in clause.words(piece)]
    return _are_few(words, lexicon) and any(w[0].isupper() for w in words[:3])


def _is_description(piece: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether the words behind a verb may describe its subject: "said *a fire expert*"."""
    words = [w.group() for w in clause.words(piece)]
    return _are_few(words, lexicon) and words[0].lower() in lexicon.words.determiners


def _are_few(words: list[str], lexicon: Lexicon) -> bool:
    return 0 < len(words) <= _LONGEST_NAME and not set(words) & set(lexicon.words.auxiliaries)


def _is_name(piece: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a segment is nothing but a name, perhaps with a title before it."""
    words = [w.group() for w in clause.words(piece)]
    capitals = [w[0].isupper() or w[0].isdigit() for w in words]
    lowest = sum(not c for c in capitals)
    others = lexicon.words.determiners | lexicon.words.particles - JOINTS  # "On Monday"
    starts = words[0].lower() not in others
    return starts and capitals[-1] and len(words) <= _LONGEST_NAME and lowest * 2 < len(words)


def _source_end(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> int:
    """Where the source ends that follows its cue: behind its appositions."""
    lead = Range(clause.range.start, cue.range.start)
    words = clause.words(lead)
    said = clause.has_quotation(lead) or len(words) >= _WHOLE or _is_whole(words, lexicon)
    # "It sank, said Udo Kern, an expert", not "In Velden, said Udo Kern, a barge sank"
    whole = bool(words) and words[0].group().lower() not in lexicon.words.particles
    following = clause.after(segment.end)
    end = segment.end
    if not words and not following and not clause.has_quotation(clause.range):
        return _name_end(cue, segment, clause, lexicon)
    for i, piece in enumerate(following):
        if clause.is_filled(Range(end, piece.start)):  # the quotation goes on
            break
        if _starts_with(piece, clause, frozenset(lexicon.words.coordinators)):
            break
        is_last = i == len(following) - 1
        remains = not is_last or whole
        if not said and not (remains and _apposes(segment, piece, clause, lexicon)):
            break  # some segment must remain as the content
        end = piece.end
    return end


def _name_end(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> int:
    """Where a name ends that no comma ends: "According to Tarn Council over 40 ships sank"."""
    words = clause.words(Range(cue.range.end, segment.end))
    named = [i for i, w in enumerate(words) if w.group()[0].isupper()]
    if not named or lexicon.words.nouns_have_capitals:
        return segment.end
    last = named[0]
    while last + 1 < len(words) and (
        words[last + 1].group()[0].isupper()
        or (words[last + 1].group().lower() in JOINTS and last + 2 in named)
    ):
        last += 1
    return words[last].end()


def _is_whole(words: list[re.Match[str]], lexicon: Lexicon) -> bool:
    """Whether a few words are a clause of their own: "Le pont *a* cédé, a dit Anne Roux, …"."""
    return any(w.group().lower() in lexicon.words.auxiliaries for w in words[1:-1])


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
    return voice, _tail_end(end.end(), cue.range.start, clause, lexicon)


def _tail_end(at: int, start: int, clause: Clause, lexicon: Lexicon) -> int:
    """Where the times, places and the "that" end which follow a place inside a tag.

    Behind a comma "whether" goes on with what was said before the tag: "It was not clear, officials
    said, *whether* anyone was hurt".
    """
    tail = lexicon.tail.match(clause.masked, at, clause.range.end)
    assert tail is not None  # all of it is optional
    goes_on = tail["that"] and tail["that"].lstrip().startswith(",") and clause.before(start)
    # "would neither confirm nor deny *that*."
    is_object = tail["that"] and not clause.is_filled(Range(tail.end(), clause.range.end))
    return tail.start("that") if goes_on or is_object else tail.end()


def _that_end(at: int, segment: Range, clause: Clause, lexicon: Lexicon) -> int:
    """Where the "that" ends in "told the Post on Monday that", a few words behind its verb."""
    that = lexicon.complementizer.search(clause.masked, at, segment.end)
    if that is None or len(clause.words(Range(at, that.start()))) > _LONGEST_REPORT:
        return at
    if not clause.is_filled(Range(that.end(), clause.range.end)):  # "rejected *that*"
        return at
    return that.end()


def _addressee(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> Range | None:
    """Who was told: a name, "the newspaper", "local media"; up to what was said."""
    words = clause.words(Range(cue.range.end, segment.end))
    has_that = lexicon.complementizer.search(clause.masked, cue.range.end, segment.end) is not None
    taken: list[str] = []
    end = cue.range.end
    for i, word in enumerate(words):
        tail = lexicon.tail.match(clause.masked, word.start() - 1, segment.end)
        if tail and tail.end() > word.start():
            break
        rest = [w.group() for w in words[i : i + 2]]
        if taken and not names_on(taken, rest, lexicon, has_that=has_that):
            break
        taken.append(word.group())
        end = word.end()
    return Range(words[0].start(), end) if taken else None
