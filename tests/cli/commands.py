"""The command line as tests run it: in this process, or as a real one."""

import os
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner, Result

from summarizer.cli import app

EXAMPLES = Path(__file__).parents[2] / "examples"
STORY = EXAMPLES / "harbour.txt"


class Command:
    """Runs `summarizer` with arguments."""

    def __call__(self, *arguments: str | Path, stdin: bytes | None = None) -> Result:
        """Run in this process: stdout and stderr apart, an exception of ours is a failed test."""
        result = CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def start(
        self, *arguments: str | Path, stdin: int | None = subprocess.DEVNULL, **streams: int
    ) -> "subprocess.Popen[bytes]":
        """Start a real process."""
        command = [sys.executable, "-m", "summarizer", *map(str, arguments)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams
        return subprocess.Popen(  # noqa: S603 - our own arguments
            command, stdin=stdin, stdout=pipes["stdout"], stderr=pipes["stderr"], env=os.environ
        )
