"""`summarizer doctor`: what would be used, what is wrong, and what to do about it."""

from typing import Annotated

import typer

from ..formats.plain import plain
from .exits import Exit, tell_warnings, worst
from .tunables import settings_from

__all__ = ["doctor"]


def doctor(
    *,
    call: Annotated[bool, typer.Option("--call", help="Ask the model one cheap question.")] = False,
    model: Annotated[
        str | None, typer.Option("--model", "-m", metavar="NAME", help="As for summarize.")
    ] = None,
    base_url: Annotated[str | None, typer.Option(metavar="URL", help="As for summarize.")] = None,
) -> None:
    """Show what would be used, and what is wrong with it.

    Versions, model, endpoint, key, cache and embedded engine. It ends with 0 if articles can be
    summarized, else with the code of the problem.
    """
    from .checkup import checkup, versions  # noqa: PLC0415 - `--help` does without

    tell_warnings()
    typer.echo(versions())
    exits: list[Exit] = []
    for finding in checkup(settings_from(model=model, base_url=base_url), calls=call):
        exits.append(finding.exit)
        mark = "" if finding.hint is None else "WARNING " if not finding.exit else "PROBLEM "
        typer.echo(f"{finding.part:<9}{mark}{plain(finding.text)}")
        if finding.hint is not None:
            typer.echo(f"{'':<9}-> {plain(finding.hint)}")
    code = worst(exits)
    typer.echo(
        "Articles can be summarized." if code is Exit.OK else "Nothing can be summarized yet."
    )
    if code:
        raise typer.Exit(code)
