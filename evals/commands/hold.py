"""`python -m evals record` and `floors`: a model's replies kept, and figures held with them."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from ..case import read_cases
from ..choice import ChoiceError, by_id
from ..floors import FLOORS, updated
from ..gate import look
from ..record import Recorder, origin_of, recorded_ids
from ..replies import REPLIES
from ..shown import shown_floors
from ..story import GOLD
from .options import Address, say, told

__all__ = ["floors", "record"]


def record(
    *,
    story: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID",
            help="A gold story; several times for several. Default: those recorded already.",
            show_default=False,
        ),
    ] = None,
    address: Address = None,
    model: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Model file that answers, also behind --address. Default: the local model's.",
            show_default=False,
        ),
    ] = None,
    server: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Name and version of what serves at --address. Default: xllamacpp as installed.",
            show_default=False,
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Ask everything anew, also what is known.")
    ] = False,
) -> None:
    """Ask a small model about gold stories and keep its replies for `floors`, in evals/replies.

    Only what is not known yet is asked, so after a changed prompt this asks what changed; replies
    that nothing asks for any more are dropped. Stop with Ctrl-C: replies are kept as they come, and
    the same command goes on. Then `floors --update` sets the floors.
    """
    with told():
        ids = story or recorded_ids(REPLIES)
        if not ids:
            raise ChoiceError("Nothing is recorded yet.", hint="name stories: --story ID")
        cases = by_id(read_cases(GOLD), ids)
        recorder = Recorder(origin_of(model, server), say, REPLIES, asks_again=again)
        try:
            asyncio.run(recorder.record(cases, model=model, address=address))
        except KeyboardInterrupt:
            say("stopped: what was answered is kept, and the same command goes on from there")
            raise typer.Exit(130) from None


def floors(
    *,
    update: Annotated[
        bool,
        typer.Option("--update", help="Write better figures, and new ones; lowers none."),
    ] = False,
    lower: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIGURE",
            help="Let this figure get worse, too; several times for several; all: every one that"
            " is worse. Needs --because.",
            show_default=False,
        ),
    ] = None,
    because: Annotated[
        str,
        typer.Option(metavar="REASON", help="Why it may, kept in floors.json.", show_default=False),
    ] = "",
) -> None:
    """Replay the recorded replies and hold every figure against its floor; exit code 1 if one fell.

    No model is needed. What it costs (requests, tokens) is held as well: there the floor is the
    most that may be spent.
    """
    with told():
        gate, known = look(GOLD, REPLIES, FLOORS)
        typer.echo(shown_floors(gate.rows), nl=False)
        if (update or lower) and gate.now is not None:
            updated(known, gate.now, lower=lower or (), because=because).write(FLOORS)
            say(f"written: {FLOORS.name}")
            return
        for fault in gate.faults:
            say(fault)
        if gate.faults:
            raise typer.Exit(1)
        say("the floors hold")
