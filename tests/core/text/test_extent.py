"""Extents: how far a tag reaches over its subject, who was told, time and place."""

import pytest

from summarizer.core.text.range import Range
from summarizer.core.text.reading import read
from summarizer.core.text.tags import Tag
from summarizer.schema import Article


def only(text: str, language: str = "en") -> Tag:
    (tag,) = read(Article(text=text, language=language)).tags
    return tag


def words(text: str, at: Range | None) -> str | None:
    return None if at is None else text[at.start : at.end]


@pytest.mark.parametrize(
    ("text", "told", "said"),
    [
        ("Finn told Radio Tarn that the door was locked.", "Radio Tarn", "the door was locked"),
        ("Finn told Radio Tarn the door was locked.", "Radio Tarn", "the door was locked"),
        ("Finn told reporters the door was locked.", "reporters", "the door was locked"),
        ("Finn told reporters nobody came.", "reporters", "nobody came"),
        ("Finn told reporters in Velden that nobody came.", "reporters", "nobody came"),
        ("Finn told local media that three men drowned.", "local media", "three men drowned"),
        ("Finn told local media three men drowned.", "local media", "three men drowned"),
        ("Finn told local media on Tuesday that men drowned.", "local media", "men drowned"),
        (
            "Finn told state television the door was locked.",
            "state television",
            "the door was locked",
        ),
        (
            "Finn told a news conference the door was locked.",
            "a news conference",
            "the door was locked",
        ),
        ("Finn told two local newspapers that nobody came.", "two local newspapers", "nobody came"),
        (
            "Finn told the state news agency Tarn Press that nobody came.",
            "the state news agency Tarn Press",
            "nobody came",
        ),
        (
            "Finn told the newspaper Le Tarn the door was locked.",
            "the newspaper Le Tarn",
            "the door was locked",
        ),
        (
            "Finn told the Bank of Tarn the door was locked.",
            "the Bank of Tarn",
            "the door was locked",
        ),
        (
            "Finn told the Bank of course the door was locked.",
            "the Bank",
            "of course the door was locked",
        ),
        ("Finn told the Courier in an interview that nobody came.", "the Courier", "nobody came"),
        ("Finn told them she would leave.", "them", "she would leave"),
        ("Finn told him Kern had left.", "him", "Kern had left"),
        ("Finn told her mother nobody came.", "her mother", "nobody came"),
        ("Finn warned that nobody came.", None, "nobody came"),
        ("Finn told the Courier: “Nobody came.”", "the Courier", "“Nobody came.”"),
        ("Nobody came, Finn told", None, "Nobody came"),
    ],
)
def test_who_was_told_ends_where_what_was_said_begins(
    text: str, told: str | None, said: str
) -> None:
    found = only(text)
    assert words(text, found.passer) == told
    assert [words(text, c) for c in found.content] == [said]


@pytest.mark.parametrize(
    ("text", "tag", "voice"),
    [
        ("It sank, Finn said on Monday.", "Finn said on Monday", "Finn"),
        ("It sank, said Finn in a statement on Tuesday.", None, "Finn"),
        ("Finn on Monday said that it sank.", "Finn on Monday said that", "Finn"),
        ("Finn told Radio Tarn in a long and sad talk that it sank.", None, "Finn"),
        ("It sank, Finn later said.", "Finn later said", "Finn"),
        ("It sank, Finn so far publicly insisted.", "Finn so far publicly insisted", "Finn"),
        ("Then Finn said it sank.", "Finn said", "Finn"),
        ("And Finn said it sank.", "Finn said", "Finn"),
        ("As it sank when Finn said so.", "Finn said", "Finn"),
        ("That, said Finn, is so.", "said Finn", "Finn"),
    ],
)
def test_times_and_places_belong_to_the_tag_but_name_nobody(
    text: str, tag: str | None, voice: str
) -> None:
    found = only(text)
    assert words(text, found.voice) == voice
    assert tag is None or [words(text, r) for r in found.ranges] == [tag]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        # appositions behind the source
        (
            "It sank, said Udo Kern, a very old fire safety expert.",
            "said Udo Kern, a very old fire safety expert",
        ),
        ("It sank, said Udo Kern, who was there.", "said Udo Kern, who was there"),
        ("In Velden, said Udo Kern, a barge sank.", "said Udo Kern"),
        ("The barge, said Udo Kern, sank.", "said Udo Kern"),
        ("It sank at once in the port, said Udo Kern, but nobody knew why.", "said Udo Kern"),
        ("The fire, said Finn, a nurse, “was out”, the second one.", "said Finn, a nurse"),
        # and before the verb
        ("Udo Kern, a fire expert, said it sank.", "Udo Kern, a fire expert, said"),
        ("Police chief Ilse Brandt, 51, said it sank.", "Police chief Ilse Brandt, 51, said"),
        (
            "The mayor, Ilse Brandt, told Radio Tarn it sank.",
            "The mayor, Ilse Brandt, told Radio Tarn",
        ),
        ("The mayor, smiling, said nobody had come.", "The mayor, smiling, said"),
        ("Police, the mayor there, denied a fire.", "Police, the mayor there, denied"),
        ("And the mayor, Ilse Brandt, said: “It sank.”", "the mayor, Ilse Brandt, said"),
        ("On Monday, the barge sank, said a fire expert.", "said a fire expert"),
        ("In Velden, the men fled, said Udo Kern.", "said Udo Kern"),
        ("Finn, who saw it, said it sank.", "Finn, who saw it, said"),
        ("The crew met “the Ida”, a barge, said nobody was hurt.", "said nobody was hurt"),
        ("Quite tired, smiling, said nobody was hurt.", "said nobody was hurt"),
    ],
)
def test_appositions_belong_to_the_tag_and_the_content_does_not(text: str, tag: str) -> None:
    assert [words(text, r) for r in only(text).ranges] == [tag]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Der „Harnauer Bote“ berichtete, sie sei verkauft.", "Der „Harnauer Bote“ berichtete"),
        ("Dort „rechnet niemand“ sagte er.", "sagte er"),
        ("Laut Polizei kam niemand zu Schaden.", "Laut Polizei"),
        ("Laut Polizei, die ermittelt, brannte es.", "Laut Polizei, die ermittelt"),
        ("Es brannte, laut Polizei wurde niemand verletzt.", "laut Polizei"),
        ("Nach Angaben der Polizei war er nüchtern.", "Nach Angaben der Polizei"),
    ],
)
def test_german_tags_end_at_the_verb_in_second_place(text: str, tag: str) -> None:
    assert [words(text, r) for r in only(text, "de").ranges] == [tag]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (
            "The Post quoted Kern as saying on Monday that it sank.",
            "The Post quoted Kern as saying on Monday that",
        ),
        ("The Post quoted Kern: “It sank.”", "The Post quoted Kern"),
    ],
)
def test_a_quoting_tag_reaches_over_who_is_quoted(text: str, tag: str) -> None:
    found = only(text)
    assert [words(text, r) for r in found.ranges] == [tag]
    assert words(text, found.voice) == "Kern"
    assert words(text, found.passer) == "The Post"


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("It sank, citing police.", "citing police"),
        (
            "It sank, the Post said, citing two dockers, who fled, in Velden.",
            "citing two dockers, who fled",
        ),
        ("Dem „Boten“ zufolge, der sich auf Kern beruft, sank sie.", None),
    ],
)
def test_a_citation_reaches_over_its_relative_clauses(text: str, aside: str | None) -> None:
    language = "en" if aside else "de"
    assert aside is None or words(text, only(text, language).ranges[-1]) == aside


def test_a_relative_that_cites_belongs_to_the_citation() -> None:
    text = "O Correio, que cita a polícia, disse que o barco afundou."
    found = only(text, "pt")
    assert words(text, found.passer) == "O Correio"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # several appositions, ages and places behind a name
        ("Helga Strand, 58, a welder, said nobody came.", "Helga Strand, 58, a welder"),
        ("Helga Strand, a welder, who was there, said nobody came.",
         "Helga Strand, a welder, who was there"),
        ("Helga Strand, a welder, and who was there, said nobody came.",
         "Helga Strand, a welder, and who was there"),
        ("Helga Strand, in a letter, said nobody came.", "Helga Strand"),
        ("But Helga Strand, 58, said nobody came.", "Helga Strand, 58"),
        ("The union leader, Helga Strand, who was there, said nobody came.",
         "The union leader, Helga Strand, who was there"),
        (
            "Helga Strand, the detective who led the whole case and who now grows roses, says no.",
            "Helga Strand, the detective who led the whole case and who now grows roses",
        ),
        # what is no apposition begins anew
        ("As night fell, Helga Strand, 58, said nobody came.", "Helga Strand, 58"),
        ("“It sank”, Helga Strand, 58, said.", "Helga Strand, 58"),
        # too long for a name
        ("At the end of a very long and very cold day on the river, in a letter, said Strand.",
         "Strand"),
        # a comma between a subject and its verb
        ("The firm Secunia, has said that nobody came.", "The firm Secunia"),
        ("The firm Secunia, said Strand, that nobody knows, failed.", "Strand, that nobody knows"),
        # times before a source
        ("It rained. On Monday the firm Secunia said nobody came.", "the firm Secunia"),
        ("It rained. Late on Monday Strand said nobody came.", "Strand"),
        # a second verb has the first one's subject
        ("The bank cut its rate and said nobody came.", "The bank"),
        ("The Bank of Tarn cut its rate and said nobody came.", "The Bank of Tarn"),
        ("The old bank cut its rate and denied that it fell.", "The old bank"),
        ("Police arrested two men and said they had burned it.", "Police"),
        ("Strand met Tarn Police and said nobody came.", "Strand"),
        ("Strand shut the door, locked it and said nobody came.", "Strand"),
        ("She shut the door and said nobody came.", "She"),
        # a source at the head without a comma behind it
        ("According to Tarn Council over 40 ships sank.", "Tarn Council"),
        ("According to Tarn Council over 40 ships have sunk off Velden, Tarn.", "Tarn Council"),
        ("According to the Bank of Tarn over 40 ships sank.", "the Bank of Tarn"),
        ("According to the Bank of course over 40 ships sank.", "the Bank"),
        ("According to the bank nobody came.", "the bank nobody came"),
    ],
)  # fmt: skip
def test_a_source_reaches_over_its_appositions_but_not_over_what_it_did(
    text: str, source: str
) -> None:
    assert words(text, only(text).voice) == source


def test_a_that_with_nothing_behind_it_is_what_was_said() -> None:
    tag = only("The ministry told the Post on Monday that.")
    assert words("The ministry told the Post on Monday that.", tag.content[0]) == "that"


def test_what_somebody_had_told_is_what_was_said() -> None:
    text = "Ada Holm said the mayor had told her a year ago that the pier was shut."
    reading = read(Article(text=text, language="en"))
    said = [(t.kind, [reading.line(c) for c in t.content]) for t in reading.tags]
    assert said == [
        ("verb", ["the mayor had told her a year ago that the pier was shut"]),
        ("tells", ["the pier was shut"]),
    ]
