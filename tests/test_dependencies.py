"""`docs/dependencies.md`: what it names is there; what it says of imports and versions is so."""

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

import summarizer

ROOT = Path(__file__).parents[1]
SOURCES = Path(summarizer.__file__).parent
PAGE = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
FILES = sorted(set(re.findall(r"`((?:tests|clients|\.ci)/[\w/.]+\.(?:py|toml))`", PAGE)))
ROW = re.compile(r"\|(?: [^|]+ \|)+")
VERSION = re.compile(r"\b(\w+) (\d[\d.]*\d)\b")

KNOWN_TO = {
    "aiolimiter": {"clients/pace.py"},
    "backports": {"cli/batch/unpacking.py"},
    "diskcache": {"clients/disk.py"},
    "genai_prices": {"clients/price.py"},
    "httpx2": {"clients/fault.py", "clients/transport.py", "clients/wire.py", "jobs/remote.py"},
    "instructor": {"clients/exchange.py"},
    "jinja2": {"core/ask/prompt.py"},
    "openai": {
        "clients/exchange.py",
        "clients/fault.py",
        "clients/transport.py",
        "clients/wire.py",
        "jobs/remote.py",
    },
    "pyarrow": {"formats/arrow.py", "formats/parquet.py"},
    "tenacity": {"clients/retry.py"},
}


def imported(file: Path) -> Iterator[str]:
    """The packages that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]


def requirements() -> dict[str, Requirement]:
    """All that is required, for use, for the engine and for the tests, by name."""
    project = PROJECT["project"]
    groups = [
        project["dependencies"],
        *project["optional-dependencies"].values(),
        [one for one in PROJECT["dependency-groups"]["test"] if isinstance(one, str)],
    ]
    found = [Requirement(text) for group in groups for text in group]
    return {one.name: one for one in found}


@pytest.mark.parametrize(("file", "name"), NAMED, ids=lambda value: Path(value).stem)
def test_every_test_that_the_page_names_is_there(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    assert name in {node.name for node in tree.body if isinstance(node, functions)}


@pytest.mark.parametrize("file", FILES)
def test_every_file_that_the_page_names_is_there(file: str) -> None:
    folder = SOURCES if file.startswith("clients/") else ROOT
    assert (folder / file).is_file()


def test_every_row_says_what_holds_it() -> None:
    parts = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    for part in parts:
        _, _, *rows = [line for line in part.splitlines() if line.startswith("|")]
        title = part.partition("\n")[0]
        assert rows, title
        n_cells = 2 if title == "What does not reach us" else 3
        for row in rows:
            cells = [cell.strip() for cell in row.strip("|").split(" | ")]
            assert len(cells) == n_cells, row
            assert all(cells), row
            assert n_cells == 2 or "::test_" in cells[2], row
    assert len(NAMED) > 80


def test_every_row_of_the_faults_that_the_page_names_is_there() -> None:
    faults = (ROOT / "docs" / "faults.md").read_text("utf-8")
    found = re.findall(r"test_a_row_of_the_table` \(([^)]+)\)", PAGE)
    names = [name for part in found for name in re.findall(r"`([\w-]+)…?`", part)]
    assert len(names) > 10
    assert [name for name in names if f"| `{name}" not in faults] == []


def test_the_versions_that_were_looked_at_are_allowed() -> None:
    looked_at = PAGE.partition("\n\n**")[0].rpartition("with ")[2]
    versions = dict(VERSION.findall(looked_at))
    assert {"openai", "instructor", "tenacity", "pydantic", "diskcache", "vcrpy"} <= set(versions)
    required = requirements()
    for name, version in versions.items():
        if name in required:  # httpx2 is openai's
            assert version in required[name].specifier, name


def test_versions_have_floors_and_no_pins() -> None:
    required = requirements()
    assert str(required["openai"].specifier) == "<4,>=3"  # the next one may break what we know
    for name, one in required.items():
        operators = {specifier.operator for specifier in one.specifier} - {"<"}
        assert operators == {">="}, name
    assert "2.9" not in required["vcrpy"].specifier
    assert "9.3" not in required["vcrpy"].specifier  # 9.4 hears httpx2


def test_python_is_new_enough_for_all() -> None:
    ours = SpecifierSet(PROJECT["project"]["requires-python"])
    assert "3.10" not in ours
    assert "3.11" in ours
    for name in ("openai", "instructor", "vcrpy", "pydantic", "tenacity"):
        asked = metadata(name)["Requires-Python"]
        assert "3.11" in SpecifierSet(asked), name


@pytest.mark.parametrize("name", KNOWN_TO)
def test_each_dependency_is_known_to_few_modules(name: str) -> None:
    known_to = {
        file.relative_to(SOURCES).as_posix()
        for file in SOURCES.rglob("*.py")
        if name in set(imported(file))
    }
    assert known_to == KNOWN_TO[name]


def test_httpx_is_imported_nowhere() -> None:
    files = [*SOURCES.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    assert len(files) > 200
    assert [file for file in files if "httpx" in set(imported(file))] == []


def test_instructor_is_given_a_form_and_a_policy_only() -> None:
    """No context, hook, cache, timeout or budget: each of them does something else as well."""
    tree = ast.parse((SOURCES / "clients" / "exchange.py").read_text("utf-8"))
    given = {
        ast.unparse(node.func): {keyword.arg for keyword in node.keywords}
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }
    assert given["instructor.patch"] == {"create", "mode"}
    assert given["create"] == {"response_model", "messages", "max_retries"}
