"""How a result looks: a table, JSON, JSON Lines or Markdown."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TextIO, assert_never

if TYPE_CHECKING:
    from ..schema import Summary

__all__ = ["Format", "Look"]

Format = Literal["table", "json", "markdown", "jsonl"]


@dataclass(frozen=True, slots=True)
class Look:
    """What the user asked to see."""

    format: Format | None
    """None: a table where somebody looks at it, else JSON."""
    has_text: bool = True
    """Whether the article's whole text is in the result."""
    is_line: bool = False
    """Whether several results follow each other, so that JSON has a line for each."""

    def show(self, summary: "Summary", stream: TextIO) -> str:
        """Return the result as text, for a stream whose width and colours count."""
        if not self.has_text:
            article = summary.article.model_copy(update={"text": None})
            summary = summary.model_copy(update={"article": article})
        chosen: Format = self.format or ("table" if stream.isatty() else "json")
        match chosen:
            case "table":
                return _table(summary, stream) + ("\n" if self.is_line else "")
            case "markdown":
                from ..formats.markdown import to_markdown  # noqa: PLC0415 - only if wanted

                return to_markdown(summary) + ("\n" if self.is_line else "")
            case "json":
                return _json(summary, indent=None if self.is_line else 2)
            case "jsonl":
                return _json(summary, indent=None)
            case _:
                assert_never(chosen)


def _table(summary: "Summary", stream: TextIO) -> str:
    from rich.console import Console  # noqa: PLC0415 - slow to load

    from ..formats.terminal import print_summary  # noqa: PLC0415 - likewise

    console = Console(file=stream)
    with console.capture() as captured:
        print_summary(summary, console)
    return captured.get()


def _json(summary: "Summary", indent: int | None) -> str:
    text = summary.model_dump_json(indent=indent)
    # many readers of lines take these for the end of one
    for code, escaped in (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(code, escaped)
    return text + "\n"
