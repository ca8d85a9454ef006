"""Where the subject of a reporting verb begins that stands before it."""

from .clause import HIDDEN, Clause
from .cues import Cue, subject_before, without_clitics
from .kind import kind_of
from .lexicon import Lexicon
from .range import Range
from .roster import JOINTS

__all__ = [
    "LONGEST_APPOSITION",
    "LONGEST_NAME",
    "can_be_subject",
    "first_name",
    "is_name",
    "starts_with",
    "subject_start",
]

LONGEST_NAME = 6  # words of a name, and of what follows a verb that can be its subject
LONGEST_APPOSITION = 10  # words: "general secretary of the Brewery Workers' Union"


def subject_start(  # noqa: PLR0911 - one for each way in which a subject can stand
    cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon
) -> int | None:
    """Where the subject left of the verb begins; None if the subject stands right of it."""
    words = lexicon.words
    left = clause.before(segment.start)
    if left and (name := _quoted_name(left[-1], segment, clause, lexicon)) is not None:
        return name
    lead = clause.without_end(Range(segment.start, cue.range.start), lexicon.adverbs)
    own = without_clitics(clause.words(lead), lexicon)
    subject = subject_before(cue.range, clause, lexicon)
    joined = subject and own[-1].group().lower() in words.coordinators
    if joined and (first := first_name(clause, lexicon)) is not None:
        return first.start  # "*The bank* cut its rate and said …"
    if subject and not {w.group().lower() for w in subject} <= words.relatives:
        # "Power returns as Velia denies": a subordinate clause has its own subject
        breaks = [w for w in own if w.group().lower() in words.subordinators]
        late = [w for w in subject if not breaks or w.start() > breaks[-1].start()]
        return (late or subject)[0].start()
    if left and (subject or clause.has_aside(Range(left[-1].end, segment.start))):
        # "Udo Kern, who said"; "The Post, citing police, reported"
        return _skip_connectives(left[-1], clause, lexicon)
    if words.sets_no_blanks:
        return _actor_start(left, clause, lexicon)
    if len(left) == 1 and not own and _has_that(cue, segment, clause, lexicon):
        return _skip_connectives(left[0], clause, lexicon)  # "The firm Secunia, has said that"
    return _apart_start(cue, left, Range(cue.range.end, segment.end), clause, lexicon)


def _apart_start(
    cue: Cue, left: list[Range], behind: Range, clause: Clause, lexicon: Lexicon
) -> int | None:
    """Where a subject begins that a comma sets off its verb: "Udo Kern, a fire expert, said"."""
    if not left[1:] or (cue.kind != "tells" and can_be_subject(behind, clause, lexicon)):
        return None
    if clause.is_filled(Range(left[-2].end, left[-1].start)):  # a quotation stands between them
        return None
    if (chain := _chain_start(left, clause, lexicon)) is not None:
        return chain
    found = _apposed_start(left[-2], left[-1], clause, lexicon)
    if found is None and not (cue.stance == "asserts" and _is_description(behind, clause, lexicon)):
        found = _described_start(left[-2], left[-1], behind, clause, lexicon)
    return found


def first_name(clause: Clause, lexicon: Lexicon) -> Range | None:
    """The name or body at the head of a clause, of which a later verb is told without a subject."""
    words = clause.words(Range(clause.range.start, clause.segment(clause.range).end))[:LONGEST_NAME]
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
    few = len(clause.words(left[first])) <= LONGEST_APPOSITION
    return _skip_connectives(left[first], clause, lexicon) if is_chain and few else None


def _goes_on(noun: Range, piece: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a segment only adds to the one before: an age, a relative clause, an apposition."""
    if _is_aside(piece, clause, lexicon):
        return True
    named, naming = is_name(noun, clause, lexicon), is_name(piece, clause, lexicon)
    if named:
        return starts_with(piece, clause, lexicon.words.determiners)
    return naming and starts_with(noun, clause, lexicon.words.determiners)


def _is_aside(piece: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a segment is an age, a place ("in a letter"), or a relative clause."""
    words = [w.group().lower() for w in clause.words(piece)]
    is_place = words[0] in lexicon.words.locatives and len(words) <= LONGEST_NAME
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
    if lexicon.words.sets_no_blanks:  # "公众号「…」称"; not "他称「…」的人说"
        cues = lexicon.cue.finditer(clause.masked, *before)
        is_name = all(cue["idiom"] for cue in cues)
        return _skip_connectives(before, clause, lexicon) if is_name else None
    return last.start() if last.group().lower() in lexicon.words.determiners else None


def _actor_start(left: list[Range], clause: Clause, lexicon: Lexicon) -> int | None:
    """Where a subject begins that did something before: "周启文接受采访，称…"."""
    if not left:
        return None
    acts = clause.without_end(left[-1], lexicon.tail) != left[-1]
    return _skip_connectives(left[-1], clause, lexicon) if acts else None


def _apposed_start(noun: Range, apposed: Range, clause: Clause, lexicon: Lexicon) -> int | None:
    """Where "Udo Kern, a fire expert," or "the mayor, Ilse Brandt," begins that ends at a verb."""
    words = lexicon.words
    few = len(clause.words(noun)) <= LONGEST_APPOSITION
    short = len(clause.words(apposed)) <= LONGEST_APPOSITION
    begins = words.relatives
    led = starts_with(apposed, clause, words.determiners | words.relatives) and words.has_capitals
    long = len(clause.words(apposed)) <= 2 * LONGEST_APPOSITION  # "Udo Kern, who led the inquiry …"
    if starts_with(noun, clause, words.determiners):  # "the mayor of Velden, a former diver,"
        begins |= words.determiners - words.definite
    if (
        (
            (short or (long and led) or _is_role(apposed, clause, lexicon))
            and is_name(noun, clause, lexicon)
        )
        or (few and is_name(apposed, clause, lexicon))
        or (few and starts_with(apposed, clause, begins))
    ):
        return _skip_connectives(noun, clause, lexicon)
    return None


def _is_role(apposed: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a longer apposition begins with what somebody is: "presidente de la …"."""
    words = [w.group() for w in clause.words(apposed)]
    return len(words) <= 2 * LONGEST_APPOSITION and kind_of(words[0], lexicon) == "person"


def _described_start(
    noun: Range, apposed: Range, behind: Range, clause: Clause, lexicon: Lexicon
) -> int | None:
    """Where a subject begins whose verb has no other one behind it, whatever the apposition.

    "A senior official, speaking on condition of anonymity, said nobody was hurt".
    """
    determiners = lexicon.words.determiners
    few = len(clause.words(noun)) <= LONGEST_APPOSITION
    short = len(clause.words(apposed)) <= LONGEST_APPOSITION
    led = short and clause.has_words(behind) and starts_with(noun, clause, determiners)
    if few and (led or starts_with(apposed, clause, determiners)):
        return _skip_connectives(noun, clause, lexicon)
    return None


def _skip_connectives(piece: Range, clause: Clause, lexicon: Lexicon) -> int:
    words = clause.words(piece)
    starts = (w.start() for w in words if w.group().lower() not in lexicon.words.connectives)
    return next(starts, piece.start)


def can_be_subject(piece: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether the words behind a verb can be its subject: few, and with a name among the first."""
    words = [w.group() for w in clause.words(piece)]
    capital = any(w[0].isupper() for w in words[:3]) or not lexicon.words.has_capitals
    return _are_few(words, lexicon) and capital


def _is_description(piece: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether the words behind a verb may describe its subject: "said *a fire expert*"."""
    words = [w.group() for w in clause.words(piece)]
    determiners = lexicon.words.determiners
    is_led = bool(words) and words[0].lower() in determiners
    return is_led and _are_few(words, lexicon) and not determiners.issuperset(words)


def _are_few(words: list[str], lexicon: Lexicon) -> bool:
    return 0 < len(words) <= LONGEST_NAME and not set(words) & set(lexicon.words.auxiliaries)


def is_name(piece: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a segment is nothing but a name, perhaps with a title before it."""
    words = [w.group() for w in clause.words(piece)]
    capitals = [w[0].isupper() or w[0].isdigit() for w in words]
    lowest = sum(not c for c in capitals)
    others = lexicon.words.determiners | lexicon.words.particles - JOINTS  # "On Monday"
    starts = words[0].lower() not in others
    return starts and capitals[-1] and len(words) <= LONGEST_NAME and lowest * 2 < len(words)


def starts_with(piece: Range, clause: Clause, words: frozenset[str]) -> bool:
    """Whether the first word of a piece is one of some."""
    return clause.words(piece)[0].group().lower() in words
