"""Invented news without end: article *n* is the same on every machine, and no two are alike."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

__all__ = ["article", "texts", "write"]

_FIRST = ("Ada", "Bram", "Cora", "Dirk", "Edda", "Falk", "Greta", "Henk", "Irma", "Joost")
_LAST = ("Aldermoor", "Bexwell", "Cattermole", "Dunsford", "Elverson", "Farthing", "Gallowhill")
_PLACES = ("Tarnmouth", "Ostrel", "Vellmark", "Brenholt", "Quarrow", "Sundlake", "Mirefield")
_THINGS = ("swing bridge", "grain silo", "tide mill", "cable ferry", "ice house", "signal tower")
_TRADES = ("a harbour master", "a mayor", "an engineer", "an archivist", "a surveyor")
_SAID = (
    "The {thing} in {place} will cost {n} million crowns, {who} said.",
    "Work on the {thing} stopped for {n} days after the storm, {who} said.",
    "Some {n} households near the {thing} have no water since Monday, {who} said.",
    "The council of {place} bought {n} tonnes of steel for the {thing}, {who} said.",
    "A crew of {n} will repair the {thing} before the winter, {who} said.",
)
_QUOTED = (
    "“We counted {n} cracks in the wall of the {thing},” {who} said.",
    "“Nobody in {place} was asked about the {n} new moorings,” {who} said.",
    "“It took us {n} weeks to find the drawings,” {who} said.",
)
_TOLD = (
    "The {thing} was built {n} years ago by a company from {place}.",
    "The road to {place} is {n} kilometres long and crosses the marsh twice.",
    "A survey of the valley lists {n} such buildings, most of them empty.",
    "The fair of {place} drew {n} visitors in spring, as many as the year before.",
)
_SPEAKERS = 4


def article(number: int, *, n_words: tuple[int, int] = (300, 600)) -> dict[str, str]:
    """Make one article as a line of the input holds it.

    Args:
        number: which one; its title and its figures are of no other.
        n_words: of its length the least and about the most.
    """
    draw = random.Random(number)  # noqa: S311 - the same each time is what is wanted
    place, thing = draw.choice(_PLACES), draw.choice(_THINGS)
    speakers = [f"{draw.choice(_FIRST)} {last}" for last in draw.sample(_LAST, _SPEAKERS)]
    title = f"Case {number}: {place} argues about its {thing}"
    wanted = draw.randint(*n_words)
    paragraphs = [title, f"{speakers[0]}, {draw.choice(_TRADES)}, spoke in {place} on Tuesday."]
    count = 0
    while count < wanted:
        lines = [
            draw.choice(draw.choice((_SAID, _SAID, _QUOTED, _TOLD))).format(
                thing=thing, place=place, who=draw.choice(speakers), n=draw.randint(2, 9_999)
            )
            for _ in range(draw.randint(2, 4))
        ]
        count += sum(len(line.split()) for line in lines)
        paragraphs.append(" ".join(lines))
    return {"id": f"case-{number}", "language": "en", "text": "\n\n".join(paragraphs)}


def texts(n: int, *, first: int = 0, n_words: tuple[int, int] = (300, 600)) -> Iterator[str]:
    """Yield the texts of so many articles."""
    return (article(number, n_words=n_words)["text"] for number in range(first, first + n))


def write(path: Path, n: int, *, n_words: tuple[int, int] = (300, 600)) -> None:
    """Write so many articles as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(n):
            file.write(json.dumps(article(number, n_words=n_words), ensure_ascii=False) + "\n")
