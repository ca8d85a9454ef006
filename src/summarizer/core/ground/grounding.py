"""Grounding the `small` profile's answer: from names for tags to statements with exact places.

What was asked and not answered, and a name that is not printed, become problems; an answer to a
question that was not asked is none. A name copied from the prompt's examples is no answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..ask.window import Window
from ..ask.wire import TagsForm
from ..text.clause import trim
from ..text.dialogue import Answer
from ..text.naming import clean_name, is_proper
from ..text.range import Range
from ..text.reading import Reading
from ..text.tags import Tag
from .copying import copied, is_copied
from .grounded import Grounded, Problem, Speech, Stand, Statement, Voice
from .mention import find_voice, is_name
from .narrowing import certainty_of, evidence_of, is_reported_by, kind_of_quote
from .reciting import is_recited, recited

__all__ = ["ground_tags"]

_PROMPT = "tags.v1"


def ground_tags(reading: Reading, window: Window, form: TagsForm) -> Grounded:
    """Ground the `small` profile's answer: a name for each tag and each untagged quotation."""
    answers = {a.t: a for a in form.tags}
    problems: list[Problem] = []
    sources = {t.number: reading.sources.get(t.number) for t in window.tags}
    for place, tag in enumerate(window.unstated, 1):
        answer = answers.get(place)
        if answer is None:
            reason = f"T{place} has no answer"
            problems.append(Problem(f"tag {tag.number}", "tags_answered", reason, tag.ranges))
        elif answer.source and is_recited(reading, _PROMPT, answer.source):
            problems.append(recited(f"tag {tag.number}", tag.ranges))
        elif answer.source and is_copied(reading, _PROMPT, answer.source):
            problems.append(copied(f"tag {tag.number}", answer.source, tag.ranges))
        else:
            sources[tag.number] = answer.source
    stands = {
        t.number: _stand(reading, t, source)
        for t in window.tags
        if (source := sources[t.number]) and is_name(source)
    }
    stands = _pass_on(window.tags, stands)
    speakers, unknown = _speakers(reading, window, form)
    speeches = tuple(_speeches(reading, window, speakers, stands))
    return Grounded(
        statements=tuple(_statements(reading, window, stands, speeches)),
        speeches=speeches,
        problems=(*problems, *unknown),
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
    by_number = {t.number: t for t in tags}
    for tag in sorted(tags, key=lambda t: _depth(t, by_number)):
        stand = stands.get(tag.number)
        if stand is None:
            continue
        outer = carried.get(tag.inside) if tag.inside else None
        if outer and outer.source.name != stand.source.name and tag.inside:
            inner = (v for v in stand.via if v.name != outer.source.name)
            stand = replace(stand, via=(*outer.via, outer.source, *inner))
            passing.add(tag.inside)
        carried[tag.number] = stand
    return {n: carried[n] for n in stands if n not in passing}


def _depth(tag: Tag, by_number: Mapping[int, Tag]) -> int:
    """How many other tags a tag stands in: those around it are carried first."""
    around: set[int] = set()
    outer = by_number.get(tag.inside or 0)
    while outer and outer.number not in around:  # two of "according to" may hold each other
        around.add(outer.number)
        outer = by_number.get(outer.inside or 0)
    return len(around)


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
        answer = reading.answers.get(sentence.number)
        if answer and not (said or quoted or any(r.meets(sentence.range) for r in told)):
            stand = _plain_stand(reading, sentence.number, answer)
            yield _statement(reading, f"answer {sentence.number}", stand, stand.content)
            continue
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


def _plain_stand(reading: Reading, sentence: int, answer: Answer) -> Stand:
    """The stand of whoever answers an interviewer without marks or tag."""
    content = (trim(reading.text, answer.words),)
    return Stand(
        sentence=sentence,
        source=find_voice(reading, answer.name, answer.words),
        via=(),
        stance="asserts",
        certainty=certainty_of(reading, "asserts", content),
        cue=None,
        content=content,
        tag=None,
    )


def _speeches(
    reading: Reading, window: Window, speakers: dict[int, str | None], stands: dict[int, Stand]
) -> Iterable[Speech]:
    for quotation in window.quotations:
        tag = reading.speech_tags.get(quotation.number)
        stand = stands.get(tag.number) if tag else None
        if stand:
            kind = kind_of_quote(reading, quotation, tag)
            cue = stand.cue if tag and is_reported_by(quotation, tag) else None
            yield Speech(quotation.number, kind, stand.source, stand.via, cue)
            continue
        speaker = reading.speakers.get(quotation.number) or speakers.get(quotation.number)
        if speaker and is_name(speaker):
            voice = find_voice(reading, speaker, quotation.parts[0])
            yield Speech(quotation.number, kind_of_quote(reading, quotation, None), voice, (), None)
        else:
            yield Speech(quotation.number, "not_speech", None, (), None)


def _speakers(
    reading: Reading, window: Window, form: TagsForm
) -> tuple[dict[int, str | None], tuple[Problem, ...]]:
    """Whose the untagged quotations are, by their numbers, and those of which that is not told."""
    answers = {a.q: a.speaker for a in form.quotes}
    speakers: dict[int, str | None] = {}
    problems: list[Problem] = []
    for place, quotation in enumerate(window.untagged, 1):
        key, speaker = f"quote {quotation.number}", answers.get(place)
        if place not in answers:
            reason = f"Q{place} has no answer"
            problems.append(Problem(key, "quotations_assigned", reason, quotation.parts))
        elif speaker and is_recited(reading, _PROMPT, speaker):
            problems.append(recited(key, quotation.parts))
        elif speaker and is_copied(reading, _PROMPT, speaker):
            problems.append(copied(key, speaker, quotation.parts))
        else:
            speakers[quotation.number] = speaker
    return speakers, tuple(problems)
