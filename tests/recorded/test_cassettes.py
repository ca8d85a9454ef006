"""The state of the files: whose they are, what made them, and that nothing private is in them."""

import ast
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from summarizer.clients.local.manifest import default_model

from .cassette import CASSETTES, COUNTS, FIELDS, REQUEST_HEADERS, RESPONSE_HEADERS
from .origin import LOCAL_ADDRESS

FILES = sorted(CASSETTES.rglob("*.yaml"))
MAX_BYTES = 100_000

SECRET = re.compile(
    r"\bsk-|\borg-|bearer|authorization|cookie|api.?key|password"
    r"|(?<![\w.:/])/\w+/|\b[a-z]:\\",  # an absolute path names a user or a machine
    re.IGNORECASE,
)
SHA256 = re.compile(r"[0-9a-f]{64}")

each = pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")


def recorded_by_tests() -> set[Path]:
    """The cassettes that the tests beside this one ask for, by their source."""
    return {
        CASSETTES / module.stem / f"{function.name}.yaml"
        for module in Path(__file__).parent.glob("test_*.py")
        for function in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
        and function.name.startswith("test_")
        and "recording" in {argument.arg for argument in function.args.args}
    }


def test_every_cassette_has_its_test_and_every_test_its_cassette() -> None:
    there = {file for file in CASSETTES.rglob("*") if file.is_file()}
    expected = recorded_by_tests()
    assert expected
    assert sorted(there - expected) == [], "orphans: delete them"
    assert sorted(expected - there) == [], "missing: `make record` records them"


@each
def test_a_cassette_is_small(file: Path) -> None:
    assert file.stat().st_size < MAX_BYTES


@each
def test_a_cassette_holds_no_secret_and_no_path(file: Path) -> None:
    assert not [line for line in file.read_text("utf-8").splitlines() if SECRET.search(line)]


@pytest.mark.parametrize(
    "line",
    [
        "key: sk-proj-1",
        "Authorization: x",
        "- Bearer x",
        "org-x",
        "model: /home/a/b.gguf",
        "'C:\\x",
    ],
)
def test_a_secret_or_a_path_would_be_found(line: str) -> None:
    assert SECRET.search(line)


@each
def test_a_cassette_says_what_answered(file: Path) -> None:
    header = yaml.safe_load(file.read_text("utf-8"))["metadata"]
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", header.pop("recorded"))
    if header["address"] == LOCAL_ADDRESS:
        known = default_model()
        assert header.pop("server").startswith("xllamacpp 20")
        assert header == {
            "address": LOCAL_ADDRESS,
            "file": known.file,
            "model": f"llamacpp/{known.id}",
            "sha256": known.sha256,
        }
        assert SHA256.fullmatch(known.sha256)
    else:
        assert header.keys() == {"address", "model"}
        assert urlsplit(header["address"]).hostname
        assert "/" in header["model"]


@each
def test_a_cassette_keeps_only_what_is_allowed(file: Path) -> None:
    cassette = yaml.safe_load(file.read_text("utf-8"))
    address = f"{cassette['metadata']['address']}/chat/completions"
    assert cassette["interactions"]
    for interaction in cassette["interactions"]:
        request, response = interaction["request"], interaction["response"]
        assert (request["method"], request["uri"]) == ("POST", address)
        assert request["headers"].keys() <= REQUEST_HEADERS
        assert response["headers"].keys() <= RESPONSE_HEADERS
        assert request["body"].keys() >= {"model", "messages"}
        assert response["body"].keys() <= FIELDS
        assert response["body"].get("usage", {}).keys() <= COUNTS


@each
def test_a_cassette_is_readable(file: Path) -> None:
    text = file.read_text("utf-8")
    assert "!!" not in text
    assert not re.search(r"\\u[0-9a-f]{4}", text, re.IGNORECASE)
