"""`summarizer batch`: many articles in, a row for each out."""

from pathlib import Path
from typing import Annotated

import typer

from .exits import tell_warnings
from .tunables import Profile, settings_from

__all__ = ["batch"]


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="JSON lines, .csv or .tsv (of all these .gz and .zst, too), .parquet, a folder of"
            " .txt files, or `-`: JSON lines on standard input.",
            show_default=False,
        ),
    ],
    *,
    out: Annotated[
        str,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="Where rows go, one a line; `-` is standard output. If the file is there, what it"
            " has is not done again. FILE.parquet: a table that is made in the end,"
            " of rows in FILE.jsonl.",
        ),
    ],
    text_field: Annotated[
        str, typer.Option(metavar="KEY", help="The key or column that holds an article's text.")
    ] = "text",
    id_field: Annotated[
        str, typer.Option(metavar="KEY", help="The one that holds its id; without one: file:line.")
    ] = "id",
    field: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=KEY",
            help="What holds the title, url, publisher, byline, published or language, if it is"
            " not called so: --field title=headline. Give it once for each.",
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option("--model", "-m", metavar="NAME", help="As in `summarize`."),
    ] = None,
    base_url: Annotated[
        str | None, typer.Option(metavar="URL", help="Address of an OpenAI-compatible server.")
    ] = None,
    profile: Annotated[
        Profile | None,
        typer.Option(help="How the model is asked. Default: by the model.", show_default=False),
    ] = None,
    window_sentences: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Sentences that one request is about.")
    ] = None,
    concurrency: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Requests on the wire at once, at most.")
    ] = None,
    max_cost: Annotated[
        float | None, typer.Option(metavar="USD", help="Stop once it has cost so many dollars.")
    ] = None,
    max_tokens: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Stop once it has taken so many tokens.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Only the first N that are not done.")
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Tell what there is to do and what it sends; send nothing."),
    ] = False,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="Stop at the first error of an article.")
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Neither use nor keep replies on disk.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no notes on stderr.")
    ] = False,
) -> None:
    """Turn a stream of articles into rows: id, status, summary, error, metrics.

    A bad article is a row with an error; the run goes on. Each row is written as soon as it is
    done. Run the same command again to go on: only what is not done, has changed, or failed in a
    way that may pass is done. The first Ctrl-C finishes what is under way, the second does not.
    """
    tell_warnings()
    settings = settings_from(
        model=model,
        base_url=base_url,
        profile=profile,
        window_sentences=window_sentences,
        concurrency=concurrency,
        max_cost=max_cost,
        max_tokens=max_tokens,
        cache=not no_cache,
    )
    from ..formats.fields import Fields  # noqa: PLC0415 - `--help` does without
    from .batching import Batching  # noqa: PLC0415 - likewise
    from .intake import check_extras, metadata_fields  # noqa: PLC0415 - likewise
    from .table import Table  # noqa: PLC0415 - likewise

    fields = Fields(text=text_field, id=id_field, metadata=metadata_fields(field or ()))
    check_extras(inputs)
    path = None if out == "-" else Path(out).expanduser()
    table = Table.of(path, inputs, quiet=quiet)
    path = table.rows if table else path
    batching = Batching(inputs, settings, fields, limit=limit, quiet=quiet)
    code = batching.estimate(path) if dry_run else batching.to(path, fail_fast=fail_fast)
    if table and not dry_run:
        table.write()
    if code:
        raise typer.Exit(code)
