"""Names: what a stretch of words names, and what only points back."""

import pytest

from languages import known
from summarizer.core.text.lexicon import lexicon
from summarizer.core.text.naming import (
    clean_name,
    is_proper,
    points_back,
    stated_source,
    untitled,
)
from summarizer.core.text.range import Range


@pytest.mark.parametrize(
    ("name", "proper"),
    [("Udo Kern", True), ("the US", True), ("a nurse", False), ("市长", True), ("العمدة", True)],
)
def test_a_name_has_a_capital_or_a_script_without_them(name: str, proper: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_proper(name) is proper


@pytest.mark.parametrize(
    ("language", "name", "clean"),
    [
        ("en", "the state-run Global Times", "Global Times"),
        ("en", "a NORAD statement", "NORAD"),
        ("en", "a statement from the Russian Pacific Fleet", "Russian Pacific Fleet"),
        ("en", "reports in the Courier", "Courier"),
        ("en", "The Post", "Post"),  # a newspaper, though "post" is a document
        ("en", "a statement", "a statement"),
        ("en", "a poll published on Friday by the Medara Institute", "Medara Institute"),
        (
            "en",
            "a poll published on Friday by two dockers",
            "a poll published on Friday by two dockers",
        ),
        ("en", "a nurse taught by Udo Kern", "Udo Kern"),
        ("en", "Prime Minister Johan Sker", "Johan Sker"),
        ("en", "statement", "statement"),
        ("en", "the officials", "officials"),
        ("en", "a senior official", "a senior official"),
        ("en", "the mayor of Velden", "mayor of Velden"),
        ("en", "  “Udo \n Kern,” ", "Udo Kern"),
        ("en", "Udo Kern’s", "Udo Kern"),
        ("en", "Udo Kern's", "Udo Kern"),
        ("en", "the", "the"),
        ("en", "“", ""),
        ("fr", "L’élu", "élu"),
        ("fr", "d'Anne", "Anne"),
        ("fr", "un communiqué de la préfecture de la Vaire", "préfecture de la Vaire"),
        ("fr", "une note d’Anne Roux", "Anne Roux"),
        ("fr", "un rapport d’inspection", "un rapport d’inspection"),
        ("fr", "C’Chartres", "C’Chartres"),
        ("de", "der Bürgermeister", "Bürgermeister"),
        ("de", "die städtische Werft", "städtische Werft"),
        ("es", "la alcaldesa", "alcaldesa"),
    ],
)
def test_cleaning_leaves_the_name(language: str, name: str, clean: str) -> None:
    assert clean_name(name, known(language)) == clean


def test_without_a_lexicon_only_marks_are_cut_off() -> None:
    assert clean_name("«市 长»", None) == "市 长"
    assert clean_name("the Post,", None) == "the Post"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "she"),
        ("en", "The ministry"),
        ("en", "who"),
        ("en", "It"),
        ("en", "its spokesman"),
        ("en", "a statement from the ministry"),
        ("en", "“"),
        ("fr", "L’élu"),
        ("fr", "ajoute-t-il"),
        ("de", "der Bürgermeister Udo Kern"),  # where all nouns have capitals, none proves a name
        ("de", "sie"),
    ],
)
def test_pronouns_and_definite_descriptions_point_back(language: str, words: str) -> None:
    assert points_back(words, known(language))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Udo Kern"),
        ("en", "the US Coast Guard"),
        ("en", "a nurse"),
        ("en", "police"),
        ("en", "US officials"),  # not "us"
        ("en", "WHO"),
        ("en", "a statement from Tarn"),
        ("de", "Udo Kern"),
    ],
)
def test_names_and_new_descriptions_do_not_point_back(language: str, words: str) -> None:
    assert not points_back(words, known(language))


@pytest.mark.parametrize(
    ("language", "words", "names", "source"),
    [
        ("en", "Dana Wirth, a spokeswoman for HAT", ["Dana Wirth", "HAT"], "Dana Wirth"),
        ("en", "a spokeswoman, Dana Wirth", ["Dana Wirth"], "Dana Wirth"),
        ("en", "the North Sea Agency (NSA)", ["North Sea Agency", "NSA"], "the North Sea Agency"),
        ("en", "two people briefed on the talks, who asked", [], "two people briefed on the talks"),
        ("en", "a nurse who saw it", [], "a nurse"),
        ("en", "the judge, Lady Ada Kern", ["Lady Ada Kern"], "Lady Ada Kern"),
        ("en", "They hired Udo Kern, who", ["Udo Kern"], "Udo Kern"),
        ("en", "a spokesman for Udo Kern, who", ["Udo Kern"], "a spokesman for Udo Kern"),
        ("en", "A tale in the Tarn Post, which", ["Tarn Post"], "Tarn Post"),
        ("en", "police", [], "police"),
        ("en", "the ministry", [], None),
        ("en", "she", [], None),
        ("en", ", ", [], None),
        ("en", "“", [], None),
        ("en", "that is what Finn", [], None),
        ("en", "people it has paid", [], None),
        ("de", "Bürgermeister Udo Kern", [], "Udo Kern"),
        ("fr", "Anne Roux, la maire", ["Anne Roux"], "Anne Roux"),
    ],
)
def test_a_source_is_stated_where_its_tag_names_it(
    language: str, words: str, names: list[str], source: str | None
) -> None:
    text = f"{words} said"
    assert stated_source(text, Range(0, len(words)), names, known(language)) == source


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Prime Minister Johan Sker", "Johan Sker"),
        ("Mr Lasko", "Lasko"),
        ("Mrs. Lasko", "Lasko"),
        ("Dr Ursula von der Lund", "Ursula von der Lund"),
        ("President Ursula von der Lund", "Ursula von der Lund"),
        ("President von der Lund", "President von der Lund"),
        ("Ada Crisp of Tarn Police", "Ada Crisp"),
        ("Ada Crisp from Tarn", "Ada Crisp"),
        ("Bank of Tarn", "Bank of Tarn"),
        ("Bank Holding of Tarn", "Bank Holding of Tarn"),
        ("Mayor of Velden", "Mayor of Velden"),
        ("mayor near Velden", "mayor near Velden"),
        ("Udo Kern", "Udo Kern"),
        ("Mayor", "Mayor"),
    ],
)
def test_titles_and_bodies_are_no_part_of_a_persons_name(name: str, plain: str) -> None:
    assert untitled(name, known("en")) == plain


def test_a_paper_called_post_is_no_document() -> None:
    english = lexicon("en")
    assert clean_name("the Velden Post", english) == "Velden Post"
    assert clean_name("a Velden post", english) == "Velden"
