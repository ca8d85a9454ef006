"""How `make audit` judges what pip-audit says; the service itself is not asked here."""

import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
EXCEPTIONS = [{"package": "old", "ids": ["CVE-1", "GHSA-1"]}]
UNKNOWN = {"name": "odd", "skip_reason": "not found"}
OURS = {"name": "summarizer", "skip_reason": "not found"}


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["audit"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def package(name: str, *ids: str, fixed: tuple[str, ...] = ()) -> dict[str, Any]:
    vulns = [{"id": ids[0], "aliases": list(ids[1:]), "fix_versions": list(fixed)}] if ids else []
    return {"name": name, "version": "1.0", "vulns": vulns}


def test_packages_without_an_advisory_pass(audit: ModuleType) -> None:
    assert audit.judge([package("new"), OURS], EXCEPTIONS) == audit.Verdict(1)


def test_an_advisory_is_a_problem(audit: ModuleType) -> None:
    verdict = audit.judge([package("new", "CVE-2", fixed=("1.1",)), package("more")], EXCEPTIONS)
    assert verdict.problems == ("new 1.0: CVE-2, mended in 1.1",)


@pytest.mark.parametrize("ids", [("CVE-1",), ("PYSEC-1", "GHSA-1")])
def test_an_advisory_that_is_explained_is_told_only(
    audit: ModuleType, ids: tuple[str, ...]
) -> None:
    verdict = audit.judge([package("old", *ids)], EXCEPTIONS)
    assert verdict == audit.Verdict(1, excepted=(f"old 1.0: {ids[0]}",))


def test_an_explanation_holds_for_its_own_package_and_advisory_only(audit: ModuleType) -> None:
    verdict = audit.judge([package("other", "CVE-1"), package("old", "CVE-2")], EXCEPTIONS)
    assert len(verdict.problems) == 2


def test_a_package_that_is_not_found_is_a_problem(audit: ModuleType) -> None:
    verdict = audit.judge([package("new"), UNKNOWN], EXCEPTIONS)
    assert verdict.is_reached
    assert verdict.problems == ("odd could not be audited: not found",)


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ([package("new")], (0, 0)),
        ([package("new", "CVE-2")], (1, 1)),
        ([package("new"), UNKNOWN], (1, 1)),
        ([UNKNOWN, UNKNOWN, OURS], (1, 0)),  # a mirror without advisories finds no package
        ([], (1, 0)),
    ],
)
def test_only_a_service_that_answers_for_nothing_is_forgiven(
    audit: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    said: list[dict[str, Any]],
    codes: tuple[int, int],
) -> None:
    monkeypatch.setattr(audit, "ask", lambda _: said)
    assert (audit.main(["packages"]), audit.main(["--if-reachable", "packages"])) == codes
    assert ("not audited here" in capsys.readouterr().out) is (codes == (1, 0))


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("print('{\"dependencies\": [1]}'); sys.exit(1)", [1]),
        ("sys.exit('requests.exceptions.ConnectionError: no')", []),
        ("sys.exit('Tip: your network may be blocking this service.')", []),
        ("sys.exit('KeyError: 1')", None),
    ],
)
def test_a_service_that_cannot_be_reached_is_told_from_a_tool_that_fails(
    audit: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    script: str,
    expected: list[int] | None,
) -> None:
    (tmp_path / "pip_audit.py").write_text(f"import sys\n{script}\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    if expected is None:
        with pytest.raises(RuntimeError, match="KeyError"):
            audit.ask("packages")
    else:
        assert list(audit.ask("packages")) == expected


def test_every_exception_says_why_and_names_its_proof() -> None:
    exceptions = tomllib.loads((ROOT / ".ci" / "advisories.toml").read_text("utf-8"))["exception"]
    assert {e["package"] for e in exceptions} == {"diskcache"}
    for exception in exceptions:
        assert exception["ids"]
        assert len(exception["reason"]) > 100
        assert exception["proof"]
        for file in exception["proof"]:
            assert "def test_" in (ROOT / file).read_text("utf-8")
