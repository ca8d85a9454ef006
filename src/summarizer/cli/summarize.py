"""`summarizer summarize`: articles in, records out."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from .exits import Exit, tell_warnings
from .look import Format, Look
from .options import (
    BaseUrl,
    MaxCost,
    MaxTokens,
    Model,
    NoCache,
    Profile,
    Quiet,
    WindowSentences,
)
from .source import STDIN
from .tunables import settings_from

__all__ = ["summarize"]


def summarize(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE",
            help="Articles as UTF-8 text; `-`, or nothing on a pipe, is standard input.",
            show_default=False,
        ),
    ] = None,
    *,
    output_format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="How results look. Default: table on a terminal, else json."
            " Of several files, json is jsonl: one line each.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Write to a file, all at once at the end."
        ),
    ] = None,
    model: Model = None,
    base_url: BaseUrl = None,
    profile: Profile = None,
    window_sentences: WindowSentences = None,
    max_cost: MaxCost = None,
    max_tokens: MaxTokens = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The headline, if it is not in the text.")
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Who published the article.")
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Where it stands; never fetched.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="Its language, such as en; else recognised.")
    ] = None,
    no_cache: NoCache = False,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave the article's whole text out of the result.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Turn articles into records: claims, sources, quotes.

    Standard output holds nothing but results; the rest is told on stderr. A file that fails does
    not stop the others. After Ctrl-C, results that are finished are still written.
    """
    names = _names(context, files or [])
    metadata = {"title": title, "publisher": publisher, "url": url, "language": language}
    given = {name: value for name, value in metadata.items() if value is not None}
    if given and len(names) > 1:
        options = ", ".join(f"--{name}" for name in given)
        raise typer.BadParameter(f"{options} can be given for one FILE only.")
    path = None if out in {None, STDIN} else _output_path(str(out), names)
    tell_warnings()
    settings = settings_from(
        model=model,
        base_url=base_url,
        profile=profile,
        window_sentences=window_sentences,
        max_cost=max_cost,
        max_tokens=max_tokens,
        cache=not no_cache,
    )
    from .run import Run  # noqa: PLC0415 - `--help` does without

    run = Run(names, settings, metadata=given, quiet=quiet)
    code = run.to(path, Look(output_format, has_text=not no_text, is_line=len(names) > 1))
    if code:
        raise typer.Exit(code)


def _names(context: typer.Context, files: Sequence[str]) -> list[str]:
    if files:
        if files.count(STDIN) > 1:
            raise typer.BadParameter("Standard input (-) can be read once only.")
        return list(files)
    if sys.stdin is None or sys.stdin.isatty():
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(Exit.USAGE)
    return [STDIN]


def _output_path(out: str, names: Sequence[str]) -> Path:
    """Check where to write before anything is read or paid for."""
    path = Path(out).expanduser()
    if path.is_dir():
        raise typer.BadParameter(f"{out} is a folder.", param_hint="--out")
    if not path.parent.is_dir():
        raise typer.BadParameter(f"The folder {path.parent} does not exist.", param_hint="--out")
    for name in names:
        if name != STDIN and path.exists() and Path(name).exists() and path.samefile(name):
            raise typer.BadParameter(f"{out} would replace the article.", param_hint="--out")
    return path
