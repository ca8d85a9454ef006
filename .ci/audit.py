"""Hold what is installed against the known advisories.

    python .ci/audit.py [--if-reachable] SITE_PACKAGES

Fails for an advisory that `advisories.toml` does not explain, and for a package that could not be
looked up, which pip-audit alone passes over. With `--if-reachable` it does not fail where the
advisory service answers for no package at all.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OURS = "summarizer"  # not looked up: a package of this name elsewhere is not this one
EXCEPTIONS = Path(__file__).with_name("advisories.toml")

_UNREACHABLE = re.compile(r"Connect(?:ion|Timeout)|ReadTimeout|ProxyError|blocking this service")


@dataclass(frozen=True)
class Verdict:
    """What an audit found out."""

    n_audited: int
    problems: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()

    @property
    def is_reached(self) -> bool:
        """Whether the service answered for anything: one that is not there knows no package."""
        return self.n_audited > 0


def judge(dependencies: Sequence[dict[str, Any]], exceptions: Sequence[dict[str, Any]]) -> Verdict:
    """Judge what pip-audit says of each package."""
    n_audited, problems, excepted = 0, [], []
    known = {(e["package"], id_) for e in exceptions for id_ in e["ids"]}
    for dependency in dependencies:
        name = dependency["name"]
        if name == OURS:
            continue
        if "skip_reason" in dependency:
            problems.append(f"{name} could not be audited: {dependency['skip_reason']}")
            continue
        n_audited += 1
        for found in dependency["vulns"]:
            what = f"{name} {dependency['version']}: {found['id']}"
            if any((name, id_) in known for id_ in (found["id"], *found.get("aliases", ()))):
                excepted.append(what)
            else:
                fixed = ", ".join(found.get("fix_versions", ())) or "no version"
                problems.append(f"{what}, mended in {fixed}")
    return Verdict(n_audited, tuple(problems), tuple(excepted))


def ask(site_packages: str) -> Sequence[dict[str, Any]]:
    """Let pip-audit look up all packages; none if it cannot reach the service.

    Raises:
        RuntimeError: pip-audit failed for another reason.
    """
    command = [sys.executable, "-m", "pip_audit", "--path", site_packages, "--format", "json"]
    done = subprocess.run(  # noqa: S603 - our own command
        [*command, "--aliases", "on", "--progress-spinner", "off"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.stdout.strip():
        return list(json.loads(done.stdout)["dependencies"])
    if _UNREACHABLE.search(done.stderr):
        return ()
    raise RuntimeError(f"pip-audit failed:\n{done.stderr}")


def main(arguments: Sequence[str]) -> int:
    """Audit, tell, and give the exit code."""
    *flags, site_packages = arguments
    exceptions = tomllib.loads(EXCEPTIONS.read_text("utf-8"))["exception"]
    verdict = judge(ask(site_packages), exceptions)
    if not verdict.is_reached:
        print("not audited here: the advisory service cannot be reached")
        return 0 if flags == ["--if-reachable"] else 1
    for line in verdict.excepted:
        print(f"explained in {EXCEPTIONS.name}: {line}")
    for line in verdict.problems:
        print(f"error: {line}")
    print(f"{verdict.n_audited} packages audited, {len(verdict.problems)} problems")
    return 1 if verdict.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
