"""Cues: which words report a stand, and where clauses with a cue each meet."""

import pytest

from languages import known
from summarizer.core.text.clause import Clause
from summarizer.core.text.cues import Cue, find_cues
from summarizer.core.text.division import coordinations, divisions, part
from summarizer.core.text.range import Range


def clause(text: str) -> Clause:
    return Clause(text, Range(0, len(text)))


def cues(text: str, language: str) -> list[tuple[str, str, str]]:
    found = find_cues(clause(text), known(language))
    return [(text[c.range.start : c.range.end], c.kind, c.stance) for c in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Kern said it sank.", [("said", "verb", "asserts")]),
        ("en", "Kern told us it sank.", [("told", "tells", "asserts")]),
        ("en", "It sank, adding that it burnt.", [("adding that", "continues", "asserts")]),
        ("en", "Lund later denied it.", [("denied", "verb", "denies")]),
        ("en", "Lund has not confirmed it.", [("has not confirmed", "verb", "has_not_confirmed")]),
        ("en", "Lund did not deny it.", [("did not deny", "verb", "has_not_confirmed")]),
        (
            "en",
            "The sale was confirmed by Lund.",
            [("was confirmed by", "preposition", "confirms")],
        ),
        (
            "en",
            "The sale was not confirmed by Lund.",
            [("was not confirmed by", "preposition", "has_not_confirmed")],
        ),
        ("en", "Lund is denying it.", [("is denying", "verb", "denies")]),
        (
            "fr",
            "Lund ne confirme pas le bilan.",
            [("ne confirme pas", "verb", "has_not_confirmed")],
        ),
        ("fr", "Lund confirme le bilan.", [("confirme", "verb", "confirms")]),
        ("de", "Lund bestätigte den Bericht nicht.", [("bestätigte", "verb", "has_not_confirmed")]),
        ("de", "Lund bestätigte, dass er nicht floh.", [("bestätigte", "verb", "confirms")]),
        ("de", "Lund bestätigte dass er nicht floh.", [("bestätigte", "verb", "confirms")]),
        ("es", "La alcaldesa ayer negó el ataque.", [("negó", "verb", "denies")]),
    ],
)
def test_a_cue_has_its_auxiliaries_and_its_stance(
    language: str, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert cues(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Lund did not say that."),  # a negated report reports nothing
        ("en", "The sale was announced on Monday."),  # by nobody
        ("en", "A disputed figure was in the report."),
        ("en", "Lund paid the claims."),
        ("en", "Reporters called the ministry to confirm if it burnt."),
        ("en", "The sale was not confirmed on Monday."),
        ("en", "The sale was later announced."),
        ("en", "It was too early to confirm whether anyone was hurt."),
        ("en", "Lund is expected to announce a sale."),
        ("en", "Lund had no interest in denying it."),
        ("en", "Told that it sank, Lund left."),
        ("en", "Tell that to Lund."),
        ("en", "Lund wrote it in May."),
        ("de", "Lund ging, ohne den Bericht zu bestätigen."),
    ],
)
def test_words_that_report_nobodys_stand_are_no_cue(language: str, text: str) -> None:
    assert cues(text, language) == []


def test_a_particle_before_a_comma_does_not_make_an_infinitive() -> None:
    assert cues("The light he put on - said Kern - burnt.", "en")[-1] == (
        "said",
        "verb",
        "asserts",
    )


def heads(text: str) -> list[Cue]:
    return find_cues(clause(text), known("en"))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Kern said so, but Lund denied it.", [", but"]),
        ("Kern confirmed it but denied a loss.", ["but"]),
        ("Kern confirmed it, but denied a loss.", [", but", "but"]),
        ("The barge sank, but Lund denied it.", []),  # one cue, one clause
        ("Kern said so; Lund denied it.", [";"]),
        ("Kern and Lund said so.", []),
        ("The barge sank.", []),
    ],
)
def test_clauses_with_a_cue_each_are_divided(text: str, where: list[str]) -> None:
    found = divisions(heads(text), clause(text), known("en"))
    assert [text[d.start : d.end] for d in found] == where


def test_a_part_reaches_from_division_to_division() -> None:
    text = "A sank, but B sank; C sank."
    places = coordinations(clause(text), known("en"))
    at = Range(12, 13)
    assert text[slice(*part(at, places, Range(0, len(text))))] == ", but B sank"
    assert part(Range(0, 1), [], Range(0, 5)) == Range(0, 5)
