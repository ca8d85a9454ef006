"""Grounding the `large` profile's answer: from sentence numbers and names to exact places.

Nothing that a reply says is dropped: a number that points nowhere, a quotation that was not
answered, a name that is not printed become problems. A name copied from the prompt's examples is
nobody's.
"""

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from ..ask.window import Window
from ..ask.wire import ArticleForm, ClaimForm, PositionForm, QuoteForm, SourceForm
from ..text.clause import trim
from ..text.quotation import Quotation
from ..text.range import Range
from ..text.reading import Reading
from .copying import copied, is_copied
from .grounded import Description, Grounded, Point, Problem, Speech, Stand, Statement, Voice
from .mention import find_voice, is_name
from .narrowing import choose_tag, evidence_of, is_reported_by, kind_of_quote
from .reciting import is_recited, recited

__all__ = ["ground_article"]

_PROMPT = "article.v1"
_BLANKS = re.compile(r"[ \t\r\n]+")  # not the no-break spaces that French sets


def ground_article(reading: Reading, window: Window, form: ArticleForm) -> Grounded:
    """Ground the `large` profile's answer: claims, quotations, sources and synopsis at once."""
    claims = [_claim(reading, window, claim) for claim in form.claims]
    answers = {q.q: q for q in reversed(form.quotes)}  # of two answers the first
    keys = [statement.key if statement else None for statement, _ in claims]
    return Grounded(
        statements=tuple(s for s, _ in claims if s),
        speeches=tuple(_speech(reading, q, answers.get(q.number)) for q in window.quotations),
        descriptions=tuple(
            _description(reading, d) for d in form.sources if _is_usable(reading, d.name)
        ),
        synopsis=tuple(
            Point(
                point.text,
                tuple(k for n in point.claims if 1 <= n <= len(keys) and (k := keys[n - 1])),
            )
            for point in form.synopsis
            if not is_recited(reading, _PROMPT, point.text)
        ),
        problems=(
            *(p for _, problems in claims for p in problems),
            *_mismatched(window, answers.keys()),
            *_copied_speakers(reading, window, answers),
            *(
                copied(f"source {d.name}", d.name)
                for d in form.sources
                if is_copied(reading, _PROMPT, d.name)
            ),
            *_recited_words(reading, form),
        ),
    )


def _is_usable(reading: Reading, name: str) -> bool:
    return is_name(name) and not (
        is_copied(reading, _PROMPT, name) or is_recited(reading, _PROMPT, name)
    )


def _mismatched(window: Window, answered: AbstractSet[int]) -> Iterable[Problem]:
    """Quotations without an answer, and answers without a quotation."""
    for quotation in window.quotations:
        if quotation.number not in answered:
            key, reason = f"quote {quotation.number}", f"Q{quotation.number} has no answer"
            yield Problem(key, "quotations_assigned", reason, quotation.parts)
    for number in sorted(answered - {q.number for q in window.quotations}):
        reason = f"there is no quotation Q{number} in this part"
        yield Problem(f"Q{number}", "quotations_exist", reason)


def _recited_words(reading: Reading, form: ArticleForm) -> Iterable[Problem]:
    """What recites the rules beside the claims: synopsis sentences, names, descriptions."""
    said = [("synopsis", point.text) for point in form.synopsis]
    said += [
        ("sources", s) for d in form.sources for s in (d.name, d.affiliation, d.expertise) if s
    ]
    said += [("sources", s) for c in form.claims for p in c.positions for s in (p.source, *p.via)]
    said += [("sources", s) for q in form.quotes for s in (q.speaker or "", *q.via)]
    keys = dict.fromkeys(key for key, words in said if is_recited(reading, _PROMPT, words))
    return (recited(key) for key in keys)


def _copied_speakers(
    reading: Reading, window: Window, answers: Mapping[int, QuoteForm]
) -> Iterable[Problem]:
    for quotation in window.quotations:
        answer = answers.get(quotation.number)
        for name in (answer.speaker or "", *answer.via) if answer and answer.speech else ():
            if is_copied(reading, _PROMPT, name):
                yield copied(f"quote {quotation.number}", name, quotation.parts)


def _claim(
    reading: Reading, window: Window, claim: ClaimForm
) -> tuple[Statement | None, tuple[Problem, ...]]:
    """Ground one claim: the numbers that point nowhere are told, the others kept."""
    known = {s.number for s in (*window.before, *window.sentences)}
    pointed = {*claim.sentences, *(p.sentence for p in claim.positions)}
    numbers = tuple(sorted(pointed & known))
    is_ours = is_recited(reading, _PROMPT, claim.text)
    words = "" if is_ours else claim.text  # told nowhere, not even in a reason
    key = f"claim {','.join(map(str, numbers))}: {words}"
    reasons = [
        ("sentences_exist", f"there is no sentence [{n}] in this part")
        for n in sorted(pointed - known)
    ]
    if not numbers:
        reasons.append(("sentences_exist", f"“{words}” points at no sentence of this part"))
    reasons += [
        ("source_in_article", f"a position in sentence [{p.sentence}] names no source")
        for p in claim.positions
        if not is_name(p.source)
    ]
    problems = (
        *(Problem(key, check, reason) for check, reason in reasons),
        *(
            copied(key, name)
            for p in claim.positions
            for name in (p.source, *p.via)
            if is_copied(reading, _PROMPT, name)
        ),
    )
    if is_ours:
        problems = (*problems, recited(key))
    if not numbers:
        return None, problems
    return (
        Statement(
            key=key,
            sentences=numbers,
            content=tuple(reading.sentence(n).range for n in numbers),
            text=None if is_ours else _BLANKS.sub(" ", claim.text).strip(),
            stands=tuple(
                _position(reading, p, numbers)
                for p in claim.positions
                if p.sentence in known and _is_usable(reading, p.source)
            ),
        ),
        problems,
    )


def _position(reading: Reading, position: PositionForm, sentences: tuple[int, ...]) -> Stand:
    sentence = reading.sentence(position.sentence).range
    names = (position.source, *position.via)
    tag = choose_tag(reading, position.sentence, names, position.stance)
    content = tag.content if tag else _quoted_in(reading, sentence)
    near = tag.voice if tag else sentence
    around = Range(tag.ranges[0].start, tag.ranges[-1].end) if tag else sentence
    return Stand(
        sentence=position.sentence,
        source=find_voice(reading, position.source, near),
        via=_voices(reading, position.via, around),
        stance=position.stance,
        certainty=position.certainty,
        cue=tag.cue if tag else None,
        content=evidence_of(reading, content, tag, sentences),
        tag=tag,
    )


def _voices(reading: Reading, names: Iterable[str], near: Range) -> tuple[Voice, ...]:
    return tuple(find_voice(reading, n, near) for n in names if _is_usable(reading, n))


def _quoted_in(reading: Reading, sentence: Range) -> tuple[Range, ...]:
    """What is said in a sentence without a tag: its quotations, or all of it."""
    quoted = tuple(o for q in reading.quotations for o in q.outer if sentence.covers(o))
    whole = trim(reading.text, sentence)
    return quoted or (whole if whole.start < whole.end else sentence,)


def _speech(reading: Reading, quotation: Quotation, answer: QuoteForm | None) -> Speech:
    tag = reading.speech_tags.get(quotation.number)
    kind = kind_of_quote(reading, quotation, tag)
    if answer is None:
        return Speech(quotation.number, kind, None, (), None)
    if not answer.speech:
        return Speech(quotation.number, "not_speech", None, (), None)
    around = _around(reading, quotation)
    (speaker,) = _voices(reading, [answer.speaker or ""], around) or (None,)
    return Speech(
        quotation=quotation.number,
        kind=kind,
        speaker=speaker,
        via=_voices(reading, answer.via, around),
        cue=tag.cue if tag and is_reported_by(quotation, tag) else None,
    )


def _around(reading: Reading, quotation: Quotation) -> Range:
    """The sentences in which a quotation stands."""
    sentences = [s for p in quotation.parts for s in reading.sentences_of(p)]
    return Range(sentences[0].range.start, sentences[-1].range.end)


def _description(reading: Reading, source: SourceForm) -> Description:
    whole = Range(0, len(reading.text))
    return Description(
        name=find_voice(reading, source.name, whole).name,
        kind=source.kind,
        role=source.role,
        affiliation=source.affiliation,
        expertise=source.expertise,
    )
