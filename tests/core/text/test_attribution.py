"""Attribution in several languages: whose words a sentence gives, and which words they are."""

import pytest

from summarizer.core.text.reading import read
from summarizer.schema import Article


def attributions(text: str, language: str) -> list[tuple[str | None, str]]:
    """Who says what, by the tags of a text."""
    reading = read(Article(text=text, language=language))
    return [
        (reading.sources.get(t.number), " … ".join(text[c.start : c.end] for c in t.content))
        for t in reading.tags
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a title names nobody beside a name
        ("Le PDG de Vasco, Udo Kern, nie tout.", [("Udo Kern", "tout")]),
        ("Le PDG de RL, Udo Kern, a regretté « un excès ».", [("Udo Kern", "« un excès »")]),
        # what a "que" behind "citant X" begins was said
        (
            "Le Courrier avait révélé, citant une source proche, que le pont cède.",
            [("une source proche", "le pont cède")],
        ),
        # a subject with an adjective behind it, and what it calls something
        (
            "Le document, long de dix pages, évoque une « fraude ».",
            [("document", "une « fraude »")],
        ),
        # how somebody came to speak is not said
        (
            "Anne Roux est là. Interrogée sur la nuit, elle nie : « C’est faux. »",
            [("Anne Roux", "« C’est faux. »")],
        ),
        # sources behind "on"
        ("« Attendons », fait-on savoir dans l’entourage.", [("entourage", "« Attendons »")]),
        ("« Attendons », dit-on à la préfecture.", [("préfecture", "« Attendons »")]),
        # what is said begins with an infinitive
        (
            "Anne Roux affirme n’avoir reçu le rapport qu’en avril.",
            [("Anne Roux", "n’avoir reçu le rapport qu’en avril")],
        ),
        ("Le club avance le chiffre de 310 noyés.", [("club", "le chiffre de 310 noyés")]),
        (
            "Anne Roux a appelé les parties « au calme ».",
            [("Anne Roux", "les parties « au calme »")],
        ),
    ],
)
def test_french(text: str, found: list[tuple[str | None, str]]) -> None:
    assert attributions(text, "fr")[-1:] == found


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # a demonstrative takes up whoever was just named
        ("Paul Morel parle. « Il cède », raconte cet ancien soudeur.", "Paul Morel"),
        ("Paul Morel a dit oui. Lui-même assure que tout cède.", "Paul Morel"),
        # who issued a document
        (
            "Selon un rapport de l’inspection, le pont cède. Le document dit que tout cède.",
            "l’inspection",
        ),
        # a body by the noun before its name
        ("Le syndicat FNMR défile. Le syndicat affirme que tout cède.", "FNMR"),
        ("L’armateur Nordhav part. Le groupe affirme que tout cède.", "Nordhav"),
    ],
)
def test_french_descriptions_are_taken_up(text: str, source: str) -> None:
    assert attributions(text, "fr")[-1][0] == source


def test_who_issued_a_document_is_forgotten_behind_many_sentences() -> None:
    text = "Selon un rapport de l’inspection, le pont cède." + " Il pleut." * 13
    assert attributions(f"{text} Le document dit que tout cède.", "fr")[-1][0] == "document"


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("es", "El club atribuyó el daño a un rayo.", ("club", "el daño a un rayo")),
        ("es", "Ana Ruiz adelantó que el puente cede.", ("Ana Ruiz", "el puente cede")),
        ("es", "Ana Ruiz calla. Según su testimonio, todo cede.", ("Ana Ruiz", "todo cede")),
        ("ru", "Анна Розова называет другую цифру — 27.", ("Анна Розова", "другую цифру — 27")),
        (
            "ru",
            "Анна Розова комментировать это отказалась.",
            ("Анна Розова", "Анна Розова комментировать это отказалась"),
        ),
    ],
)
def test_spanish_and_russian(language: str, text: str, found: tuple[str, str]) -> None:
    assert attributions(text, language)[-1] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قال المتحدث باسم الوزارة، سالم الحداد، إن الجسر مغلق.", ("سالم الحداد", "الجسر مغلق")),
        (
            "قالت مديرة المستشفى، الدكتورة ليلى قاسم، إن الجسر مغلق.",
            ("الدكتورة ليلى قاسم", "الجسر مغلق"),
        ),
        ("قالت وزارة العدل، التي تدير الجسر، إن الجسر مغلق.", ("وزارة العدل", "الجسر مغلق")),
        ("قالت وزارة العدل إن الجسر، وهو قديم، مغلق.", ("وزارة العدل", "الجسر، وهو قديم، مغلق")),
        (
            "قال مسؤول كبير، طلب عدم ذكر اسمه في هذا التقرير، إن الجسر مغلق.",
            ("مسؤول كبير", "الجسر مغلق"),
        ),
    ],
)
def test_arabic(text: str, found: tuple[str, str]) -> None:
    assert attributions(text, "ar")[-1] == found


def test_a_german_noun_takes_up_one_like_it() -> None:
    text = (
        "Bürgermeisterin Ilse Brandt schwieg. Paul Lorenz lachte. Es regne, so die Rathauschefin."
    )
    assert attributions(text, "de")[-1] == ("Ilse Brandt", "Es regne")


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "zh",
            "新联社榆川5月8日电（记者邵文博）轨道交通集团通报，地铁停运。",
            ("轨道交通集团", "地铁停运"),
        ),
        (
            "es",
            "Tarn, 9 feb (NSA).- El puente cede, informó Ana Ruiz.",
            ("Ana Ruiz", "El puente cede"),
        ),
    ],
)
def test_a_dateline_is_nobody_s_words(language: str, text: str, found: tuple[str, str]) -> None:
    assert attributions(text, language) == [found]
