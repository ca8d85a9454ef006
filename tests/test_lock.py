import subprocess
import sys
from pathlib import Path

import pytest

from summarizer import lock
from summarizer.lock import exclusively

OTHER_PROCESS = """
import sys
from pathlib import Path
from summarizer.lock import exclusively
try:
    with exclusively(Path(sys.argv[1])):
        print("locked")
except BlockingIOError:
    print("busy")
"""


def ask_another_process(path: Path) -> str:
    command = [sys.executable, "-c", OTHER_PROCESS, str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603 - our own script


def test_a_lock_keeps_other_processes_out_until_it_is_freed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with exclusively(path):
        assert ask_another_process(path) == "busy"
    assert ask_another_process(path) == "locked"


def test_a_lock_leaves_no_file(tmp_path: Path) -> None:
    with exclusively(tmp_path / "lock"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_lock_keeps_its_own_process_out_too(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with exclusively(path), pytest.raises(BlockingIOError), exclusively(path):
        pass


def test_a_file_left_by_a_crash_is_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.touch()
    with exclusively(path):
        assert ask_another_process(path) == "busy"


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_a_lock_file_removed_by_its_last_holder_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lock"
    real = lock._lock

    def last_holder_leaves_first(handle: int) -> None:
        monkeypatch.setattr(lock, "_lock", real)
        real(handle)
        path.unlink()

    monkeypatch.setattr(lock, "_lock", last_holder_leaves_first)
    with exclusively(path):
        assert ask_another_process(path) == "busy"
