"""`summarizer cache`: what is kept on disk, and how to be rid of it."""

import sys
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from ..formats.plain import plain
from .exits import Exit, complain, tell_warnings
from .tunables import settings_from

if TYPE_CHECKING:
    from ..clients.replies import ReplyCache

__all__ = ["cache_clear", "cache_info", "size"]


def cache_info() -> None:
    """Show where the model's replies are kept, how many, and how large."""
    tell_warnings()
    with closing(_cache()) as cache:
        info = cache.info()
    typer.echo(f"{plain(str(info.path))}: {info.entries:,} replies, {size(info.n_bytes)}")


def cache_clear(
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove all replies; what is summarized again is paid for again."""
    tell_warnings()
    with closing(_cache()) as cache:
        info = cache.info()
        if not info.entries and not info.n_bytes:
            typer.echo("The cache is empty.")
            return
        if not yes:
            _ask(f"Remove {info.entries:,} replies ({size(info.n_bytes)})?")
        n_removed = cache.clear()
        left = cache.info()
    if left.entries or n_removed < info.entries:
        from ..errors import ConfigurationError  # noqa: PLC0415 - `--help` does without

        error = ConfigurationError("The cache could not be cleared.", hint=f"remove {info.path}")
        complain(error)
        raise typer.Exit(Exit.CONFIGURATION)
    typer.echo(f"Removed {n_removed:,} replies.")


def size(n_bytes: int) -> str:
    """Say how much that is."""
    amount = float(n_bytes)
    for unit in ("bytes", "kB", "MB"):
        if amount < 1000:  # noqa: PLR2004 - of a unit in the next
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"


def _ask(question: str) -> None:
    if sys.stdin is None or not sys.stdin.isatty():
        raise typer.BadParameter("nobody is there to ask: say --yes", param_hint="--yes")
    if not typer.confirm(question, err=True):
        raise typer.Exit(Exit.OK)


def _cache() -> "ReplyCache":
    from ..clients.replies import ReplyCache  # noqa: PLC0415 - `--help` does without

    return ReplyCache(settings_from().cache_dir)
