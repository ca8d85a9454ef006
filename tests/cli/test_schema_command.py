import json
from pathlib import Path

import pytest
from commands import Command

from summarizer.cli.schema import schema_text, write_schemas
from summarizer.schema import Summary

SHIPPED = Path(__file__).parents[2] / "schemas"


def test_the_shipped_schemas_are_those_of_the_models(tmp_path: Path) -> None:
    """If this fails, run `summarizer schema --out schemas`."""
    write_schemas(tmp_path)
    made = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    shipped = {path.name: path.read_text("utf-8") for path in SHIPPED.glob("*.json")}
    assert shipped == made


def test_every_public_model_has_a_schema_with_words_in_it(command: Command) -> None:
    done = command("schema", "nothing")
    assert done.exit_code == 2
    names = done.stderr.partition("known: ")[2].split(", ")
    for name in names:
        schema = json.loads(schema_text(name.strip()))
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["title"] == name.strip()
        assert schema["description"]
        assert "$id" not in schema
        assert all("description" in field for field in schema["properties"].values())


@pytest.mark.parametrize("arguments", [(), ("Summary",), ("summary",)])
def test_that_of_the_summary_is_printed_unless_another_is_named(
    command: Command, arguments: tuple[str, ...]
) -> None:
    done = command("schema", *arguments)
    schema = json.loads(done.stdout)
    assert schema["title"] == "Summary"
    assert schema["required"] == list(Summary.model_fields)


def test_only_the_text_of_an_article_is_required(command: Command) -> None:
    assert json.loads(command("schema", "article").stdout)["required"] == ["text"]


def test_both_are_written_into_a_folder_that_exists(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "schemas"
    assert command("schema", "--out", folder).exit_code == 2
    folder.mkdir()
    assert command("schema", "--out", folder).exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "article.json",
        "outcome.json",
        "summary.json",
    ]
