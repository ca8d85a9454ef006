import pytest

from answering import SMALL, Script, reading_of, summarized

INTERVIEW = """The fever in Tull

Ilse Brandt ran the centre for six years. Brandt left it in March.

Q: When did you first hear of it?

A: On a Sunday. A nurse called.

I have stopped asking him why.

{asks}: Did you tell the ministry?

A: No, we did not.

Q: Would you do it again?

{answers}: Not like that.
"""


def answers(asks: str = "Q", label: str = "A", language: str | None = "en") -> list[str]:
    text = INTERVIEW.format(asks=asks, answers=label)
    reading = reading_of(text, language)
    return [f"{a.name}: {reading.line(a.words)}" for a in reading.answers.values()]


def test_every_sentence_of_a_labelled_answer_is_the_interviewees_without_its_label() -> None:
    assert answers() == [
        "Ilse Brandt: On a Sunday.",
        "Ilse Brandt: A nurse called.",
        "Ilse Brandt: I have stopped asking him why.",
        "Ilse Brandt: No, we did not.",
        "Ilse Brandt: Not like that.",
    ]


@pytest.mark.parametrize(("asks", "label"), [("Note", "A"), ("Q", "Note")])
def test_two_turns_are_no_interview(asks: str, label: str) -> None:
    assert answers(asks, label) == []


def test_a_language_without_a_lexicon_has_no_interview() -> None:
    assert answers(language="xx") == []


def test_a_label_that_is_a_name_names_the_one_who_answers() -> None:
    text = INTERVIEW.format(asks="Q", answers="A").replace("A:", "BRANDT:")
    found = reading_of(text.replace("Ilse Brandt ran", "Udo Kern says Udo Kern, Ilse Brandt ran"))
    assert {a.name for a in found.answers.values()} == {"Ilse Brandt"}


def test_an_interview_that_names_nobody_has_no_answers() -> None:
    text = INTERVIEW.format(asks="Q", answers="A")
    nobody = text.replace("Ilse Brandt ran", "She ran").replace("Brandt left", "She left")
    assert reading_of(nobody).answers == {}


def test_a_plain_answer_is_a_claim_of_the_one_who_answers() -> None:
    summary = summarized(INTERVIEW.format(asks="Q", answers="A"), SMALL, Script())
    names = {s.id: s.name for s in summary.sources}
    said = {c.text: [names[p.source] for p in c.positions] for c in summary.claims}
    assert said["No, we did not"] == ["Ilse Brandt"]
    assert said["Ilse Brandt ran the centre for six years."] == []
