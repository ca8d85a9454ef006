import signal
import sys
import threading
from pathlib import Path

import pytest
from commands import STORY, Command

from loopback import Answer, Loopback, Received, failure
from summarizer import Settings, Summary
from summarizer.cli.look import Look
from summarizer.cli.run import Run


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ on Windows")
@pytest.mark.usefixtures("command")
def test_an_interrupt_keeps_what_was_finished(
    loopback: Loopback, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    original = loopback.reply
    leave = threading.Event()
    main_thread = threading.main_thread().ident
    assert main_thread is not None

    def reply(received: Received) -> Answer:
        if "Nothing is slow" in str(received.body):
            signal.pthread_kill(main_thread, signal.SIGINT)
            leave.wait(60)
            return failure(503)
        return original(received)

    loopback.reply = reply
    Path("slow").write_text("Nothing is slow.", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    one_by_one = Settings(concurrency=1)
    with pytest.raises(KeyboardInterrupt):
        Run([str(STORY), "slow", str(STORY)], one_by_one).to(out, Look("jsonl", is_line=True))
    leave.set()
    (line,) = out.read_text("utf-8").splitlines()
    assert Summary.model_validate_json(line).article.id == str(STORY)
    assert "summarizer: interrupted: 2 of 3 files are left" in capsys.readouterr().err


def test_the_version_is_told(command: Command) -> None:
    assert command("--version").stdout.startswith("summarizer ")
