"""Model files on disk: where they are, and proof that they are the right ones."""

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

from ...errors import ConfigurationError, ModelMissingError
from .manifest import KnownModel, default_model

__all__ = ["KnownModel", "default_model", "file_sha256", "missing_model", "model_path", "verify"]


def model_path(model_dir: Path, model: KnownModel) -> Path:
    """Return where the model's file belongs, whether it is there or not."""
    return model_dir / model.file


def missing_model(path: Path) -> ModelMissingError:
    """Make the error for a model file that is not there."""
    return ModelMissingError(
        f"there is no model file {path}", hint="`summarizer model fetch` gets the default model"
    )


def verify(path: Path, model: KnownModel) -> bool:
    """Whether the file is there and is, byte for byte, the model."""
    try:
        if path.stat().st_size != model.size:
            return False  # spares hashing a gigabyte
    except OSError:
        return False
    return file_sha256(path) == model.sha256


def file_sha256(path: Path) -> str:
    """Return the hex SHA-256 of a model file; hashed once, then remembered beside it.

    Raises:
        ModelMissingError: if there is no such file.
        ConfigurationError: if it cannot be read.
    """
    try:
        before = _stamp(path)
        known = _recall(path)
        if known is not None and known[:2] == before:
            return known[2]
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if _stamp(path) == before:  # else somebody wrote to it meanwhile
            _remember(path, *before, digest)
    except FileNotFoundError as error:
        raise missing_model(path) from error
    except OSError as error:
        raise ConfigurationError(
            f"cannot read the model file {path}: {error.strerror}",
            hint="check that it is a file and who may read it",
        ) from error
    return digest


def _stamp(path: Path) -> tuple[int, int]:
    """Size and time of the last change: what tells one state of a file from another."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _memory(path: Path) -> Path:
    return path.with_name(f".{path.name}.sha256.json")


def _recall(path: Path) -> tuple[int, int, str] | None:
    """What was remembered of a file; anything odd is nothing."""
    try:
        memory: object = json.loads(_memory(path).read_bytes())
    except (OSError, ValueError):
        return None
    match memory:
        case {"size": int(size), "mtime_ns": int(mtime_ns), "sha256": str(digest)}:
            return size, mtime_ns, digest
        case _:
            return None


def _remember(path: Path, size: int, mtime_ns: int, digest: str) -> None:
    """Write the hash beside the file; where that is forbidden, it is simply hashed again."""
    text = json.dumps({"size": size, "mtime_ns": mtime_ns, "sha256": digest})
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=_memory(path).name)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(text)
            Path(name).replace(_memory(path))
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
