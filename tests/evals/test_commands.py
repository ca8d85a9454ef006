"""The commands of `python -m evals`, with a stand-in server for the model's."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from annotating import case_of, drafted, gold_file, perfect, story
from typer.testing import CliRunner, Result

from answering import Script
from evals.__main__ import app
from evals.prediction import Prediction
from evals.run import RunStore
from loopback import Answer, Loopback, Received, chat
from summarizer.core.ask.request import Message, Request
from summarizer.core.ask.wire import KindsForm, TagsForm

ROOT = Path(__file__).parents[2]
TINY = "en-agency-tiny"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of recordings and floors instead of ours, and a gold of one story."""
    gold = gold_file(tmp_path)
    monkeypatch.setattr("evals.commands.hold.GOLD", gold)
    replies = tmp_path / "replies"
    monkeypatch.setattr("evals.commands.hold.REPLIES", replies)
    monkeypatch.setattr("evals.commands.hold.FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr("evals.commands.measure.REPLIES", replies)
    (tmp_path / "m.gguf").write_bytes(b"weights")
    return tmp_path


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A server that says that everything is Dana Wirth's."""

    def reply(received: Received) -> Answer:
        name = received.body["response_format"]["json_schema"]["name"]
        form = {"TagsForm": TagsForm, "KindsForm": KindsForm}[name]
        messages = tuple(Message(m["role"], m["content"]) for m in received.body["messages"])
        answer = Script(who={"": "Dana Wirth"})(Request("x", messages, form, 9))
        return chat(answer.model_dump_json(), usage=(100, 10))

    server = Loopback()
    server.reply = reply
    yield server
    server.close()


def evals(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def recorded(folder: Path, server: Loopback, *more: str) -> Result:
    model = ("--model", str(folder / "m.gguf"), "--server", "stand-in 1")
    return evals("record", "--address", server.url, *model, *more)


def test_from_nothing_to_floors_that_hold(folder: Path, server: Loopback) -> None:
    nothing = evals("floors")
    assert (nothing.exit_code, nothing.stdout) == (1, "")
    assert "Nothing is recorded" in nothing.stderr
    assert (
        recorded(folder, server).stderr == "Nothing is recorded yet. (name stories: --story ID)\n"
    )

    result = recorded(folder, server, "--story", TINY)
    assert result.exit_code == 0, result.stderr
    assert re.search(rf"^{TINY}: reply 1 \(tags\.v1\) 100 in 10 out$", result.stderr, re.MULTILINE)
    n_asked = len(server.received)
    assert recorded(folder, server).stderr == f"{TINY}: {n_asked} replies kept, 0 new, 0 dropped\n"
    assert len(server.received) == n_asked

    shut = evals("floors")
    assert (shut.exit_code, "There are no floors yet" in shut.stderr) == (1, True)
    assert evals("floors", "--update").stderr == "written: floors.json\n"
    held = evals("floors")
    assert (held.exit_code, held.stderr) == (0, "the floors hold\n")
    assert re.search(r"^input_tokens +lower +\d+ +\d+$", held.stdout, re.MULTILINE)


def test_a_floor_that_fell_and_is_lowered(folder: Path, server: Loopback) -> None:
    recorded(folder, server, "--story", TINY)
    evals("floors", "--update")
    file = folder / "floors.json"
    floors = json.loads(file.read_text("utf-8"))
    floors["figures"]["output_tokens"]["value"] -= 1
    file.write_text(json.dumps(floors), "utf-8")
    before = file.read_bytes()

    fallen = evals("floors")
    assert fallen.exit_code == 1
    assert "output_tokens is " in fallen.stderr
    for arguments in (("--update",), ("--lower", "output_tokens")):
        refused = evals("floors", *arguments)
        assert (refused.exit_code, file.read_bytes()) == (1, before)
    assert evals("floors", "--lower", "output_tokens", "--because", "a test").exit_code == 0
    assert json.loads(file.read_text("utf-8"))["lowered"][0]["because"] == "a test"
    assert evals("floors").exit_code == 0


def test_floors_of_a_broken_recording_are_not_written(folder: Path, server: Loopback) -> None:
    recorded(folder, server, "--story", TINY)
    path = folder / "replies" / f"{TINY}.jsonl"
    path.write_text("\n".join(path.read_text("utf-8").split("\n")[:-2]), "utf-8")
    result = evals("floors", "--update")
    assert (result.exit_code, "record again with `python -m evals record`" in result.stderr) == (
        1,
        True,
    )
    assert not (folder / "floors.json").exists()


def test_an_unknown_story_is_told(folder: Path, server: Loopback) -> None:
    result = recorded(folder, server, "--story", "xx")
    assert (result.exit_code, result.stderr) == (
        1,
        "The gold has no xx. (ids are in evals/gold)\n",
    )


def test_interrupted_recording_says_that_it_goes_on(
    folder: Path, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("evals.commands.hold.Recorder.record", interrupt)
    result = recorded(folder, server, "--story", TINY)
    assert (result.exit_code, "goes on from there" in result.stderr) == (130, True)


def test_errors_of_recorded_replies(folder: Path, server: Loopback) -> None:
    recorded(folder, server, "--story", TINY)
    result = evals("errors", "--recorded", "--data", str(folder / "gold.jsonl"))
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith(f"== {TINY}: ")


@pytest.fixture
def runs(folder: Path) -> tuple[str, ...]:
    """The options that mean results of two systems over the tiny story."""
    case = case_of(folder)
    store = RunStore(folder / "runs" / "gold")
    store.add("ours", case, perfect(story()))
    store.add("mine", case, Prediction(id=case.id))
    return ("--data", str(folder / "gold.jsonl"), "--runs", str(folder / "runs"))


def test_a_table_of_results(runs: tuple[str, ...], tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    result = evals("table", *runs, "--json", str(figures), "--split", "dev")
    assert result.stdout.startswith("|  | ours | mine |\n")
    assert "| all_joint_f1 | 1.00 | .000 |" in result.stdout
    written = json.loads(figures.read_text("utf-8"))
    assert written["systems"]["ours"]["all_joint_f1"] == 1.0
    assert (written["split"], written["language"]) == ("dev", None)
    assert evals("table", *runs, "--system", "mine").stdout.startswith("|  | mine |")


def test_a_table_of_nothing_says_how_to_get_results(runs: tuple[str, ...], tmp_path: Path) -> None:
    for arguments in ((*runs, "--runs", str(tmp_path)), (*runs, "--system", "plain")):
        result = evals("table", *arguments)
        assert (result.exit_code, "`python -m evals run` gets them" in result.stderr) == (1, True)


def test_errors_of_a_run(runs: tuple[str, ...]) -> None:
    ours = evals("errors", *runs)
    assert ours.stdout.splitlines()[0] == f"== {TINY}: 0 requests, 0 tokens in, 0 out"
    mine = evals("errors", TINY, *runs, "--system", "mine")
    assert mine.stdout.count("missed") == 7
    assert evals("errors", *runs, "--language", "de").stdout == ""
    for arguments in (("xx",), ("--system", "plain")):
        assert evals("errors", *runs, *arguments).exit_code == 1


def test_a_run_without_a_model(folder: Path) -> None:
    data = ("--data", str(folder / "gold.jsonl"), "--runs", str(folder))
    arguments = ["run", *data, "--address", "http://127.0.0.1:9/v1"]
    result = evals(*arguments, "--system", "nomodel")
    assert (result.exit_code, result.stderr.split()[:2]) == (0, ["nomodel", TINY])
    assert evals(*arguments, "--system", "telepathy").exit_code == 1


def test_gold_is_checked(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(drafted(title=None), "utf-8")
    result = evals("gold", "check", str(tmp_path / "x.yaml"))
    assert (result.exit_code, result.stderr) == (1, "x.yaml: title: Field required\n")
    (tmp_path / "x.yaml").write_text(drafted(), "utf-8")
    assert evals("gold", "check", str(tmp_path / "x.yaml")).stdout == "all right\n"


@pytest.mark.parametrize(
    "command",
    ["", "run", "table", "errors", "record", "floors", "gold", "gold build", "gold check"],
)
def test_every_command_has_help_that_teaches(command: str) -> None:
    result = evals(*command.split(), "--help")
    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_it_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "evals", "--help"], cwd=ROOT, capture_output=True, check=True
    )
    assert b"python -m evals" in done.stdout
