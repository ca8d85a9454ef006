"""A disk that is full before or during a run: one warning, and the endpoint answers.

A small disk of its own is mounted where the machine lets an ordinary process do that (Linux with
user namespaces); everywhere else the full disk is simulated by the size that a file may have.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FILLING = Path(__file__).with_name("filling.py")
PATHS = os.pathsep.join([*sys.path, *(str(FILLING.parents[n]) for n in range(3))])
MOUNT = 'mount -t tmpfs -o size="$1" none "$2" && shift && shift && exec "$@"'


def run(*command: str) -> list[dict[str, int]]:
    done = subprocess.run(  # noqa: S603 - our own code
        command,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": PATHS},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return list(json.loads(done.stdout))


def filling(folder: Path, *limit: str) -> list[str]:
    return [sys.executable, "-W", "error", str(FILLING), str(folder), *limit]


def in_namespace(*command: str) -> list[str]:
    return ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", MOUNT, "sh", *command]


def can_mount(folder: Path) -> bool:
    if shutil.which("unshare") is None:
        return False
    command = in_namespace("16k", str(folder), "true")
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 - our own


@pytest.mark.parametrize("size", ["500k", "100k", "16k"])
def test_a_disk_that_runs_full_is_missed_with_one_warning(tmp_path: Path, size: str) -> None:
    if not can_mount(tmp_path):
        pytest.skip("this machine lets no process mount a disk of its own")
    first, second = run(*in_namespace(size, str(tmp_path), *filling(tmp_path)))
    assert first == second == {"asked": 60, "wrong": 0, "warnings": 1}


def test_a_file_that_may_not_grow_is_missed_with_one_warning(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    first, second = run(*filling(tmp_path, "400000"))
    assert first == {"asked": 60, "wrong": 0, "warnings": 1}
    assert second["hit"] > 0  # what fitted in
    assert second["hit"] + second["asked"] == 60
    assert (second["wrong"], second["warnings"]) == (0, 1)
