"""`summarizer batch`: many articles in, a row for each out."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..exits import tell_warnings
from ..options import (
    BaseUrl,
    MaxCost,
    MaxTokens,
    Model,
    NoCache,
    Profile,
    Quiet,
    StepName,
    WindowSentences,
)
from ..source import STDIN
from ..tunables import settings_from

__all__ = ["batch"]


def batch(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT",
            help="JSON lines, .csv or .tsv (of all these .gz and .zst, too), .parquet, a folder of"
            " .txt files, or `-`: JSON lines on standard input.",
            show_default=False,
        ),
    ] = None,
    *,
    out: Annotated[
        str,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="Where rows go, one a line; `-` is standard output. If the file is there, what it"
            " has is not done again. Rows with errors are in a second file, too: those of"
            " rows.jsonl in rows.errors.jsonl. FILE.parquet: a table that is made in the end, of"
            " rows in FILE.jsonl.",
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
    model: Model = None,
    base_url: BaseUrl = None,
    profile: Profile = None,
    window_sentences: WindowSentences = None,
    concurrency: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Requests on the wire at once, at most.")
    ] = None,
    max_cost: MaxCost = None,
    max_tokens: MaxTokens = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Only the first N that are not done.")
    ] = None,
    sample: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="Only N of all, drawn evenly by a digest of id and text: always the same of the"
            " same input, in any order, and all of a smaller N. All is read before the first is"
            " sent; N articles are held in memory.",
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Tell what there is to do, what it sends, costs and takes about; send nothing.",
        ),
    ] = False,
    provider_batch: Annotated[
        StepName | None,
        typer.Option(
            help="Ask by jobs of the provider's own batch: half the price, answers within a day."
            " `submit` hands in, `status` tells how jobs stand, `collect` writes the rows that"
            " there are and hands in what is asked next (exit code 9: come again), `run` waits for"
            " all."
            " FILE.jobs remembers the jobs.",
            show_default=False,
        ),
    ] = None,
    job_size: Annotated[
        int | None,
        typer.Option(
            min=1, max=50_000, metavar="N", help="Questions in one of those jobs, at most."
        ),
    ] = None,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="Stop at the first error of an article.")
    ] = False,
    no_cache: NoCache = False,
    quiet: Quiet = False,
) -> None:
    """Turn a stream of articles into rows: id, status, summary, error, metrics.

    A bad article is a row with an error; the run goes on. Each row is written as soon as it is
    done. Run the same command again to go on: only what is not done, has changed, or failed in a
    way that may pass is done. The first Ctrl-C finishes what is under way, the second does not.
    """
    if not inputs and provider_batch != "status":
        raise typer.BadParameter("INPUT is missing: what is to be read?")
    inputs = inputs or []
    if provider_batch and (out == STDIN or STDIN in inputs):
        raise typer.BadParameter("Jobs need files to come back to, not `-`.")
    if inputs.count(STDIN) > 1:
        raise typer.BadParameter("Standard input (-) can be read once only.")
    if STDIN in inputs and sys.stdin is None:
        raise typer.BadParameter("Standard input (-) is closed.")
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
    from ...formats.fields import Fields  # noqa: PLC0415 - `--help` does without
    from .batching import Batching  # noqa: PLC0415 - likewise
    from .intake import check_extras, metadata_fields  # noqa: PLC0415 - likewise
    from .table import Table  # noqa: PLC0415 - likewise

    fields = Fields(text=text_field, id=id_field, metadata=metadata_fields(field or ()))
    check_extras(inputs)
    path = None if out == STDIN else Path(out).expanduser()
    table = Table.of(path, inputs, quiet=quiet)
    path = table.rows if table else path
    jobs = None
    if provider_batch and path:
        from .jobs import Jobs  # noqa: PLC0415 - likewise

        jobs = Jobs(provider_batch, path, settings, job_size=job_size, quiet=quiet)
        if provider_batch == "status":
            jobs.tell()
            return
    batching = Batching(inputs, settings, fields, sample=sample, limit=limit, quiet=quiet)
    if dry_run:
        code = batching.estimate(path, by_jobs=jobs is not None)
    else:
        code = batching.to(path, fail_fast=fail_fast, jobs=jobs)
    if table and not dry_run:
        table.write()
    if code:
        raise typer.Exit(code)
