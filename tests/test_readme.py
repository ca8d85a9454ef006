"""The README's Python runs, and prints what stands below it."""

import re
from pathlib import Path

import pytest

from loopback import Loopback, chat

ROOT = Path(__file__).parents[1]
BLOCKS = re.findall(
    r"```python\n(.*?)```\n.*?\n```\n(.*?)```",
    (ROOT / "README.md").read_text(encoding="utf-8"),
    re.DOTALL,
)


def test_the_readme_has_examples() -> None:
    assert len(BLOCKS) == 2


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_readme_examples_print_what_the_readme_says(
    number: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pointing = (ROOT / "examples" / "harbour.pointing.json").read_text(encoding="utf-8")
    article = (ROOT / "examples" / "harbour.txt").read_text(encoding="utf-8")
    (tmp_path / "article.txt").write_text(article, encoding="utf-8")
    code, printed = BLOCKS[number]
    server = Loopback()
    try:
        server.say(chat(pointing))
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("OPENAI_API_KEY", "x")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        exec(compile(code, f"README.md, example {number + 1}", "exec"), {})  # noqa: S102
    finally:
        server.close()
    assert printed == capsys.readouterr().out


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("summarize", "doctor", "schema", "cache", "model"):
        assert f"summarizer {command}" in readme
