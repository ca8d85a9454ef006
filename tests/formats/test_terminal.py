import io
from typing import Literal

import pytest
from records import example, written
from rich.cells import cell_len
from rich.console import Console

from summarizer.formats.terminal import print_summary
from summarizer.schema import Check, Summary


def shown(summary: Summary, width: int = 80, *, is_terminal: bool = False) -> str:
    stream = io.StringIO()
    colours: Literal["truecolor"] | None = "truecolor" if is_terminal else None
    console = Console(
        file=stream, width=width, force_terminal=is_terminal, color_system=colours, _environ={}
    )
    print_summary(summary, console)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["harbour", "brewery", "blackout", "bruecke", "usine", "mina"])
@pytest.mark.parametrize("width", [30, 63, 64, 80, 200])
def test_every_width_shows_everything_and_none_is_exceeded(name: str, width: int) -> None:
    summary = example(name)
    text = shown(summary, width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    for items in (summary.claims, summary.sources, summary.quotes):
        for item in items:
            assert any(line.startswith(f"{item.id} ") for line in text.splitlines()), item.id
    squeezed = "".join(text.split())
    for sentence in summary.synopsis:
        assert "".join(sentence.text.split()) in squeezed


def test_a_row_says_what_is_claimed_how_far_it_is_confirmed_and_who_says_so() -> None:
    lines = [line.rstrip() for line in shown(example("harbour"), 120).splitlines()]
    at = next(i for i, line in enumerate(lines) if line.startswith("c3"))
    first, second = lines[at : at + 2]
    assert first.startswith("c3   Diesel from the barge leaked into the inner basin")
    assert "disputed" in first
    assert first.endswith("two dockers (via Tarn Courier): says so")
    assert second.endswith("Dana Wirth: denies")


def test_sources_quotes_and_cost_are_shown_with_what_is_known_of_them() -> None:
    text = " ".join(shown(example("harbour"), 200).split())
    assert "s1 Harbour Authority of Tarn government, subject also HAT" in text
    assert "s5 two dockers group, witness, unnamed" in text
    assert "s8 Ruth Amsel person, expert also Amsel; marine engineer; University of Harn" in text
    assert "q6 “Safe home” not speech" in text
    assert "“Old rope fails at the splice, … and the splice is where nobody looks.”" in text
    assert "3 questions, 1 from the cache, 2 HTTP requests, 1,200 tokens in, 34 out" in text


def test_only_failed_checks_are_shown_with_what_they_are_about() -> None:
    summary = example("harbour")
    failed = Check(name="numbers_in_evidence", verdict="failed", reason="no 17 there")
    repaired = Check(name="source_in_article", verdict="repaired", reason="was elsewhere")
    claim = summary.claims[0].model_copy(update={"checks": (failed, repaired)})
    text = shown(summary.model_copy(update={"claims": (claim, *summary.claims[1:])}))
    row = next(line for line in text.splitlines() if "numbers in evidence" in line)
    assert row.split() == ["c1", "numbers", "in", "evidence", "no", "17", "there"]
    assert "was elsewhere" not in text
    assert "Checks that failed" not in shown(summary)


def test_a_summary_without_anything_is_a_title_and_a_cost() -> None:
    nothing = {"synopsis": [], "claims": [], "sources": [], "quotes": [], "checks": []}
    usage = {"requests": 1, "cost_usd": 0.01}
    text = shown(example("harbour", **nothing, usage=usage))
    assert text.split("\n") == [
        "harbour",
        "",
        "1 question, tokens unknown, $0.0100; openai/x",
        "",
    ]


def test_an_article_s_words_are_no_markup_and_no_escape_codes() -> None:
    hostile = "[bold red]x[/] [link=https://evil.example]y[/link] \x1b]8;;https://z\x07\u202e :x:"
    text = shown(written(hostile), 200)
    assert "[bold red]x[/] [link=https://evil.example]y[/link] ]8;;https://z :x:" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    coloured = shown(written(hostile), 200, is_terminal=True)
    assert "\x1b[" in coloured
    assert "\x1b]" not in coloured


def test_a_dumb_terminal_gets_no_escape_codes() -> None:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=80, _environ={"TERM": "dumb"})
    print_summary(example("harbour"), console)
    assert "\x1b" not in stream.getvalue()
