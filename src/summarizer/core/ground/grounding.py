"""Grounding: from a reply's numbers and names to statements and stands with exact places.

Two forms of answer, one result. Nothing that a reply says is dropped: a number that points nowhere,
a tag or quotation that was not answered, a name that is not printed become problems.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from ..ask.window import Window
from ..ask.wire import ArticleForm, ClaimForm, PositionForm, QuoteForm, SourceForm, TagsForm
from ..text.clause import trim
from ..text.naming import clean_name, is_proper
from ..text.quotation import Quotation
from ..text.range import Range
from ..text.reading import Reading
from ..text.tags import Tag
from .grounded import Description, Grounded, Point, Problem, Speech, Stand, Statement, Voice
from .mention import find_voice
from .narrowing import certainty_of, choose_tag, evidence_of, kind_of_quote

_BLANKS = re.compile(r"[ \t\r\n]+")  # not the no-break spaces that French sets

__all__ = ["ground_article", "ground_tags"]


def ground_tags(reading: Reading, window: Window, form: TagsForm) -> Grounded:
    """Ground the `small` profile's answer: a name for each tag and each untagged quotation."""
    answers = {a.t: a for a in form.tags}
    problems: list[Problem] = []
    sources = {t.number: reading.stated.get(t.number) for t in window.tags}
    for place, tag in enumerate(window.unstated, 1):
        answer = answers.get(place)
        if answer is None:
            reason = f"T{place} has no answer"
            problems.append(Problem(f"tag {tag.number}", "tags_answered", reason, tag.ranges))
        else:
            sources[tag.number] = answer.source
    stands = {
        t.number: _stand(reading, t, source)
        for t in window.tags
        if (source := sources[t.number]) and clean_name(source, reading.lexicon)
    }
    stands = _pass_on(window.tags, stands)
    speeches = tuple(_speeches(reading, window, form, stands))
    return Grounded(
        statements=tuple(_statements(reading, window, stands, speeches)),
        speeches=speeches,
        problems=(*problems, *_unanswered(window.untagged, {s.q for s in form.quotes}, local=True)),
    )


def _stand(reading: Reading, tag: Tag, source: str) -> Stand:
    voice = find_voice(reading, source, tag.voice)
    content = evidence_of(reading, tag.content, tag)
    return Stand(
        sentence=tag.sentence,
        source=voice,
        via=tuple(p for p in _passers(reading, tag) if p.name != voice.name),
        stance=tag.stance,
        certainty=certainty_of(reading, tag.stance, content),
        cue=tag.cue,
        content=content,
        tag=tag,
    )


def _passers(reading: Reading, tag: Tag) -> Iterable[Voice]:
    """Who passes the words on: an outlet that was told or that quotes; not "told reporters"."""
    if tag.passer is not None:
        words = reading.text[tag.passer.start : tag.passer.end]
        name = clean_name(words, reading.lexicon)
        if name and (tag.kind != "tells" or is_proper(name)):
            yield find_voice(reading, name, tag.passer)


def _pass_on(tags: tuple[Tag, ...], stands: dict[int, Stand]) -> dict[int, Stand]:
    """Make "X said that Y denied Z" a stand of Y, passed on by X."""
    carried: dict[int, Stand] = {}
    passing: set[int] = set()
    for tag in tags:
        stand = stands.get(tag.number)
        if stand is None:
            continue
        outer = carried.get(tag.inside) if tag.inside else None
        if outer and outer.source.name != stand.source.name and tag.inside:
            inner = (v for v in stand.via if v.name != outer.source.name)
            stand = replace(stand, via=(*outer.via, outer.source, *inner))
            passing.add(tag.inside)
        carried[tag.number] = stand
    return {number: stand for number, stand in carried.items() if number not in passing}


def _statements(
    reading: Reading, window: Window, stands: dict[int, Stand], speeches: tuple[Speech, ...]
) -> Iterable[Statement]:
    """One statement for each stand and each other quotation; a sentence without tells itself."""
    told = [r for stand in stands.values() for r in stand.content]
    for sentence in window.sentences:
        said = [
            (t, stands[t.number])
            for t in window.tags
            if t.sentence == sentence.number and t.number in stands
        ]
        for tag, stand in said:
            yield _statement(reading, f"tag {tag.number}", stand, tag.ranges)
        quoted = [
            speech
            for speech in speeches
            if speech.speaker
            and sentence.range.covers(_parts(reading, speech)[0])
            and not any(r.meets(_parts(reading, speech)[0]) for r in told)
        ]
        for speech in quoted:
            parts = _parts(reading, speech)
            yield _statement(reading, f"quote {speech.quotation}", _quoted(reading, speech), parts)
            told += parts
        is_headline = sentence.range.end <= reading.body  # the body tells it again
        if not (said or quoted or is_headline or any(r.meets(sentence.range) for r in told)):
            key = f"sentence {sentence.number}"
            yield Statement(key, (sentence.number,), (sentence.range,), None, ())


def _statement(reading: Reading, key: str, stand: Stand, ranges: tuple[Range, ...]) -> Statement:
    numbers = {s.number for r in (*stand.content, *ranges) for s in reading.sentences_of(r)}
    return Statement(key, tuple(sorted(numbers)), stand.content, None, (stand,))


def _parts(reading: Reading, speech: Speech) -> tuple[Range, ...]:
    return reading.quotations[speech.quotation - 1].parts


def _quoted(reading: Reading, speech: Speech) -> Stand:
    """The stand of whoever speaks a quotation that has no tag of its own."""
    assert speech.speaker is not None
    parts = _parts(reading, speech)
    return Stand(
        sentence=reading.sentences_of(parts[0])[0].number,
        source=speech.speaker,
        via=speech.via,
        stance="asserts",
        certainty=certainty_of(reading, "asserts", parts),
        cue=None,
        content=parts,
        tag=None,
    )


def _speeches(
    reading: Reading, window: Window, form: TagsForm, stands: dict[int, Stand]
) -> Iterable[Speech]:
    answers = {a.q: a.speaker for a in form.quotes}
    asked = {q.number: place for place, q in enumerate(window.untagged, 1)}
    for quotation in window.quotations:
        tag = reading.speech_tags.get(quotation.number)
        stand = stands.get(tag.number) if tag else None
        if stand:
            kind = kind_of_quote(reading, quotation, tag)
            cue = stand.cue if tag and _stands_in(quotation, tag) else None
            yield Speech(quotation.number, kind, stand.source, stand.via, cue)
            continue
        speaker = answers.get(asked.get(quotation.number, 0))
        if speaker and clean_name(speaker, reading.lexicon):
            voice = find_voice(reading, speaker, quotation.parts[0])
            yield Speech(quotation.number, kind_of_quote(reading, quotation, None), voice, (), None)
        else:
            yield Speech(quotation.number, "not_speech", None, (), None)


def _unanswered(
    quotations: tuple[Quotation, ...], answered: set[int], *, local: bool
) -> Iterable[Problem]:
    for place, quotation in enumerate(quotations, 1):
        number = place if local else quotation.number
        if number not in answered:
            yield Problem(
                f"quote {quotation.number}",
                "quotations_assigned",
                f"Q{number} has no answer",
                quotation.parts,
            )


def ground_article(reading: Reading, window: Window, form: ArticleForm) -> Grounded:
    """Ground the `large` profile's answer: claims, quotations, sources and synopsis at once."""
    claims = [_claim(reading, window, claim) for claim in form.claims]
    speeches = [_speech(reading, q) for q in form.quotes if 1 <= q.q <= len(reading.quotations)]
    keys = [statement.key if statement else None for statement, _ in claims]
    return Grounded(
        statements=tuple(s for s, _ in claims if s),
        speeches=tuple(speeches),
        descriptions=tuple(_description(reading, d) for d in form.sources),
        synopsis=tuple(
            Point(
                point.text,
                tuple(k for n in point.claims if 1 <= n <= len(keys) and (k := keys[n - 1])),
            )
            for point in form.synopsis
        ),
        problems=(
            *(p for _, problems in claims for p in problems),
            *_unanswered(window.quotations, {s.q for s in form.quotes}, local=False),
        ),
    )


def _claim(
    reading: Reading, window: Window, claim: ClaimForm
) -> tuple[Statement | None, tuple[Problem, ...]]:
    """Ground one claim: the numbers that point nowhere are told, the others kept."""
    known = {s.number for s in (*window.before, *window.sentences)}
    pointed = {*claim.sentences, *(p.sentence for p in claim.positions)}
    numbers = tuple(sorted(pointed & known))
    key = f"claim {','.join(map(str, numbers))}: {claim.text}"
    problems = tuple(
        Problem(key, "sentences_exist", f"there is no sentence [{n}] in this part", ())
        for n in sorted(pointed - known)
    )
    if not numbers:
        return None, problems
    return (
        Statement(
            key=key,
            sentences=numbers,
            content=tuple(reading.sentence(n).range for n in numbers),
            text=_BLANKS.sub(" ", claim.text).strip(),
            stands=tuple(
                _position(reading, p, numbers) for p in claim.positions if p.sentence in known
            ),
        ),
        problems,
    )


def _position(reading: Reading, position: PositionForm, sentences: tuple[int, ...]) -> Stand:
    sentence = reading.sentence(position.sentence).range
    names = (position.source, *position.via)
    tag = choose_tag(reading, position.sentence, names, position.stance)
    content = (
        tag.content if tag else _quoted_in(reading, sentence) or (trim(reading.text, sentence),)
    )
    near = tag.voice if tag else sentence
    around = Range(tag.ranges[0].start, tag.ranges[-1].end) if tag else sentence
    return Stand(
        sentence=position.sentence,
        source=find_voice(reading, position.source, near),
        via=tuple(find_voice(reading, name, around) for name in position.via),
        stance=position.stance,
        certainty=position.certainty,
        cue=tag.cue if tag else None,
        content=evidence_of(reading, content, tag, sentences),
        tag=tag,
    )


def _quoted_in(reading: Reading, sentence: Range) -> tuple[Range, ...]:
    """The quotations that fill a sentence which has no tag."""
    return tuple(o for q in reading.quotations for o in q.outer if sentence.covers(o))


def _speech(reading: Reading, quote: QuoteForm) -> Speech:
    quotation = reading.quotations[quote.q - 1]
    if not quote.speech:
        return Speech(quote.q, "not_speech", None, (), None)
    tag = reading.speech_tags.get(quote.q)
    return Speech(
        quotation=quote.q,
        kind=kind_of_quote(reading, quotation, tag),
        speaker=find_voice(reading, quote.speaker, _around(reading, quotation))
        if quote.speaker
        else None,
        via=tuple(find_voice(reading, name, _around(reading, quotation)) for name in quote.via),
        cue=tag.cue if tag and _stands_in(quotation, tag) else None,
    )


def _stands_in(quotation: Quotation, tag: Tag) -> bool:
    """Whether a quotation is what its tag reports, and does not just go on in the same voice."""
    return any(c.meets(p) for c in tag.content for p in quotation.parts)


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
