"""Whom German noun phrases name, told by what their nouns mean. All names are our own."""

import pytest

from summarizer.core.text.designation import designated, nominative
from summarizer.core.text.lexicon import Lexicon, lexicon
from summarizer.core.text.noun import is_common, is_descriptive, kind_of_noun


def german() -> Lexicon:
    found = lexicon("de")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("words", "source"),
    [
        # a person behind a description, or before it
        ("Vorstandschef Albrecht Linz", "Albrecht Linz"),
        ("VRW-Sprecherin Maren Tiede", "Maren Tiede"),
        ("der frühere Leiter Udo Kern", "Udo Kern"),
        ("der Ökonom Wieland Pask von der Hochschule Emm", "Wieland Pask"),
        ("Helene Jost, die Sprecherin des Umweltministeriums", "Helene Jost"),
        ("Udo Kern, 43", "Udo Kern"),
        ("Bürgermeisterin Ilse Brandt (parteilos)", "Ilse Brandt"),
        ("der Sprecher der Werft, Udo Kern", "Udo Kern"),
        ("ein Sprecher, Udo Kern", "Udo Kern"),
        ("seine Anwältin Ada Lund", "Ada Lund"),
        ("Minister Kern", "Kern"),
        ("Ursula von der Wiese", "Ursula von der Wiese"),
        ("Lünz", "Lünz"),
        # bodies
        ("Die Vereinigten Rübenwerke (VRW)", "Vereinigten Rübenwerke"),
        ("Die Gewerkschaft Nahrung und Feld", "Gewerkschaft Nahrung und Feld"),
        ("der Wasserverband Helms", "Wasserverband Helms"),
        ("das Ingenieurbüro Kranz & Vogt", "Ingenieurbüro Kranz & Vogt"),
        ("Das LfB", "LfB"),
        ("das Umweltministerium", "Umweltministerium"),
        ("das Amt für Brand- und Katastrophenschutz", "Amt für Brand- und Katastrophenschutz"),
        ("die Polizei", "Polizei"),
        ("Polizei", "Polizei"),
        ("der Sender Kanal Fünf", "Kanal Fünf"),
        ("Kanal 5", "Kanal 5"),
        ("die „Tarner Post“", "Tarner Post"),
        ("die Zeitung „Bote“", "Bote"),
        # documents are whoever issued them
        ("einem Bericht der Polizei", "Polizei"),
        ("einem Bericht von Udo Kern", "Udo Kern"),
        ("einem Bericht der „Post“", "Post"),
        ("einem internen Vermerk", "einem internen Vermerk"),
        # described
        ("Ein Mitglied des Aufsichtsrats", "Ein Mitglied des Aufsichtsrats"),
        ("zwei Beamte", "zwei Beamte"),
        ("eine Person aus dem Amt, die nicht genannt werden will", "eine Person aus dem Amt"),
        ("Regierungskreisen", "Regierungskreisen"),
        ("frühere Mitarbeiter", "frühere Mitarbeiter"),
        # not told by the words alone
        ("er", None),
        ("Sie", None),
        ("", None),
        ("darin", None),
        ("der Vorstandschef", None),
        ("die Hydrogeologin", None),
        ("die Behörde", None),
        ("die Ermittler", None),
        ("die Hamas", None),
        ("sein Anwalt", None),
        ("seinem Prüfbericht", None),
        ("dem Bericht", None),
        ("der Sprecherin der Polizei", None),
        ("Udo Kern und Ada Lund", None),
        ("Minister Kern und Ada Lund", None),
        ("keine Behörde", None),
        ("Sprecherin", None),
    ],
)
def test_nouns_tell_whether_they_name(words: str, source: str | None) -> None:
    assert designated(words, german(), frozenset()) == source


@pytest.mark.parametrize(
    ("name", "printed", "undone"),
    [
        ("Umweltministeriums", {"Umweltministerium"}, "Umweltministerium"),
        ("Kerns", {"Kern"}, "Kern"),
        ("Amtes", {"Amt"}, "Amtes"),  # the stem is too short to be sure
        ("Stadtwerken", {"Stadtwerke"}, "Stadtwerke"),
        ("Kerns", {"Lund"}, "Kerns"),
        ("Amts für Bau", {"Amts"}, "Amts für Bau"),
        ("Jens Kerns", {"Kern", "Jens"}, "Jens Kern"),
    ],
)
def test_a_genitive_is_undone_where_the_name_is_printed_without(
    name: str, printed: set[str], undone: str
) -> None:
    assert nominative(name, printed) == undone


def test_the_last_part_of_a_compound_tells_its_kind() -> None:
    assert kind_of_noun("Landbund-Chef", german()) == "person"
    assert kind_of_noun("Finanzministerium", german()) == "government"
    assert kind_of_noun("Amt", german()) == "government"
    assert kind_of_noun("Samt", german()) is None
    assert is_descriptive("Sender", german())
    assert not is_descriptive("Ministerium", german())
    assert is_common("Prüfbericht", german())
    assert not is_common("Lünz", german())
