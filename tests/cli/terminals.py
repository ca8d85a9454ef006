"""Pseudo-terminals, on which a process is shown as to a person."""

import errno
import os
import struct

import pytest


def terminal(columns: int = 100) -> tuple[int, int]:
    """Return both ends of a new one."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    fcntl, termios = pytest.importorskip("fcntl"), pytest.importorskip("termios")
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    return master, slave


def read_all(master: int) -> str:
    """Read what a process wrote to a terminal that only this process still holds."""
    data = b""
    while True:
        try:
            block = os.read(master, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            block = b""
        if not block:
            os.close(master)
            return data.decode()
        data += block
