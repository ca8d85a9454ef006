"""A summary on a terminal: readable at 80 columns, still readable at 30, without colours too."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..schema import Status, Summary
from .plain import plain
from .wording import Wording

__all__ = ["print_summary", "render"]

_MIN_TABLE_WIDTH = 64  # below it, columns would hold a word or two a line

# never colour alone: the word stands there as well
_COLOURS: dict[Status, str] = {
    "retracted": "magenta",
    "disputed": "red",
    "denied": "red",
    "confirmed": "green",
    "unconfirmed": "yellow",
    "attributed": "cyan",
    "reported": "default",
}


def print_summary(summary: Summary, console: Console) -> None:
    """Print a summary on a console."""
    console.print(render(summary), soft_wrap=False)


def render(summary: Summary) -> RenderableType:
    """Lay a summary out; its width is that of the console that prints it.

    Everything is a `Text`, never a string, so that rich reads no markup in an article's words.
    """
    wording = Wording(summary)
    parts: list[RenderableType] = [Text(wording.title(), style="bold")]
    if imprint := wording.imprint():
        parts.append(Text(imprint, style="dim"))
    if summary.synopsis:
        parts += _headed("In short", _synopsis(summary))
    if summary.claims:
        parts += _headed("Claims", _claims(summary, wording))
    if summary.sources:
        parts += _headed("Sources", _sources(summary, wording))
    if summary.quotes:
        parts += _headed("Quotes", _quotes(summary, wording))
    failures = wording.failures()
    if failures:
        rows = [
            _Row(
                (Text(f.about or "-", style="bold"), Text(f.check, style="yellow"), Text(f.reason))
            )
            for f in failures
        ]
        columns = (_Column("id"), _Column("check"), _Column("why", ratio=1))
        parts += _headed("Checks that failed", _Rows(columns, rows))
    parts += [Text(""), Text(wording.cost(), style="dim")]
    return Group(*parts)


class _Column(NamedTuple):
    header: str
    ratio: int | None = None
    """Share of the width that is left; None: as wide as its widest cell."""
    width: int | None = None


class _Row(NamedTuple):
    cells: tuple[Text, ...]


class _Rows:
    """A table; where the console is too narrow for one, a list."""

    def __init__(self, columns: Sequence[_Column], rows: Sequence[_Row]) -> None:
        self._columns = columns
        self._rows = rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width < _MIN_TABLE_WIDTH:
            yield from self._listed()
        else:
            yield self._tabled()

    def _tabled(self) -> Table:
        table = Table(
            box=box.SIMPLE_HEAD, expand=True, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0)
        )
        for column in self._columns:
            table.add_column(
                column.header,
                ratio=column.ratio,
                width=column.width,
                overflow="fold",
                no_wrap=False,
                min_width=2,
            )
        for row in self._rows:
            table.add_row(*row.cells)
        return table

    def _listed(self) -> Iterable[RenderableType]:
        for row in self._rows:
            first, *others = (cell for cell in row.cells if cell.plain)
            yield Text.assemble(first, " ", others[0]) if others else first
            for cell in others[1:]:
                yield Padding(cell, (0, 0, 0, 2))


def _headed(heading: str, body: RenderableType) -> list[RenderableType]:
    return [Text(""), Text(heading, style="bold underline"), body]


def _synopsis(summary: Summary) -> RenderableType:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=1)
    table.add_column(overflow="fold")
    for sentence in summary.synopsis:
        ids = f" [{', '.join(sentence.claims)}]" if sentence.claims else ""
        table.add_row(Text("-"), Text.assemble(plain(sentence.text), (ids, "dim")))
    return table


def _claims(summary: Summary, wording: Wording) -> RenderableType:
    rows = [
        _Row(
            (
                Text(claim.id, style="bold"),
                Text(plain(claim.text)),
                Text(claim.status, style=_COLOURS[claim.status]),
                Text("\n".join(wording.stand(p) for p in claim.positions), style=""),
            )
        )
        for claim in summary.claims
    ]
    columns = (
        _Column("id"),
        _Column("claim", ratio=3),
        _Column("status", width=max(map(len, _COLOURS))),
        _Column("who says so", ratio=2),
    )
    return _Rows(columns, rows)


def _sources(summary: Summary, wording: Wording) -> RenderableType:
    rows = [
        _Row(
            (
                Text(source.id, style="bold"),
                Text(plain(source.name)),
                Text(wording.kind(source)),
                Text(wording.background(source)),
            )
        )
        for source in summary.sources
    ]
    columns = (
        _Column("id"),
        _Column("name", ratio=1),
        _Column("what it is", ratio=1),
        _Column("as printed", ratio=1),
    )
    return _Rows(columns, rows)


def _quotes(summary: Summary, wording: Wording) -> RenderableType:
    rows = [
        _Row(
            (
                Text(quote.id, style="bold"),
                Text(wording.words(quote)),
                Text(wording.speaker(quote), style="dim" if quote.kind == "not_speech" else ""),
            )
        )
        for quote in summary.quotes
    ]
    return _Rows((_Column("id"), _Column("words", ratio=3), _Column("who", ratio=2)), rows)
