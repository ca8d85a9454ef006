import asyncio
from pathlib import Path

from annotating import case_of, cases_of, perfect, story

from evals.case import Case
from evals.prediction import Prediction
from evals.run import RunStore, run
from evals.table import compare, markdown


def test_systems_are_compared_over_what_all_of_them_read(tmp_path: Path) -> None:
    text = story().text
    other = story(id="en-agency-other", text=f"{text}\nIt rained.\n")
    cases = cases_of(tmp_path, story(), other)
    store = RunStore(tmp_path / "runs")
    for case in cases:
        store.add("good", case, perfect(story()))
    store.add("bad", cases[0], Prediction(id=cases[0].id))
    assert store.systems() == ("bad", "good")
    figures = compare(cases, store, ["good", "bad", "none"])
    assert list(figures) == ["good", "bad"]
    assert [each["articles"] for each in figures.values()] == [1, 1]
    assert [each["all_joint_f1"] for each in figures.values()] == [1.0, 0.0]


def test_no_results_are_no_columns(tmp_path: Path) -> None:
    assert compare([case_of(tmp_path)], RunStore(tmp_path / "runs"), ["good"]) == {}


def test_a_later_result_wins(tmp_path: Path) -> None:
    case, store = case_of(tmp_path), RunStore(tmp_path / "runs")
    store.add("s", case, Prediction(id="a"))
    store.add("s", case, Prediction(id="b"))
    (found,) = store.read("s").values()
    assert found.id == "b"
    assert store.read("t") == {}


def test_a_run_asks_only_for_what_is_not_known(tmp_path: Path) -> None:
    case, store = case_of(tmp_path), RunStore(tmp_path / "runs")
    read: list[str] = []

    async def system(case: Case, address: str) -> Prediction:
        assert address.startswith("http://127.0.0.1:")  # the meter's, not the server's
        read.append(case.id)
        return Prediction(id=case.id)

    for _ in range(2):
        asyncio.run(
            run({"s": system}, [case], store, lambda *_: None, address="http://127.0.0.1:9/v1")
        )
    assert read == [case.id]
    assert store.read("s")


def test_a_table_has_a_line_a_figure_and_a_column_a_system() -> None:
    table = markdown({"a": {"f1": 0.5, "n": 1200}, "b": {"f1": None, "n": 2, "per": 12.5}})
    assert table.splitlines() == [
        "|  | a | b |",
        "| --- | ---: | ---: |",
        "| f1 | .500 | – |",
        "| n | 1,200 | 2 |",
        "| per | – | 12.50 |",
    ]
