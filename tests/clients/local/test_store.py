import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer.clients.local.store import (
    default_model,
    file_sha256,
    model_path,
    verify,
)
from summarizer.errors import ConfigurationError, ModelMissingError

DATA = b"GGUF and so on"
DIGEST = hashlib.sha256(DATA).hexdigest()
MODEL = replace(default_model(), file="m.gguf", size=len(DATA), sha256=DIGEST)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = model_path(tmp_path, MODEL)
    path.write_bytes(DATA)
    return path


def test_a_file_is_hashed_once_and_remembered_beside_it(path: Path) -> None:
    assert file_sha256(path) == DIGEST
    (memory,) = set(path.parent.iterdir()) - {path}
    planted = json.loads(memory.read_text()) | {"sha256": "remembered"}
    memory.write_text(json.dumps(planted))
    assert file_sha256(path) == "remembered"


def test_a_changed_file_is_hashed_again(path: Path) -> None:
    file_sha256(path)
    path.write_bytes(DATA + b"!")
    assert file_sha256(path) == hashlib.sha256(DATA + b"!").hexdigest()


@pytest.mark.parametrize("junk", ["", "[]", '{"size": 14}', "\x00"])
def test_a_broken_memory_is_no_memory(path: Path, junk: str) -> None:
    path.with_name(".m.gguf.sha256.json").write_text(junk)
    assert file_sha256(path) == DIGEST


def test_a_memory_that_cannot_be_written_is_no_error(path: Path) -> None:
    memory = path.with_name(".m.gguf.sha256.json")
    memory.mkdir()  # as good as a read-only folder, also for root
    assert file_sha256(path) == DIGEST
    assert set(path.parent.iterdir()) == {path, memory}


def test_a_missing_file_names_the_command_that_gets_it(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="summarizer model fetch"):
        file_sha256(tmp_path / "none.gguf")


def test_a_folder_is_no_model_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot read the model file"):
        file_sha256(tmp_path)


def test_only_the_very_file_is_the_model(path: Path) -> None:
    assert verify(path, MODEL)
    path.write_bytes(DATA[::-1])
    assert not verify(path, MODEL)
    path.write_bytes(DATA[:-1])
    assert not verify(path, MODEL)
    path.unlink()
    assert not verify(path, MODEL)
