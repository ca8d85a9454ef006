"""One writer at a time, also across processes; a crash frees the lock."""

import contextlib
import os
import sys
from collections.abc import Generator
from pathlib import Path

__all__ = ["exclusively"]


@contextlib.contextmanager
def exclusively(path: Path) -> Generator[None]:
    """Hold a lock file for the length of the block, and remove it after.

    Raises:
        BlockingIOError: if somebody else holds it.
    """
    handle = _locked(path)
    try:
        yield
    finally:
        if sys.platform == "win32":
            os.close(handle)  # an open file cannot be removed there
            with contextlib.suppress(OSError):
                path.unlink()
        else:
            path.unlink(missing_ok=True)
            os.close(handle)


def _locked(path: Path) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
            # its last holder may have removed it after we opened it: then we hold a lock on nothing
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - exists on Windows only

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error
    else:
        import fcntl  # noqa: PLC0415 - does not exist on Windows

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
