"""One test's cassette, as the fixture `recording` gives it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from summarizer.settings import Settings

from .cassette import Tape, open_tape, read_header
from .origin import Origin, replayed


class Recording:
    """Plays a cassette to its end each time that it is opened; the first time may record it."""

    def __init__(self, path: Path, origin: Origin | None) -> None:
        """Name the cassette.

        Args:
            path: its file.
            origin: who answers, to record it when it is opened first; None: replay only.
        """
        self.path = path
        self.sent: list[Any] = []
        """The JSON bodies that went out since it was opened last."""
        self.was_opened = False
        self._origin = origin

    @contextmanager
    def opened(self, *, copies: int = 1) -> Iterator[Settings]:
        """Give the settings with which its questions are asked.

        Args:
            copies: how often everything on it is asked; only for what is recorded already.

        Raises:
            CannotOverwriteExistingCassetteException: something else was asked.
        """
        self.was_opened = True
        origin, is_new = self._origin, self._origin is not None
        if origin is None:
            header = read_header(self.path)
            if header is None:
                pytest.fail(f"there is no cassette {self.path.name}: `make record` records it")
            origin = replayed(header)
        assert copies == 1 or not is_new
        with open_tape(self.path, origin.header, base_url=origin.base_url, is_new=is_new) as tape:
            self.sent = tape.sent
            if is_new:
                for key, value in origin.header.items():
                    tape.get_metadata(key, value)
            tape.data *= copies
            try:
                yield origin.settings
            finally:
                _raise_misses(tape)
            if not is_new and tape.unplayed:
                asked = "\n".join(tape.unplayed)
                pytest.fail(f"{self.path.name} holds what was never asked:\n{asked}")
        self._origin = None


def _raise_misses(tape: Tape) -> None:
    """Show what was not on the cassette, instead of what the library made of that."""
    if tape.misses:
        miss = tape.misses[0]
        miss.add_note("A changed prompt? `make record` records all cassettes again.")
        raise miss from None
