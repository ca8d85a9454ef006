"""Sources: everyone cited, each once, with every name and place."""

import json
from typing import Any

import pytest

from answering import LARGE, SMALL, Script, assert_sound, reading_of, summarized
from summarizer.core.ground.grounded import Description
from summarizer.core.ground.mention import find_voice
from summarizer.core.record.sources import merge
from summarizer.core.text.range import Range
from summarizer.schema import Source, SourceKind


def sources(text: str, *names: str, language: str = "en", **kinds: SourceKind) -> list[Source]:
    """The sources of a text in which these names speak."""
    reading = reading_of(text, language)
    voices = [
        find_voice(reading, name, Range(max(0, text.rfind(name)), len(text))) for name in names
    ]
    described = [
        Description(name.replace("_", " "), kind, "other", None, None)
        for name, kind in kinds.items()
    ]
    return list(merge(reading, voices, described, {}).sources)


def test_sources_come_in_the_order_of_their_first_mention() -> None:
    found = sources("Ada Holm and Udo Kern dived.", "Udo Kern", "Ada Holm", "Nobody")
    assert [(s.id, s.name) for s in found] == [
        ("s1", "Ada Holm"),
        ("s2", "Udo Kern"),
        ("s3", "Nobody"),
    ]
    assert found[2].mentions == ()


def test_a_source_is_mentioned_under_all_its_names_but_not_inside_others() -> None:
    text = "The China Coast Guard sailed. Kern met China Coast Guard men. China said no."
    (china,) = sources(text, "China")
    assert [(m.start, m.text) for m in china.mentions] == [(62, "China")]


def test_an_acronym_and_a_short_form_are_aliases_the_longest_first() -> None:
    text = "The Harbour Authority of Tarn (HAT) spoke. HAT left. Udo Kern dived. Kern swam."
    hat, kern = sources(text, "HAT", "Kern", Udo_Kern="person")
    assert (hat.name, hat.aliases) == ("Harbour Authority of Tarn", ("HAT",))
    assert [m.text for m in hat.mentions] == ["Harbour Authority of Tarn", "HAT", "HAT"]
    assert (kern.name, kern.aliases) == ("Udo Kern", ("Kern",))


def test_a_description_of_a_named_source_is_no_alias() -> None:
    text = "The Tarn Command spoke. The command left."
    (command,) = sources(text, "Tarn Command", "command")
    assert command.aliases == ()
    assert [m.text for m in command.mentions] == ["Tarn Command"]


def test_a_pronoun_that_speaks_first_is_its_own_source_but_else_no_name() -> None:
    (kern,) = sources("Udo Kern dived. He left.", "Udo Kern", "He", Udo_Kern="person")
    assert kern.aliases == ()
    assert [m.text for m in kern.mentions] == ["Udo Kern"]


def test_what_two_are_called_names_the_one_that_speaks_there() -> None:
    text = "Udo Kern said it sank. Kern said so. Ada Kern said it burned. Kern said so. Kern left."
    kinds: dict[str, SourceKind] = dict.fromkeys(("Udo Kern", "Ada Kern", "Kern"), "person")
    udo, ada = summarized(text, SMALL, Script(kinds=kinds)).sources
    assert (udo.aliases, ada.aliases) == (("Kern",), ("Kern",))
    assert [m.start for m in udo.mentions] == [0, 23]
    assert [m.start for m in ada.mentions] == [37, 62]


def test_a_name_is_called_with_the_mr_that_always_stands_before_it() -> None:
    text = "Udo Kern dived. Mr Kern swam. Ada Holm sat. Mrs Holm left. Holm was cold."
    kern, holm = sources(text, "Udo Kern", "Ada Holm", Udo_Kern="person", Ada_Holm="person")
    assert (kern.aliases, holm.aliases) == (("Mr Kern",), ("Holm",))
    assert [m.text for m in kern.mentions] == ["Udo Kern", "Mr Kern"]
    assert [m.text for m in holm.mentions] == ["Ada Holm", "Holm", "Holm"]


def test_one_sign_names_nobody_inside_other_words() -> None:
    (zhang,) = sources("张军社主张和平。张说好。", "张军社", "张", language="zh", 张军社="person")
    assert zhang.aliases == ("张",)
    assert [(m.start, m.text) for m in zhang.mentions] == [(0, "张军社"), (8, "张")]


@pytest.mark.xfail(reason="what code tells of a bare “Dorn” is the company's", strict=True)
def test_what_is_said_of_mr_kern_is_not_what_is_said_of_a_company_of_his_name() -> None:
    (dorn, ag) = sources(
        "Mr Dorn wept. Dorn AG grew.", "Mr Dorn", "Dorn AG", Mr_Dorn="person", Dorn="organization"
    )
    assert (dorn.name, dorn.kind) == ("Dorn", "person")
    assert (ag.name, ag.kind) == ("Dorn AG", "organization")


@pytest.mark.parametrize(
    ("text", "name", "kind", "naming", "language"),
    [
        ("Udo Kern spoke.", "Udo Kern", "person", "named", "en"),
        ("A senior official spoke.", "A senior official", "person", "described", "en"),
        ("A US official spoke.", "A US official", "person", "described", "en"),
        ("Velian state media spoke.", "Velian state media", "media", "described", "en"),
        ("Tarn police spoke.", "Tarn police", "government", "named", "en"),
        ("two dockers spoke.", "two dockers", "group", "described", "en"),
        ("Ein Sprecher sprach.", "Ein Sprecher", "person", "described", "de"),
        ("Polizei Harnau sprach.", "Polizei Harnau", "government", "named", "de"),
        ("市长说。", "市长", "person", "named", "ja"),
        ("周桂兰说。", "周桂兰", "person", "named", "zh"),
        ("几名摊主说。", "几名摊主", "group", "described", "zh"),
        ("قال سامر نعمة.", "سامر نعمة", "person", "named", "ar"),
        ("قال مصدر أمني.", "مصدر أمني", "person", "described", "ar"),
        ("stadsbestuur sprak.", "stadsbestuur", "group", "described", "nl"),
    ],
)
def test_a_name_names_and_a_description_describes(
    text: str, name: str, kind: SourceKind, naming: str, language: str
) -> None:
    (found,) = sources(text, name, language=language, **{name.replace(" ", "_"): kind})
    assert (found.name, found.naming) == (name, naming)


def claim(text: str, sentence: int, source: str) -> dict[str, Any]:
    """A claim that one source asserts."""
    stand = {"sentence": sentence, "source": source, "stance": "asserts", "certainty": "certain"}
    return {"sentences": [sentence], "text": text, "positions": [{**stand, "via": []}]}


def test_affiliation_and_expertise_are_kept_as_the_article_prints_them_or_not_at_all() -> None:
    form = {
        "sources": [
            {
                "name": "Udo Kern",
                "kind": "person",
                "role": "expert",
                "affiliation": "TARN institute",
                "expertise": "astronaut",
            }
        ],
        "claims": [claim("It sank", 1, "Udo Kern")],
        "quotes": [],
        "synopsis": [],
    }
    text = "Udo Kern, a fire expert at the Tarn Institute, said it sank."
    summary = summarized(text, LARGE, Script(article=json.dumps(form)))
    (kern,) = summary.sources
    assert (kern.affiliation, kern.expertise) == ("Tarn Institute", None)
    # what was not printed is told beside the source
    assert [(c.name, c.verdict) for c in kern.checks] == [("expertise_in_article", "failed")]


def test_who_speaks_and_passes_on_is_one_source_and_not_in_its_own_chain() -> None:
    text = "The Courier reported that Udo Kern said the barge sank. Courier staff left."
    summary = summarized(text, SMALL, Script())
    assert_sound(summary)
    (position,) = (p for c in summary.claims for p in c.positions)
    names = {s.id: s.name for s in summary.sources}
    assert names[position.source] == "Udo Kern"
    assert [names[i] for i in position.via] == ["Courier"]
