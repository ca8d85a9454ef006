import io
import sys

import pytest

from summarizer.cli.progress import Silence, bar, report


class Clock:
    """A clock that goes on only when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_long_article_is_told_of_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    with report(1, quiet=False, clock=clock) as shown:
        for second in range(40):
            clock.now = float(second)
            shown.advance("a.txt", second, 40)
        with shown.paused():
            pass
        shown.finish("a.txt")
    assert capsys.readouterr().err.splitlines() == [
        "summarizer: a.txt: 15 of 40 answers",
        "summarizer: a.txt: 30 of 40 answers",
    ]


def test_of_several_articles_each_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with report(2, quiet=False, clock=Clock()) as shown:
        shown.finish("a.txt")
        shown.finish("b.txt")
    assert capsys.readouterr().err.splitlines() == [
        "summarizer: 1 of 2 done: a.txt",
        "summarizer: 2 of 2 done: b.txt",
    ]


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    with report(2, quiet=True) as shown:
        assert isinstance(shown, Silence)
        shown.advance("a.txt", 1, 2)
        with shown.paused():
            shown.finish("a.txt")
    assert capsys.readouterr() == ("", "")


def test_a_terminal_gets_bars_that_make_way_for_results(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with report(2, quiet=False) as shown:
        shown.advance("[bold]a\x1b[5m.txt", 1, 2)
        shown.advance("[bold]a\x1b[5m.txt", 2, 2)
        with shown.paused():
            paused_at = terminal.tell()
        shown.finish("[bold]a\x1b[5m.txt")
        shown.finish("never begun")
    text = terminal.getvalue()
    assert "[bold]a[5m.txt" in text[:paused_at]
    assert "\x1b[5m" not in text


def test_bytes_are_told_on_a_terminal_and_elsewhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = Clock()
    with bar("tiny", clock=clock) as progress:
        progress(0, 90_000_000)
        clock.now = 20.0
        progress(45_000_000, 90_000_000)
    assert capsys.readouterr().err == "summarizer: tiny: 45 of 90 MB\n"
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with bar("tiny") as progress:
        progress(45_000_000, 90_000_000)
    assert "tiny" in terminal.getvalue()
    assert "50 %" in terminal.getvalue()
