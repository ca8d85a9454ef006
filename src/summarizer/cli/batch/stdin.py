"""Standard input that can be left: a pipe may stay open for ever without giving anything."""

import io
import os
import select
import sys
import threading
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["stdin_until"]

_LOOK_S = 0.2


def stdin_until(stopped: threading.Event) -> AbstractContextManager[BinaryIO]:
    """Return standard input; once `stopped` is set, it is at its end.

    Else the thread that reads would keep the process alive until somebody writes to the pipe.
    """
    with suppress(OSError, ValueError):  # it is no file of the system: a test's, a notebook's
        number = sys.stdin.fileno()
        if sys.platform != "win32":  # which can only wait for sockets
            return cast("BinaryIO", io.BufferedReader(_Leaving(number, stopped)))
    return nullcontext(sys.stdin.buffer)


class _Leaving(io.RawIOBase):
    def __init__(self, number: int, stopped: threading.Event) -> None:
        self._number = number
        self._stopped = stopped

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        while not self._stopped.is_set():
            if select.select([self._number], [], [], _LOOK_S)[0]:
                return os.readv(self._number, [buffer])
        return 0
