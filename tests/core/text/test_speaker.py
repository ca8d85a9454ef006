"""Speakers: whose quotations are that no tag gives."""

import pytest

from answering import reading_of


def speakers(text: str) -> dict[int, str]:
    return reading_of(text).speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # a quotation that fills its sentence
        ("The barge sank, Udo Kern said. “It was a very old barge.”", "Udo Kern"),
        ("Udo Kern dived all day. “It was a very cold river.”", "Udo Kern"),
        ("Udo Kern dived all day.\n\n“It was a very cold river.”", "Udo Kern"),
        ("It rained all day. “It was a very cold river.”", None),
        ("Tarn Police came. “It was a very cold river.”", None),
        # who spoke in the sentence before goes on, though somebody else is named there
        ("Udo Kern came. Ada Holm will win, Kern said. “It was very cold.”", "Udo Kern"),
        ("“It was a very cold river.” Udo Kern came.", None),
        # in a paragraph of its own: the article's subject, not who came by last
        (
            (
                "Udo Kern dived. Kern swam. Kern rowed. Kern slept.\n\nThen Ada Holm came.\n\n"
                "“It was a very cold river.”"
            ),
            "Udo Kern",
        ),
        (
            (
                "Udo Kern dived. Kern swam. Kern rowed. Kern slept.\n\nThen Ada Holm came. "
                "“It was a very cold river.”"
            ),
            "Ada Holm",
        ),
        # what answers the interviewer's question
        (
            "Udo Kern dived. Kern swam.\n\nWas Ada Holm there?\n\n“It was a very cold river.”",
            "Udo Kern",
        ),
        ("It rained.\n\nWas it cold?\n\n“It was a very cold river.”", None),
        ("Udo Kern dived. Kern swam. Ada Holm came? “It was a very cold river.”", "Ada Holm"),
        # behind a colon
        ("Udo Kern shook his head: “It was a very old barge.”", "Udo Kern"),
        ("The crowd shook its head: “It was a very old barge.”", None),
        # what the paper says itself
        ("Udo Kern dived. The sign “No swimming in the river” stood there.", None),
        ("Udo Kern dived. “No swimming in the river” stood there.", None),
        # outside of prose nobody speaks
        ("Udo Kern dived all day.\n\n© 2026 “It was a very cold river” Press", None),
    ],
)
def test_an_untagged_quotation_is_whoevers_who_speaks_or_is_the_subject(
    text: str, speaker: str | None
) -> None:
    assert list(speakers(text).values()) == ([speaker] if speaker else [])


def test_what_a_tag_gives_needs_no_speaker() -> None:
    assert speakers("“It was a very old barge,” said Udo Kern.") == {}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "« Dix ans », soupire Paul Lorrain. Une voisine acquiesce : « On attend. »",
            "Une voisine",
        ),
        ("Paul Lorrain, le maire, est là. Le maire est formel : « On attend. »", "Paul Lorrain"),
        ("Le maire est formel : « On attend. »", None),
        (
            "Paul Lorrain parle. La ministre Anne Roux dort. Il est formel : « On attend. »",
            "Paul Lorrain",
        ),
        ("Paul Lorrain est formel : « On attend. »", "Paul Lorrain"),
        ("La seule issue possible est là : « On attend. »", None),
        ("Partout là-bas ici même : « On attend. »", None),
    ],
)
def test_the_subject_before_a_colon_speaks(text: str, speaker: str | None) -> None:
    reading = reading_of(text, "fr")
    assert reading.speakers.get(reading.quotations[-1].number) == speaker
