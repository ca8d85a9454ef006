"""Several processes at one cache, some of them killed: nothing is lost, and no reply is wrong."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sharing import N_KILLED, N_PROCESSES, N_SHARED

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs fork and kill -9")


def run(mode: str, folder: Path) -> dict[str, object]:
    script = Path(__file__).with_name("sharing.py")
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-W", "error", str(script), mode, str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    # standard error holds the warnings as well, by Python's handler of last resort
    assert (done.returncode, done.stderr) == (0, "")
    return dict(json.loads(done.stdout))


def test_processes_write_and_read_one_cache_at_once(tmp_path: Path) -> None:
    assert run("together", tmp_path) == {"codes": [0] * N_PROCESSES, "kept": N_SHARED}


def test_a_process_killed_at_any_moment_leaves_a_sound_store(tmp_path: Path) -> None:
    seen = run("killed", tmp_path)
    assert seen["ends"] == [signal.SIGKILL] * N_KILLED
    assert (seen["wrong"], seen["verdict"]) == (0, "ok")
    assert isinstance(seen["grew"], int)
    assert seen["grew"] >= N_KILLED // 2  # half of them were killed while they wrote
