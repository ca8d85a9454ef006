import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# for the modules that tests share, however pytest imports this file
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from commands import EXAMPLES, Command  # noqa: E402 - found by the path above

from loopback import Answer, Loopback, Received, chat, failure  # noqa: E402 - likewise

NOTHING = {"sources": [], "claims": [], "quotes": [], "synopsis": []}


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    """A server that reads the story of the harbour perfectly, and sees nothing in other texts."""
    pointing = json.loads((EXAMPLES / "harbour.pointing.json").read_text("utf-8"))

    def reply(received: Received) -> Answer:
        if "response_format" not in received.body:
            return failure(400)
        match received.body["response_format"]["json_schema"]["name"]:
            case "ArticleForm":
                is_story = "fuel barge" in json.dumps(received.body["messages"])
                return chat(pointing if is_story else NOTHING, usage=(1000, 200))
            case _:
                return chat({"ok": True})

    server = Loopback()
    server.reply = reply
    yield server
    server.close()


@pytest.fixture
def command(loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command line, with nothing of this machine's in its environment."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    environment = {
        "OPENAI_API_KEY": "not-a-key",
        "OPENAI_BASE_URL": loopback.url,
        "SUMMARIZER_MODEL": "openai/x",
        "SUMMARIZER_CACHE_DIR": str(tmp_path / "cache"),
        "SUMMARIZER_MODEL_DIR": str(tmp_path / "models"),
        "SUMMARIZER_MAX_TRIES": "1",
        "COLUMNS": "100",
        "TERM": "xterm",
    }
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "SUMMARIZER_API_KEY", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return Command()
