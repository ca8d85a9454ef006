"""Datelines: a place and a date alone on a line, in six languages and a little more."""

import unicodedata
from typing import Literal

import pytest

from summarizer.core.text.dateline import AGENCIES, is_date, is_dateline
from summarizer.core.text.furniture import is_furniture


@pytest.mark.parametrize(
    "line",
    [
        "TARN, 17 November",
        "Valdehierro, 18 de noviembre de 2026",
        "Lanssac, le 3 mai 2026",
        "HARNAU, 12. November (nwd)",
        "HARNAU, 12. November 2026 /nwd/ –",
        "Harnau (nwd) – 12. November 2026",
        "HARNAU, 12. November. (nwd)",
        "Harnau, Dienstag, den 17. November 2026",
        "Harnau, den 3. März",
        "Frankfurt (Oder), 3. Mai 2026, 10:30 Uhr",
        "Neustadt an der Weinstraße, 3. Jänner",
        "WASHINGTON, Nov. 17",
        "Washington, D.C., Tuesday, Nov. 17, 2026",
        "LONDON, May 3 2026 / AP",
        "LONDON, 17 Nov.",
        "London, the 3rd of May 2026",
        "LONDON – 17 November 2026",
        "Stratford-upon-Avon, Tuesday 3 May",
        "Sorvigny, le mardi 17 novembre 2026",
        "PARIS, 1er mai (AFP) —",
        "Aix-en-Provence, 2 févr. 2026",
        "Madrid, martes 17 de noviembre",
        "Bogotá, Colombia, 17 nov. (EFE) -",
        "Santa Cruz de la Sierra, 1.º de mayo de 2026",
        "Roma, 18 novembre 2026",
        "L’Aquila, martedì 17 novembre",
        "Roma, lì 3 maggio 2026",
        "ROMA, 18 NOV - (ANSA)",
        "Lisboa, 18 de novembro de 2026",
        "São Paulo, terça-feira, 17 de novembro de 2026",
        "BRASÍLIA, 1º de maio - Lusa",
        "Bern, 3.5.2026",
        "Paris, 03/05/2026 à 10h30",
        "Oslo, 2026-05-03",
        "МОСКВА, 18 ноября - РИА Новости",
        "NEW YORK/LONDON, May 3 (dpa/lby)",
        "St. Louis, May 3",
        "Frankfurt a. M., 3. Mai",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_place_and_a_date_are_a_dateline(line: str, form: Literal["NFC", "NFD"]) -> None:
    typed = unicodedata.normalize(form, line)
    assert is_dateline(typed)
    assert is_furniture(typed)
    assert is_furniture(typed.replace(" ", "\xa0", 1))


@pytest.mark.parametrize(
    "line",
    [
        "Tarn, 17 November.",
        "The barge sank on 17 November",
        "Barge sinks in Tarn, 17 November",
        "Barge Sinks – 17 November 2026",
        "TARN",
        "Tarn, November",
        "Tarn, May 2026",
        "Tarn, in May",
        "Tarn, Tuesday",
        "Tarn, 32 May",
        "Tarn, 17 Novembers",
        "Tarn, Someday 17 November",
        "Cannes, 12 – 23 May 2027",
        "Chapter 4, 3 May",
        "17 November 2026, Tarn",
        "TARN, 17 November: the barge broke loose",
        "TARN, 17 November – The barge broke loose",
        "HARNAU, 12. November (nwd) – Die Brücke ist zu",
        "Harnau, 12 Uhr",
        "Brücke in Harnau gesperrt, 12. November",
        "Il ponte è chiuso, 3 maggio",
        "El puente se cierra, 3 de mayo",
        "Tarn, 17 March on Rome",
        "Roe, 43 and Doe, 17",
        "Harnau (nwd)",
        "Roe Won. Doe Lost, 3 May",
        "tarn, 17 November",
        "Born: Tarn, 17 November 1950",
        "Tarn, 17 November (or so they say)",
        "Spain 3, Italy 2",
        "England v France, 3 May",
        "May 3, London",
        "Arsenal, Chelsea, Leeds, Everton, 3 May",
    ],
)
def test_in_doubt_it_is_no_dateline(line: str) -> None:
    assert not is_dateline(line)
    assert not is_furniture(line)


@pytest.mark.parametrize("agency", sorted(AGENCIES))
def test_an_agency_that_we_know_needs_no_date(agency: str) -> None:
    assert is_dateline(f"TARN ({agency}) -")
    assert is_dateline(f"Tarn, 3 May ({agency})")
    assert is_dateline(f"Tarn, 3 May – {agency}")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Friday, May 3, 2024", True),
        ("3. Mai 2024, 10:30 Uhr", True),
        ("2024-05-03", True),
        ("May 2024", True),
        ("In 2024", False),
        ("10 - 12", False),
        ("Tarn, 3 May", False),
    ],
)
def test_a_date_holds_nothing_else(line: str, *, expected: bool) -> None:
    assert is_date(line) is expected


def test_a_line_of_separators_is_read() -> None:
    assert not is_dateline(", - " * 40)
    assert not is_dateline("Tarn" + "-" * 160 + "x")
