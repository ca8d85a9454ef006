"""Where results go: standard output, or a file that is replaced as a whole."""

import io
import os
import secrets
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO, cast

from ..errors import ConfigurationError

__all__ = ["Output", "abandon_stdout", "unwritable"]

_HINT = "answers that were paid for are in the cache, unless it is off"


class Output:
    """Takes results one by one. A file appears, or changes, only at the end, with all of them.

    Nothing is written if there was no result; what was there before then stays.
    """

    def __init__(self, path: Path | None) -> None:
        """Describe the output.

        Args:
            path: the file; None: standard output.
        """
        self._path = path
        self._temporary: Path | None = None
        self._stream: TextIO | None = None
        self._n_results = 0
        self._is_broken = False

    def __enter__(self) -> Self:
        """Open what is written to, so that a fault shows before money is spent.

        Raises:
            ConfigurationError: it cannot be written.
        """
        if self._path is None:
            self._stream = _stdout()
            return self
        try:
            self._path = self._path.resolve()  # a link stays one
            if self._path.exists() and not self._path.is_file():
                self._stream = self._path.open("w", encoding="utf-8", newline="\n")  # /dev/null
            else:
                # by chance: in a container, one that was killed may have had the same number
                unique = secrets.token_hex(4)
                temporary = self._path.with_name(f".{self._path.name}.{unique}.tmp")
                self._stream = temporary.open("x", encoding="utf-8", newline="\n")
                self._temporary = temporary
        except OSError as error:
            raise self._fault(error) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._path is None or self._stream is None:
            return
        try:
            self._close(self._path, self._stream)
        except OSError as fault:
            raise self._fault(fault) from fault
        finally:
            if self._temporary is not None:
                with suppress(OSError):
                    self._temporary.unlink(missing_ok=True)

    @property
    def stream(self) -> TextIO:
        """What `write` writes to: its width and colours count for how a result looks."""
        return self._stream or sys.stdout

    def write(self, text: str) -> None:
        """Write one result.

        Raises:
            BrokenPipeError: whoever read standard output went away.
            ConfigurationError: it cannot be written.
        """
        try:
            self.stream.write(text)
            self.stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            self._is_broken = True
            if self._path is None:
                abandon_stdout()
            raise self._fault(error) from error
        self._n_results += 1

    def _close(self, path: Path, stream: TextIO) -> None:
        if self._temporary is None or self._is_broken or not self._n_results:
            with suppress(OSError):  # of a full disk, told before
                stream.close()
            return
        with stream:
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, self._temporary)
        self._temporary.replace(path)

    def _fault(self, error: OSError) -> ConfigurationError:
        return unwritable(self._path or "standard output", error, hint=_HINT)


def unwritable(place: object, error: OSError, *, hint: str) -> ConfigurationError:
    """Return the error of a file, or of standard output, that cannot be written."""
    why = error.strerror or type(error).__name__
    return ConfigurationError(f"{place} cannot be written: {why}.", hint=hint)


def abandon_stdout() -> None:
    """Let what is still to be written to standard output go nowhere, without a word.

    Python flushes it once more at its end, and would print the same error again.
    """
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _stdout() -> TextIO:
    stream: object = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        wrapper = cast("io.TextIOWrapper[io.BufferedWriter]", stream)
        if wrapper.isatty():
            wrapper.reconfigure(errors="replace")  # a terminal without our characters
        else:
            wrapper.reconfigure(encoding="utf-8", newline="\n")  # JSON is UTF-8 everywhere
    return sys.stdout
