"""`summarizer schema`: the JSON Schema of what goes in and what comes out."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..schema import Noun

__all__ = ["schema", "schema_text", "write_schemas"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_FILES = {"article.json": "Article", "outcome.json": "Outcome", "summary.json": "Summary"}


def schema(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A public model, such as Article or Claim.")
    ] = "Summary",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            file_okay=False,
            exists=True,
            help="Write article.json, outcome.json and summary.json into this folder instead.",
        ),
    ] = None,
) -> None:
    """Print the JSON Schema (2020-12) of a public model.

    That of Article is what is accepted: only the text is required. All others are what is
    returned: every key is there.
    """
    if out is not None:
        write_schemas(out)
        return
    typer.echo(schema_text(name), nl=False)


def write_schemas(folder: Path) -> None:
    """Write the schemas that are shipped."""
    for file, name in _FILES.items():
        (folder / file).write_text(schema_text(name), encoding="utf-8", newline="\n")


def schema_text(name: str) -> str:
    """Return a public model's schema as JSON.

    Raises:
        typer.BadParameter: there is no such model.
    """
    models = _models()
    model = models.get(name.lower())
    if model is None:
        known = ", ".join(sorted(m.__name__ for m in models.values()))
        raise typer.BadParameter(f"there is no model {name!r}; known: {known}", param_hint="NAME")
    # validation: keys with defaults may be left out; serialization: they are always there
    is_input = model.__name__ == "Article"
    made = model.model_json_schema(mode="validation" if is_input else "serialization")
    return json.dumps({"$schema": _DIALECT, **made}, indent=2, ensure_ascii=False) + "\n"


def _models() -> "dict[str, type[Noun]]":
    from .. import outcome, schema  # noqa: PLC0415 - `--help` does without

    values = [getattr(nouns, name) for nouns in (schema, outcome) for name in nouns.__all__]
    return {
        value.__name__.lower(): value
        for value in values
        if isinstance(value, type) and issubclass(value, schema.Noun) and value is not schema.Noun
    }
