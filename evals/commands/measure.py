"""`python -m evals run`, `table` and `errors`: what systems find, how good it is, what is wrong."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from ..case import Case, read_cases
from ..choice import ChoiceError, by_id, some
from ..errors import report
from ..gate import predictions
from ..prediction import Prediction
from ..record import recorded_ids
from ..replies import REPLIES
from ..run import RunStore, digest_of
from ..run import run as run_systems
from ..story import GOLD
from ..systems import System, langextract, nomodel, plain
from ..systems.ours import Ours
from ..table import compare, markdown
from .options import RUNS, Address, Data, Language, Runs, Split, say, told

__all__ = ["errors", "run", "table"]

SYSTEMS: dict[str, System] = {
    "ours": Ours("small"),
    "plain": plain.predict,
    "langextract": langextract.predict,
    "nomodel": nomodel.predict,
    "nomodel-verbs": nomodel.predict_with_verbs,
}
_RUN = "`python -m evals run` gets them"


def run(
    *,
    data: Data = GOLD,
    system: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help=f"One of {', '.join(SYSTEMS)}; several times for several. Default: all.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(metavar="N", help="Only the first N articles.", show_default=False),
    ] = None,
    address: Address = None,
    parallel: Annotated[
        int, typer.Option(metavar="N", help="Articles at once; seconds are measured with 1 only.")
    ] = 1,
    runs: Runs = RUNS,
) -> None:
    """Run systems over gold and keep what they find; a run that was stopped goes on where it was.

    An article that a system has read is not read again: delete evals/runs to measure anew.
    """

    def result(name: str, case: str, found: Prediction) -> None:
        cost = found.cost
        say(
            f"{name:12} {case:40} {cost.requests:3} requests {cost.input_tokens:6} in "
            f"{cost.output_tokens:5} out {cost.seconds:6.1f} s {found.error or ''}"
        )

    with told():
        if unknown := [name for name in system or () if name not in SYSTEMS]:
            raise ChoiceError(f"No system is called {unknown[0]}.", hint=", ".join(SYSTEMS))
        chosen = {name: SYSTEMS[name] for name in system or SYSTEMS}
        cases = read_cases(data)[:limit]
        store = RunStore(runs / data.stem)
        asyncio.run(run_systems(chosen, cases, store, result, address=address, parallel=parallel))


def table(
    *,
    data: Data = GOLD,
    runs: Runs = RUNS,
    system: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="A column; several times for several. Default: all that have results.",
            show_default=False,
        ),
    ] = None,
    split: Split = None,
    language: Language = None,
    to_json: Annotated[
        Path | None,
        typer.Option(
            "--json", metavar="FILE", help="Write the figures here, too.", show_default=False
        ),
    ] = None,
) -> None:
    """Print the figures of systems side by side, as a Markdown table.

    Only over articles that all of the systems have read, so that columns compare.
    """
    with told():
        store = RunStore(runs / data.stem)
        there = store.systems()
        names = system or [*(n for n in SYSTEMS if n in there), *sorted({*there} - {*SYSTEMS})]
        figures = compare(some(read_cases(data), split=split, language=language), store, names)
        lacking = [name for name in names if name not in figures]
        if lacking or not names:
            whose = f" of {', '.join(lacking)}" if lacking else ""
            raise ChoiceError(f"There are no results{whose}.", hint=_RUN)
        typer.echo(markdown(figures), nl=False)
        if to_json is not None:
            made = {"data": data.name, "split": split, "language": language, "systems": figures}
            to_json.write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")


def errors(
    story: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID", help="Articles. Default: all.", show_default=False),
    ] = None,
    *,
    system: Annotated[str, typer.Option(metavar="NAME", help="Whose results.")] = "ours",
    recorded: Annotated[
        bool,
        typer.Option(
            "--recorded", help="Replay the recorded replies with the code as it is, instead."
        ),
    ] = False,
    data: Data = GOLD,
    runs: Runs = RUNS,
    split: Split = None,
    language: Language = None,
) -> None:
    """Print what a system got wrong, article by article.

    direct: quotations; all: attributions. wrong: another source than the gold's; missed: not found;
    extra: not in the gold. Then labels taken for another one, links between attributions of one
    claim, and chains of who passed it on.
    """
    with told():
        cases = some(read_cases(data), split=split, language=language)
        cases = by_id(cases, story) if story else cases
        for case, found in _read(cases, system, None if recorded else runs / data.stem):
            for line in report(case, found):
                typer.echo(line)


def _read(
    cases: tuple[Case, ...], system: str, runs: Path | None
) -> Iterator[tuple[Case, Prediction]]:
    """What is known of each case: from a folder of runs, or else from the recorded replies."""
    if runs is None:
        ids = recorded_ids(REPLIES)
        there = tuple(case for case in cases if case.id in ids)
        read = predictions(there, REPLIES)
        yield from ((case, read[case.id].found) for case in there)
        return
    results = RunStore(runs).read(system)
    if not results:
        raise ChoiceError(f"There are no results of {system}.", hint=_RUN)
    yield from ((c, results[digest_of(c)]) for c in cases if digest_of(c) in results)
