"""A server as a child process: its address, its complaints, its end."""

import contextlib
import os
import re
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from typing import IO, Final, cast

__all__ = ["Child"]

_GRACE_S: Final = 0.5  # a child that was told to end ends within milliseconds
_LLAMA_ERROR = re.compile(r"^[\d.]+ E (.+)$", re.MULTILINE)


class Child:
    """One run of the server. It ends when its standard input does, so it cannot outlive us."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start it.

        Raises:
            OSError: if the command cannot be run.
        """
        self._owner = os.getpid()
        self._ending = threading.Lock()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the child; has no name
        try:
            # a session of its own: Ctrl-C in the terminal reaches us alone, and we end the child
            self._process = subprocess.Popen(  # noqa: S603 - no shell
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._log,
                start_new_session=True,
            )
        except BaseException:
            self._log.close()
            raise
        # there are pipes, since we asked for them
        self._input = cast("IO[bytes]", self._process.stdin)
        self._output = cast("IO[bytes]", self._process.stdout)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it has not ended, by itself or by us."""
        return self._process.poll() is None

    def first_line(self) -> str:
        """Wait for the line that it prints first; empty if it ended before."""
        try:
            line = self._output.readline()
        except ValueError:  # closed meanwhile
            return ""
        return line.decode(errors="replace").strip()

    def complaint(self) -> str:
        """Wait for its end, and tell how it ended: exit code and what it logged about it."""
        try:
            code = str(self._process.wait(_GRACE_S))
        except subprocess.TimeoutExpired:
            code = "none yet"
        if self._log.closed:
            return f"exit code {code}"
        self._log.seek(0)
        text = self._log.read().decode(errors="replace")
        error = _LLAMA_ERROR.search(text)  # the first is the cause, the others follow from it
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        said = error[1] if error else lines[-1] if lines else "no log"
        return f"exit code {code}: {said[:300]}"

    def end(self) -> None:
        """End it and free everything; blocks for half a second at most. Safe to call again."""
        if os.getpid() != self._owner:
            return  # after a fork the child is our parent's, not ours
        with self._ending:
            with contextlib.suppress(OSError):
                self._input.close()
            try:
                self._process.wait(_GRACE_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._output.close()
            self._log.close()
