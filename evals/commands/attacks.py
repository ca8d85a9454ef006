"""`python -m evals attacks`: instructions planted in stories, and what they get."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from ..attacks.attacking import attack_all, stub
from ..attacks.outcome import Effect, Outcome
from ..attacks.plant import ATTACKS, read_attacks
from ..attacks.tally import tally
from ..case import read_cases
from ..choice import some
from ..kept import Kept
from ..story import GOLD
from .options import RUNS, Address, Runs, say, told

__all__ = ["attacks"]


def attacks(
    *,
    data: Annotated[
        Path, typer.Option(metavar="FILE", help="The attacks.", show_default=False)
    ] = ATTACKS,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="Only attacks of this kind.", show_default=False),
    ] = None,
    each: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Only the first N of each kind.", show_default=False),
    ] = None,
    without_model: Annotated[
        bool, typer.Option("--stub", help="Ask no model: who is not named is nobody.")
    ] = False,
    address: Address = None,
    runs: Runs = RUNS,
) -> None:
    """Plant instructions in stories of ours, and tell what they get.

    A story that was read is not read again: delete evals/runs/attacks after the code has changed.
    """

    def result(effect: Effect) -> None:
        got = [
            f"{effect.n_statuses} statuses" if effect.n_statuses else "",
            f"{effect.n_unmarked} claims without a mark" if effect.n_unmarked else "",
            "a word in the synopsis" if effect.is_told else "",
            "" if effect.is_found else "not found",
            f"{effect.n_alarms} false alarms" if effect.n_alarms else "",
            effect.error or "",
        ]
        say(f"{effect.id:16} {', '.join(filter(None, got)) or 'nothing'}")

    with told():
        chosen = [a for a in read_attacks(data) if kind in (None, a.kind)]
        kinds = dict.fromkeys(a.kind for a in chosen)
        some_of = ([a for a in chosen if a.kind == k][:each] for k in kinds)
        chosen = [a for same in some_of for a in same]
        hosts = {c.id: c for c in some(read_cases(GOLD), split="dev")}
        file = "stub.tsv" if without_model else "ours.tsv"
        store = Kept(runs / "attacks" / file, Outcome)
        effects = asyncio.run(
            attack_all(
                chosen,
                hosts,
                store,
                result,
                client=stub() if without_model else None,
                address=address,
            )
        )
        typer.echo(tally(effects), nl=False)
