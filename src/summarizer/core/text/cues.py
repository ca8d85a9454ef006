"""Cues: the words that report somebody's stand, "said", "according to", "has not confirmed"."""

import re
from collections.abc import Collection, Mapping
from itertools import zip_longest
from typing import NamedTuple

from ...schema import Stance
from .clause import Clause
from .lexicon import CueKind, Lexicon
from .phrase import tokens
from .predicate import Predicate, field_around, negation_in, read_predicate
from .range import Range

__all__ = [
    "Cue",
    "drops_subject",
    "find_cues",
    "subject_before",
    "without_clitics",
]

_CAN_BE_WITHHELD: frozenset[Stance] = frozenset({"confirms", "denies"})
_NOT_REPORTED: frozenset[Stance] = frozenset({"asserts", "disputes", "retracts"})
_WITHHOLDS: frozenset[Stance] = frozenset({"has_not_confirmed", "declines_to_comment"})
_AND = ("und", "sowie", "oder")


class _Head(NamedTuple):
    """The reporting words of a match."""

    group: str
    at: Range
    plain: str
    """As the lexicon writes them, with the second part of a verb."""
    particle: Range | None
    """The second part's place."""


class Cue(NamedTuple):
    """Reporting words, and what they mean."""

    range: Range
    """With auxiliaries and negation where they stand before the verb."""
    kind: CueKind
    stance: Stance
    predicate: Predicate | None = None
    """What the form of its verb tells, where the verb stands second."""
    particle: Range | None = None
    """The second part of its verb: "teilte … *mit*"."""


def find_cues(sentence: Clause, lexicon: Lexicon) -> list[Cue]:
    """Find the cues of a sentence outside its quotations.

    A negated confirmation or denial is `has_not_confirmed`; a negated report ("did not say that")
    reports nobody's words and is no cue.
    """
    found = (
        _cue(sentence, match, lexicon)
        for match in lexicon.cue.finditer(sentence.masked, *sentence.range)
        if not match["idiom"]
    )
    return [cue for cue in found if cue]


def _cue(sentence: Clause, match: re.Match[str], lexicon: Lexicon) -> Cue | None:
    head = _head(sentence, match, lexicon)
    if head is None:
        return None
    known = lexicon.stances.get(head.plain)
    kind, stance = known or lexicon.meaning(sentence.masked, head.at)
    by_pattern: Mapping[str, Stance] = {s: s for s in lexicon.words.patterns}
    stance = by_pattern.get(head.group, stance)
    kind = "preposition" if head.group == "lead" else kind
    start = match.end("prefix") if match["prefix"] else match.start()
    before = sentence.masked[start : head.at.start]
    adverbs = lexicon.adverbs.match(before)
    at = Range(start + (adverbs.end() if adverbs else 0), match.end())
    cue = Cue(at, kind, stance, None, head.particle)
    if lexicon.words.verb_second:
        return _by_form(sentence, cue, head, lexicon)
    return _by_words(sentence, cue, head.plain, before, lexicon)


def _head(sentence: Clause, match: re.Match[str], lexicon: Lexicon) -> _Head | None:
    """The reporting words of a match; None if a verb in two parts lacks the second."""
    group = match.lastgroup or "head"
    at = Range(*match.span(group))
    plain = " ".join(match[group].lower().replace("’", "'").split())
    seconds = lexicon.split.get(plain, {}) if group == "head" else {}
    particle = _particle(sentence, at, seconds) if seconds else None
    if particle:
        plain = seconds[sentence.masked[particle.start : particle.end].lower()]
    elif seconds and plain not in lexicon.stances:
        return None
    return _Head(group, at, plain, particle)


def _by_words(sentence: Clause, cue: Cue, plain: str, before: str, lexicon: Lexicon) -> Cue | None:
    """Judge reporting words by the words right before and behind them."""
    at, kind, stance, *_ = cue
    if kind in ("verb", "tells") and _is_not_finite(sentence, at, before, lexicon):
        return None
    if lexicon.passive.search(before) and not plain.endswith("ing"):
        agent = lexicon.agent.match(sentence.masked, at.end, sentence.range.end)
        if agent is None:
            return None  # "was reported": by nobody
        at, kind = Range(at.start, agent.end()), "preposition"
    negated = lexicon.negation.search(before) is not None
    if stance in _CAN_BE_WITHHELD:
        behind = _negation_behind(sentence, at, lexicon)
        if behind:
            at = Range(at.start, behind.end)
        if negated or behind:
            stance = "has_not_confirmed"
    elif negated and stance in _NOT_REPORTED:
        return None
    return Cue(at, kind, stance)


def _by_form(sentence: Clause, cue: Cue, head: _Head, lexicon: Lexicon) -> Cue | None:
    """Judge reporting words where the verb stands second."""
    if cue.kind == "preposition":
        return cue._replace(range=head.at)  # "*war* nach Angaben": the verb belongs to what is said
    if cue.kind not in ("verb", "tells", "quoting"):
        return cue
    if _is_middle(sentence, cue.range, lexicon):
        return None
    if head.group == "has_not_confirmed":
        return _withheld(sentence, cue, lexicon)
    is_verb = head.group == "head" and head.plain not in lexicon.words.forms.fixed
    return _second(sentence, cue, head.at, lexicon) if is_verb else cue


def _particle(sentence: Clause, head: Range, seconds: Collection[str]) -> Range | None:
    """The second part of a verb: the last word of its field, or before an "und"."""
    field = field_around(head, sentence)
    found = tokens(sentence.masked, Range(head.end, field.end))
    for token, behind in zip_longest(found, found[1:]):
        ends = behind is None or not behind.text[0].isalpha() or behind.lower in _AND
        if ends and token.lower in seconds:
            return Range(token.start, token.end)
    return None


def _withheld(sentence: Clause, cue: Cue, lexicon: Lexicon) -> Cue:
    """Leave out what a pattern has between its finite verb and its negation: "den Fund"."""
    first, *rest = tokens(sentence.masked, cue.range)
    negations = lexicon.words.forms.negations | lexicon.words.forms.withholding
    last = next((t for t in rest if t.lower in negations), first)
    predicate = Predicate(Range(first.start, first.end))
    return cue._replace(range=Range(last.start, cue.range.end), predicate=predicate)


def _is_middle(sentence: Clause, at: Range, lexicon: Lexicon) -> bool:
    """Whether the subject suffers what the verb tells: "ließ sich nicht überprüfen"."""
    field = {t.lower for t in tokens(sentence.masked, field_around(at, sentence))}
    return "sich" in field and bool(field & lexicon.words.forms.middles)


def _second(sentence: Clause, cue: Cue, head: Range, lexicon: Lexicon) -> Cue | None:
    """Judge a verb by its form and its negation, which may both stand far from it."""
    forms = lexicon.words.forms
    word = sentence.masked[head.start : head.end]
    begins = not sentence.has_words(Range(sentence.segment(head).start, head.start))
    is_noun = word[0].isupper() and (not begins or lexicon.infinitive.fullmatch(word.lower()))
    if is_noun or _is_infinitive(sentence, cue.range, lexicon):
        return None  # a noun: "sein Schreiben"; an infinitive: "zu bestätigen"
    predicate = read_predicate(head, sentence, lexicon)
    if predicate is None:
        return None
    field = field_around(head, sentence)
    is_negated = negation_in(field, sentence, lexicon) and word.lower() not in forms.calls
    stance: Stance | None = cue.stance
    if is_negated and stance not in _WITHHOLDS:
        stance = "has_not_confirmed" if stance == "confirms" else None  # "sagte Kern nicht"
    elif predicate.is_open and stance not in _WITHHOLDS:
        stance = None  # "wollte er sagen"
    first = next(iter(sentence.words(field)), None)
    as_told = first is not None and first.group().lower() in forms.as_told
    kind = "preposition" if predicate.agent or as_told else cue.kind
    return cue._replace(stance=stance, predicate=predicate, kind=kind) if stance else None


def _is_not_finite(sentence: Clause, at: Range, auxiliaries: str, lexicon: Lexicon) -> bool:
    """Whether a verb's form reports nothing, told by its auxiliary or the word right before it.

    Behind an infinitive it has no subject ("haber negado"); behind an article it is a noun or an
    adjective ("the claims", "a disputed figure"); behind a particle an infinitive or a gerund
    ("called *to confirm* if", "ohne es *zu bestätigen*").
    """
    if auxiliaries.split(" ", maxsplit=1)[0].lower() in lexicon.words.infinitives:
        return True
    before = sentence.words(Range(sentence.segment(at).start, at.start))[-1:]
    return any(
        w.group().lower() in lexicon.words.articles | lexicon.words.particles
        and not sentence.masked[w.end() : at.start].strip()
        for w in before
    )


def _is_infinitive(sentence: Clause, at: Range, lexicon: Lexicon) -> bool:
    """Whether a particle stands right before a verb."""
    before = sentence.words(Range(sentence.segment(at).start, at.start))[-1:]
    return any(w.group().lower() in lexicon.words.particles for w in before)


def _negation_behind(sentence: Clause, at: Range, lexicon: Lexicon) -> Range | None:
    """The negation of a verb of confirming or denying that stands behind it.

    Right behind it ("confirme pas"), never behind a "that": "confirmed that it had not paid".
    """
    segment = sentence.segment(at)
    that = lexicon.complementizer.search(sentence.masked, at.end, segment.end)
    end = that.start() if that else segment.end
    behind = sentence.words(Range(at.end, end))[:1]
    return next((Range(*w.span()) for w in behind if lexicon.negation.fullmatch(w.group())), None)


def without_clitics(words: list[re.Match[str]], lexicon: Lexicon) -> list[re.Match[str]]:
    """Leave out the object pronouns right before a verb: "Anne Roux *nous* a dit", "*l'*accuse"."""
    last = len(words)
    while last > 1 and words[last - 1].group().lower() in lexicon.words.clitics:
        last -= 1
    is_object = (
        last == 1 and words[0].group().lower() in lexicon.words.clitics - lexicon.genders.keys()
    )
    return [] if is_object else words[:last]


def subject_before(at: Range, clause: Clause, lexicon: Lexicon) -> list[re.Match[str]]:
    """The words between a segment's start and a verb that can be the subject.

    Where the verb stands first, what begins with a small word is a time, a place: "في بيان".
    """
    words = lexicon.words
    idle = words.connectives | frozenset(words.adverbs)
    lead = clause.without_end(Range(clause.segment(at).start, at.start), lexicon.adverbs)
    led = without_clitics(clause.words(lead), lexicon)
    subject = [w for w in led if w.group().lower() not in idle]
    start = subject[0].start() if subject else at.start
    fronted = lexicon.tail.match(clause.masked, start, at.start)  # "On Monday the mayor said"
    if fronted and not fronted["that"] and fronted.end() < at.start:
        subject = [w for w in subject if w.start() >= fronted.end()]
    is_time = words.verb_first and subject and subject[0].group() in words.function_words
    return [] if is_time else subject


def _has_subject(cue: Cue, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether somebody is named next to a verb, before it or between it and what was said."""
    if cue.kind == "preposition" or subject_before(cue.range, clause, lexicon):
        return True
    if not lexicon.words.verb_first:
        return False
    tail = lexicon.tail.match(clause.masked, cue.range.end, clause.segment(cue.range).end)
    assert tail is not None  # all of it is optional
    return not tail["that"] and clause.has_words(Range(tail.end(), clause.segment(cue.range).end))


def drops_subject(cue: Cue, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a verb goes on with the subject of the one before: "，但否认…", "وأضاف أن"."""
    return lexicon.words.drops_subjects and not _has_subject(cue, clause, lexicon)
