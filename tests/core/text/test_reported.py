"""Reported speech that goes on without a tag, told by its verb forms. All sentences are our own."""

import pytest

from summarizer.core.ground.narrowing import evidence_of
from summarizer.core.text.reading import read
from summarizer.schema import Article


def voices(text: str, language: str = "de") -> dict[int, str]:
    """Return the sentences that go on, with the words that name the source."""
    found = read(Article(text=text, language=language))
    return {
        number: text[tag.voice.start : tag.voice.end] for number, tag in found.spoken_on.items()
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Lage sei ernst, sagte Kern. Der Preis steige.", {2: "Kern"}),
        ("Kern warnte vor Lücken. Es fehle Geld. Die Kosten hätten sich verdoppelt.",
         {2: "Kern", 3: "Kern"}),
        # a quotation in between is the same voice's; the paper's own words end it
        ("Die Lage sei ernst, sagte Kern. „Sehr ernst.“ Der Preis steige.",
         {2: "Kern", 3: "Kern"}),
        ("Die Lage sei ernst, sagte Kern. Er lachte. Der Preis steige.", {}),
        ("Die Lage sei ernst, sagte Kern.\n\nDer Preis steige.", {}),
        ("Der Preis steige.", {}),
        ("Die Lage sei ernst, sagte Kern. Ich glaube, der Preis steige.", {}),
        ("Kern sagte, Lund bestreite das. Das sei falsch.", {2: "Kern"}),
        # no words were said
        ("Kern wollte sich nicht äußern. Der Preis steige.", {}),
    ],
)  # fmt: skip
def test_a_subjunctive_goes_on_in_the_voice_before(text: str, expected: dict[int, str]) -> None:
    assert voices(text) == expected


def test_a_language_without_such_forms_has_none() -> None:
    assert voices("It sank, Kern said. It be so.", "en") == {}
    assert voices("市长说：“我们走了。”", "zh") == {}


def test_what_goes_on_is_evidence_of_the_same_stand() -> None:
    text = "Die Lage sei ernst, sagte Kern. Es werde „schnell“ gehen. „Sehr schnell.“"
    found = read(Article(text=text, language="de"))
    (tag,) = found.tags
    said = evidence_of(found, tag.content, tag)
    assert [text[r.start : r.end] for r in said] == [
        "Die Lage sei ernst",
        "Es werde „schnell“ gehen",
        "Sehr schnell.",
    ]
    assert {q: t.number for q, t in found.speech_tags.items()} == {1: 1, 2: 1}
