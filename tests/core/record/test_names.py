"""Names: which of them mean the same source."""

import pytest

from answering import SMALL, Script, reading_of, summarized
from summarizer.core.ground.mention import find_voice
from summarizer.core.record.names import Names
from summarizer.core.text.range import Range
from summarizer.schema import SourceKind


def resolved(text: str, *names: str, language: str = "en", **kinds: SourceKind) -> list[str]:
    """Whom names mean that speak in this order, one after another in the text."""
    reading = reading_of(text, language)
    kinds = {name.replace("_", " "): kind for name, kind in kinds.items()}
    known = Names(reading, kinds)
    found: list[str] = []
    at = 0
    for name in names:
        rest = Range(at, len(text))
        find = reading.folded.find_all
        place = find(name, rest, case=True) or find(name, rest)
        at = place[0].end if place else at
        near = place[0] if place else Range(0, 0)
        found.append(known.resolve(find_voice(reading, name, near)))
    return found


def test_a_surname_is_the_person_named_before() -> None:
    text = "Udo Kern dived. Later Kern left."
    assert resolved(text, "Udo Kern", "Kern") == ["Udo Kern", "Udo Kern"]


def test_a_surname_is_completed_from_the_article_even_if_the_full_name_never_speaks() -> None:
    assert resolved("Udo Kern dived. Later Kern left.", "Kern") == ["Udo Kern"]


def test_two_people_of_one_surname_are_not_merged() -> None:
    text = "Udo Kern dived. Ada Kern swam. Udo Kern left."
    assert resolved(text, "Udo Kern", "Ada Kern", "Udo Kern") == [
        "Udo Kern",
        "Ada Kern",
        "Udo Kern",
    ]


def test_of_two_people_a_bare_surname_is_the_one_named_last() -> None:
    text = "Udo Kern dived. Ada Kern swam. Kern was cold. Udo Kern slept. Kern was warm."
    assert resolved(text, "Udo Kern", "Ada Kern", "Kern", "Udo Kern", "Kern") == [
        "Udo Kern",
        "Ada Kern",
        "Ada Kern",
        "Udo Kern",
        "Udo Kern",
    ]


def test_a_name_printed_before_the_fuller_one_is_another() -> None:
    text = "Kern is a village. It lies low. Udo Kern dived."
    assert resolved(text, "Kern", "Udo Kern") == ["Kern", "Udo Kern"]


def test_a_headline_may_call_people_by_their_last_name_first() -> None:
    text = "Kern denies leak\n\nUdo Kern dived. Kern left."
    assert resolved(text, "Kern") == ["Udo Kern"]


def test_a_country_is_not_the_end_of_a_longer_name() -> None:
    text = "The Bank of Velia rose. Last year Velia fell."
    assert resolved(text, "Bank of Velia", "Velia") == ["Bank of Velia", "Velia"]


def test_a_person_may_have_a_small_word_in_the_name() -> None:
    text = "Ursula von Tarn rose. Last year Tarn fell."
    assert resolved(text, "Ursula von Tarn", "Tarn", Ursula_von_Tarn="person")[1] == (
        "Ursula von Tarn"
    )
    assert resolved(text, "Ursula von Tarn", "Tarn")[1] == "Tarn"


def test_people_whose_family_name_comes_first_go_by_it() -> None:
    text = "Zhang Junshe spoke. Zhang left."
    assert resolved(text, "Zhang Junshe", "Zhang", Zhang_Junshe="person")[1] == "Zhang Junshe"
    assert resolved(text, "Zhang Junshe", "Zhang")[1] == "Zhang"


def test_companies_go_by_their_first_word_but_longer_names_do_not() -> None:
    text = "Lindqvist Shipping grew. Lindqvist sold. Brewery Workers Union met. Brewery shut."
    names = ("Lindqvist Shipping", "Lindqvist", "Brewery Workers Union", "Brewery")
    kinds: dict[str, SourceKind] = {
        "Lindqvist_Shipping": "organization",
        "Brewery_Workers_Union": "organization",
    }
    assert resolved(text, *names, **kinds) == [
        "Lindqvist Shipping",
        "Lindqvist Shipping",
        "Brewery Workers Union",
        "Brewery",
    ]


def test_an_acronym_is_what_it_stands_for() -> None:
    text = "The Harbour Authority of Tarn (HAT) spoke. HAT left."
    assert resolved(text, "HAT") == ["Harbour Authority of Tarn"]


def test_a_description_is_the_name_whose_last_word_it_repeats() -> None:
    text = "North American Aerospace Defense Command spoke. The command left."
    full = "North American Aerospace Defense Command"
    assert resolved(text, full, "command") == [full, full]


def test_of_two_such_names_it_is_the_one_mentioned_last() -> None:
    text = "The Tarn Union met. The Harn Union met. The union left."
    assert resolved(text, "union") == ["Harn Union"]


@pytest.mark.parametrize("description", ["senior union", "agency", "union"])
def test_other_descriptions_stay_what_they_are(description: str) -> None:
    text = f"A {description} spoke. The Tarn Union met."
    assert resolved(text, description) == [description]


def test_a_pronoun_is_the_last_person() -> None:
    text = "Udo Kern dived. The Tarn Union met. He left."
    kinds: dict[str, SourceKind] = {"Udo_Kern": "person", "Tarn_Union": "organization"}
    assert resolved(text, "Udo Kern", "Tarn Union", "he", **kinds)[2] == "Udo Kern"
    assert resolved(text, "Udo Kern", "Tarn Union", "he")[2] == "He"  # nobody is known for a person


def test_a_name_keeps_the_spelling_in_which_it_came_first() -> None:
    text = "A senior official spoke. Later a senior official left."
    assert resolved(text, "A senior official", "a senior official") == ["A senior official"] * 2


def test_without_a_lexicon_names_are_names() -> None:
    assert resolved("市长说。市长走了。", "市长", "市长", language="ja") == ["市长", "市长"]


def test_a_name_that_is_not_printed_means_itself() -> None:
    assert resolved("Udo Kern dived.", "Nobody", "Radio Nord") == ["Nobody", "Radio Nord"]


def test_short_forms_belong_to_the_only_source_they_fit() -> None:
    text = (
        "Udo Kern said the barge sank. Kern works alone, the Courier reported. Ada Holm and "
        "Olaf Holm said it burned. Holm was angry."
    )
    kinds: dict[str, SourceKind] = {"Udo Kern": "person", "Ada Holm": "person"}
    summary = summarized(text, SMALL, Script(kinds=kinds))
    aliases = {s.name: s.aliases for s in summary.sources}
    assert aliases["Udo Kern"] == ("Kern",)
    kern = next(s for s in summary.sources if s.name == "Udo Kern")
    assert [m.text for m in kern.mentions] == ["Udo Kern", "Kern"]
