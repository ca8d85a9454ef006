from pathlib import Path
from typing import TextIO

import pytest
from commands import Command

from summarizer import Settings, Summary
from summarizer.cli.look import Look
from summarizer.cli.run import Run


class _Interrupted(Look):
    """Is interrupted while it shows the second result, as by Ctrl-C."""

    shown = 0

    def show(self, summary: Summary, stream: TextIO) -> str:
        type(self).shown += 1
        if self.shown == 2:
            raise KeyboardInterrupt
        return super().show(summary, stream)


@pytest.mark.usefixtures("command")
def test_an_interrupt_loses_nothing_that_was_finished(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in "abc":
        Path(name).write_text("Nothing.", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        Run(["a", "b", "c"], Settings(concurrency=1)).to(out, _Interrupted("jsonl"))
    lines = out.read_text("utf-8").splitlines()
    ids = [Summary.model_validate_json(line).article.id for line in lines]
    assert ids in (["a", "b"], ["a", "b", "c"])
    left = "summarizer: interrupted: 1 of 3 files are left\n"
    assert capsys.readouterr().err.endswith(left) == (len(ids) == 2)


def test_the_version_is_told(command: Command) -> None:
    assert command("--version").stdout.startswith("summarizer ")
