"""How far a source reaches that stands behind its cue: over its appositions."""

import re

from .clause import Clause
from .cues import Cue
from .lexicon import Lexicon
from .range import Range
from .roster import JOINTS
from .subject import LONGEST_NAME, is_name, starts_with

__all__ = ["source_end"]

_WHOLE = 5  # words before a tag from which they are all that was said: "The barge, said Kern, sank"


def source_end(cue: Cue, segment: Range, clause: Clause, lexicon: Lexicon) -> int:
    """Where the source ends that follows its cue: behind its appositions."""
    lead = Range(clause.range.start, cue.range.start)
    words = clause.words(lead)
    said = clause.has_quotation(lead) or len(words) >= _WHOLE or _is_whole(words, lexicon)
    # "It sank, said Udo Kern, an expert", not "In Velden, said Udo Kern, a barge sank"
    whole = bool(words) and words[0].group().lower() not in lexicon.words.particles
    following = clause.after(segment.end)
    end = segment.end
    ends_in = not following or _is_whole(clause.words(Range(cue.range.end, segment.end)), lexicon)
    if not words and ends_in and not clause.has_quotation(clause.range):
        return _name_end(cue, segment, clause, lexicon)
    for i, piece in enumerate(following):
        if clause.is_filled(Range(end, piece.start)):  # the quotation goes on
            break
        if starts_with(piece, clause, frozenset(lexicon.words.coordinators)):
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
    if starts_with(piece, clause, lexicon.words.relatives) or is_name(piece, clause, lexicon):
        return True
    named = clause.words(noun)[-1].group()[0].isupper()
    indefinite = lexicon.words.determiners - lexicon.words.definite
    short = len(clause.words(piece)) <= LONGEST_NAME
    return named and short and starts_with(piece, clause, indefinite)
