"""Furniture: which lines are no prose."""

import pytest

from summarizer.core.text.furniture import is_furniture, is_notice


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe, CNN",
        "By Jane Doe and John van der Roe | Reuters",
        "By Reuters Staff",
        "Von Erika Mustermann, Berlin",
        "Par Jeanne Martin avec AFP",
        "Por Ana de la Cruz",
        "Автор: Иван Петров",
        "本报记者 王小明",
        "מאת דנה כהן",
        "LONDON, May 3 (Reuters)",
        "(CNN) —",
        "MADRID, 3 mayo (EFE) -",
        "新华社北京5月3日电",
        "Friday, May 3, 2024",
        "Updated 10:30 a.m. GMT, May 3, 2024",
        "3. Mai 2024, 10:30 Uhr",
        "Publié le 3 mai 2024 à 10h30",
        "2024-05-03",
        "2024年5月3日 10:30",
        "© 2024 Example News. “Quoted” words.",
        "(c) 2024 Example News",
        "Copyright 2024 Example. All rights reserved.",
        "All rights reserved.",
        "Tous droits réservés",
        "The-ABC-Wire",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "Reporting by Jane Doe in Oslo",
        "-- AP",
        "dpa/jd",
        "Jane Doe/AP",
        "Read more: How the bridge was built",
        "Lesen Sie auch: So entstand die Brücke",
        "READ ALSO",
        "Photo: Jane Doe",
        "Foto: Erika Mustermann/dpa",
        "Image: Jane Doe.",
        "Photo by Jane Doe",
    ],
)
def test_lines_of_fixed_form_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "The bridge opens at last",
        "By Monday the bridge was open.",
        "By land and sea",
        "By Land",
        "Von allen Seiten kam Beifall",
        "Von Anna Roe kam gestern Beifall",
        "Von Anna Roe und gestern kam Beifall",
        "LONDON (Reuters) - The bridge opened on Monday.",
        "Bridge opens again (AP)",
        "Bridge Opens (Update)",
        "In 2024",
        "May is a month",
        "10 - 12",
        "3 bridges in May 2024",
        "He wrote “All rights reserved” on it",
        "Copyright law is about to change.",
        "Photographs of the bridge were found.",
        "Photo: the bridge “opens”",
        "Photo: The bridge was opened by the mayor on Monday morning.",
        "By Jane Doe and " + "John Roe and " * 14 + "others",
        "AP reports a rise",
        "He reads more: a book a day.",
    ],
)
def test_in_doubt_a_line_is_prose(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("(Reporting by Jane Doe; editing by John Roe)", True),
        ("© 2024 Example News.", True),
        ("Photo: Jane Doe", True),
        ("Photo: the bridge at night", False),
        ("By Jane Doe", False),
        ("© 2024 " + "and so on " * 50, False),
    ],
)
def test_a_notice_is_known_by_how_it_begins(words: str, *, expected: bool) -> None:
    assert is_notice(words) is expected
