"""The command line: `summarizer`, and `python -m summarizer`.

Exit codes:

    0    all right
    1    a fault of this program
    2    wrong usage
    3    an article cannot be summarized, or its file cannot be read
    4    key, model, endpoint, quota or disk is wrong
    5    the endpoint is unavailable; worth trying later
    6    the model's replies could not be used
    7    a limit on tokens or dollars is reached
    8    a batch is done, and some of its articles are errors
    130  interrupted
    141  whoever read the output went away

Of several files, the first of 1, 4, 7, 5, 6, 3 that occurred; the others are summarized all the
same.
What is slow to load is loaded by the command that needs it, so that `--help` answers at once.
"""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ..errors import SummarizerError
from .batch import batch
from .cache import cache_clear, cache_info
from .doctor import doctor
from .exits import EPILOG, Exit, complain, exit_of
from .model import model_fetch, model_info
from .output import abandon_stdout
from .schema import schema
from .summarize import summarize

__all__ = ["app", "main"]


class _Group(TyperGroup):
    """Ends the process with our exit codes, and with one line where others print a traceback."""

    def invoke(self, ctx: Any) -> object:  # typer does not export the type of this one
        try:
            return super().invoke(ctx)
        except SummarizerError as error:
            complain(error)
            raise typer.Exit(exit_of(error)) from None
        except BrokenPipeError:
            abandon_stdout()
            raise typer.Exit(Exit.PIPE_CLOSED) from None


# no rich here: it would take longer to load than all the rest, and draw boxes into pipes
app = typer.Typer(
    name="summarizer",
    help="Turn news articles into grounded records: claims, who makes them, how far each is"
    " confirmed, and exact quotes.",
    epilog=EPILOG,
    cls=_Group,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_cache = typer.Typer(help="The replies that are kept on disk.", no_args_is_help=True)
_cache.command("info")(cache_info)
_cache.command("clear")(cache_clear)

_model = typer.Typer(help="The embedded model's file.", no_args_is_help=True)
_model.command("info")(model_info)
_model.command("fetch")(model_fetch)

app.command(epilog=EPILOG)(summarize)
app.command(epilog=EPILOG)(batch)
app.command()(schema)
app.add_typer(_cache, name="cache")
app.add_typer(_model, name="model")
app.command()(doctor)


def _show_version(value: bool) -> None:  # noqa: FBT001 - as typer calls it
    if value:
        from importlib.metadata import version  # noqa: PLC0415 - only if it is wanted

        typer.echo(f"summarizer {version('summarizer')}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version."),
    ] = False,
) -> None:
    del version  # the callback has answered


def main() -> None:
    """Run the command line; ends the process."""
    app(prog_name="summarizer")
