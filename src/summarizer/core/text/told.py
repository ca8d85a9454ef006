"""Where what was said begins behind a cue, and who is named before: who was told, who is quoted."""

import re
from collections.abc import Sequence

from .clause import COMMAS, Clause, trim
from .cues import Cue
from .lexicon import Lexicon
from .naming import names_on
from .range import Range

__all__ = ["addressee", "passed_on", "said_behind", "tail_end", "that_end"]

_APPOSITIONS = 2  # pieces between commas that are looked through for a "that"
_LONGEST_REPORT = (
    12  # words between a verb and its "that": "told the Post on Monday in Velden that"
)


def said_behind(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> int | None:
    """Where what was said begins behind a verb and its subject at the head of a sentence.

    "Dijo la alcaldesa *que* el puente abrirá"; "نفت الشركة *وجود* تسرب".
    """
    heads = lexicon.words.verb_first or not clause.is_filled(
        Range(clause.range.start, cue.range.start)
    )
    if cue.kind == "preposition" or not heads:
        return None
    words = clause.words(Range(cue.range.end, segment.end))[1:]
    if lexicon.words.verb_first and not lexicon.words.has_capitals:
        that = _that_behind_apposition(segment, clause, lexicon)
        if that is not None and not _begins_said(words, segment, clause, lexicon):
            return that
    for begins in (lexicon.complementizer, lexicon.object):
        for word in words:
            if begins.match(clause.masked, word.start(), segment.end):
                return word.start()
    return None


def _begins_said(
    words: Sequence[re.Match[str]], segment: Range, clause: Clause, lexicon: Lexicon
) -> bool:
    """Whether what was said begins among words, without a comma before it."""
    begins = (lexicon.complementizer, lexicon.object)
    return any(b.match(clause.masked, w.start(), segment.end) for b in begins for w in words)


def _that_behind_apposition(segment: Range, clause: Clause, lexicon: Lexicon) -> int | None:
    """Where what was said begins behind what a comma adds to its source: "قال رئيسها، …، إن"."""
    for piece in clause.after(segment.end)[:_APPOSITIONS]:
        for word in clause.words(piece)[:_LONGEST_REPORT]:
            if lexicon.complementizer.match(clause.masked, word.start(), piece.end):
                return word.start()
    return None


def passed_on(voice: Range, clause: Clause, lexicon: Lexicon) -> tuple[Range | None, Range]:
    """Who quotes and who is quoted in "نقلت *وكالة* عن *مصدر*"."""
    for word in clause.words(voice):
        if word.group() in lexicon.words.nouns.of:
            passer = trim(clause.masked, Range(voice.start, word.start()))
            return passer, trim(clause.masked, Range(word.end(), voice.end))
    return None, voice


def tail_end(at: int, start: int, clause: Clause, lexicon: Lexicon) -> int:
    """Where the times, places and the "that" end which follow a place inside a tag.

    Behind a comma "whether" goes on with what was said before the tag: "It was not clear, officials
    said, *whether* anyone was hurt".
    """
    tail = lexicon.tail.match(clause.masked, at, clause.range.end)
    assert tail is not None  # all of it is optional
    goes_on = (
        tail["that"] and tail["that"].lstrip().startswith(tuple(COMMAS)) and clause.before(start)
    )
    # "would neither confirm nor deny *that*."
    is_object = tail["that"] and not clause.is_filled(Range(tail.end(), clause.range.end))
    return tail.start("that") if goes_on or is_object else tail.end()


def that_end(at: int, segment: Range, clause: Clause, lexicon: Lexicon) -> int:
    """Where the "that" ends in "told the Post on Monday that", a few words behind its verb."""
    that = lexicon.complementizer.search(clause.masked, at, segment.end)
    if that is None or _has_infinitive(Range(at, that.start()), clause, lexicon):
        return at  # "assure *avoir dit* que"
    between = clause.words(Range(at, that.start()))
    reports = any(w.group().lower() in lexicon.words.tells for w in between)
    if reports or len(between) > _LONGEST_REPORT:
        return at  # "said he had *told* her that"
    if between and between[-1].group().lower() in lexicon.words.coordinators:
        return at  # "said they came but *that* nobody was hurt"
    if not clause.is_filled(Range(that.end(), clause.range.end)):  # "rejected *that*"
        return at
    return that.end()


def _has_infinitive(between: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether what was said begins with an infinitive, before any "that"."""
    words = (w.group().lower().replace("’", "'") for w in clause.words(between))
    return any(w.rpartition("'")[2] in lexicon.words.infinitives for w in words)


def addressee(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> Range | None:
    """Who was told: a name, "the newspaper", "local media"; up to what was said."""
    if lexicon.words.sets_no_blanks:
        return _all_told(cue, segment, clause, lexicon)
    words = clause.words(Range(cue.range.end, segment.end))
    has_that = lexicon.complementizer.search(clause.masked, cue.range.end, segment.end) is not None
    known = lexicon.words
    if words and words[0].group() in known.function_words - known.determiners - known.pronouns:
        return None  # "рассказал *о* планах"
    taken: list[str] = []
    end = cue.range.end
    for i, word in enumerate(words):
        tail = lexicon.tail.match(clause.masked, word.start(), segment.end)
        if tail and tail.end() > word.start():
            break
        rest = [w.group() for w in words[i : i + 2]]
        if taken and not names_on(taken, rest, lexicon, has_that=has_that):
            break
        taken.append(word.group())
        end = word.end()
    return Range(words[0].start(), end) if taken else None


def _all_told(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> Range | None:
    """Who was told, if a comma or what was said before tells how far that reaches."""
    told = Range(cue.range.end, segment.end)
    is_apart = clause.has_words(Range(segment.end, clause.range.end)) or clause.has_quotation(
        Range(clause.range.start, cue.range.start)
    )
    known = lexicon.tail.fullmatch(clause.masked, *told)  # "告诉记者"
    return told if is_apart and clause.has_words(told) and not known else None
