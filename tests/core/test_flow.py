"""The flow: rounds of requests, and what becomes of an article where some of them fail."""

import contextlib
import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from answering import (
    EXAMPLES,
    LARGE,
    SMALL,
    Script,
    assert_sound,
    pointing,
    reply,
    story,
    summarized,
)
from summarizer.core.ask.request import Reply, Request, Result
from summarizer.core.ask.wire import SynopsisForm, TagForm, TagsForm
from summarizer.core.flow import Flow, Plan
from summarizer.errors import (
    LLMUnavailableError,
    QuotaError,
    ReplyRefusedError,
    SummarizerError,
)
from summarizer.schema import Article, Summary
from summarizer.usage import CallUsage

# pronouns before anybody is named, and a name that may be anything: code can tell neither
TEXT = "A barge sank at noon, he said. A ferry burned all night, she said. Then Kern dived."
NAMED = Script(who={"he said": "Kern", "she said": "Kern"})
IN_PARTS = Plan("scripted", "large", window_sentences=3, context_sentences=1)
Answer = Callable[[Request], Result]


def driven(text: str, plan: Plan, answer: Answer) -> tuple[Summary, list[Sequence[Request]]]:
    """Drive a flow to its end; return its summary and its rounds."""
    flow = Flow(Article(text=text, language="en"), plan)
    rounds: list[Sequence[Request]] = []
    while flow.requests:
        rounds.append(flow.requests)
        flow.answer([answer(r) for r in flow.requests])
    return flow.summary, rounds


def is_repair(request: Request) -> bool:
    """Whether a request asks again."""
    return request.messages[-1].content.startswith("These parts of your answer")


def failing(task: str, error: SummarizerError, script: Script = NAMED) -> Answer:
    """An answer to everything but one task."""
    return lambda request: error if request.task == task else reply(script(request))


@pytest.mark.parametrize("name", sorted(p.stem for p in EXAMPLES.glob("*.txt")))
@pytest.mark.parametrize("plan", [SMALL, LARGE, IN_PARTS], ids=["small", "large", "in parts"])
def test_there_are_at_most_four_rounds_and_usage_counts_them(name: str, plan: Plan) -> None:
    article = story(name)
    script = Script(article=pointing(name), about=1)
    summary, rounds = driven(article.text, plan, lambda r: reply(script(r)))
    assert_sound(summary)
    assert 1 <= len(rounds) <= 4
    assert summary.usage.rounds == len(rounds)
    assert summary.usage.requests == sum(map(len, rounds)) == summary.usage.attempts
    assert summary.usage.repairs == sum(is_repair(r) for each in rounds for r in each)
    assert summary.usage.input_tokens is None
    used = {r.task for each in rounds for r in each}
    used |= {"repair.v1"} if summary.usage.repairs else set()
    assert {p.name for p in summary.provenance.prompts} == used


def test_the_same_answers_give_the_same_summary() -> None:
    script = Script(who={"": "Dana Wirth"})
    assert summarized(story("harbour"), SMALL, script) == summarized(
        story("harbour"), SMALL, script
    )


def test_a_flow_wants_one_outcome_for_each_request() -> None:
    flow = Flow(Article(text=TEXT, language="en"), SMALL)
    assert len(flow.requests) == 2
    for wrong in ([], [reply(NAMED(flow.requests[0]))]):
        with pytest.raises(ValueError, match=f"2 requests, {len(wrong)} results"):
            flow.answer(wrong)
    flow.answer([reply(NAMED(r)) for r in flow.requests])  # and can still be answered


def test_a_flow_has_no_summary_while_requests_are_open() -> None:
    flow = Flow(Article(text=TEXT, language="en"), SMALL)
    with pytest.raises(ValueError, match="open requests"):
        _ = flow.summary


# --- the repair round -----------------------------------------------------------------------------


def first_then(first: str | None, second: Result | str) -> Answer:
    """Answer the tag of "he said" with a name, and the repair of it with another or an error."""

    def answer(request: Request) -> Result:
        if not issubclass(request.form, TagsForm):
            return reply(NAMED(request))
        if is_repair(request):
            return second if not isinstance(second, str) else named(second)
        return named(first) if "he said" in request.messages[-1].content else reply(NAMED(request))

    return answer


def named(name: str | None) -> Reply:
    """Answer T1."""
    return reply(TagsForm(tags=[TagForm(t=1, source=name)], quotes=[]))


BARGE = "A barge sank at noon, he said. Then Kern dived."


def test_what_fails_is_asked_again_once_and_marked_repaired() -> None:
    summary, rounds = driven(BARGE, SMALL, first_then("Global Times", "Kern"))
    (again,) = rounds[1]
    assert is_repair(again)
    assert "“Global Times” is not named in the article" in again.messages[-1].content
    assert again.messages[-2].content == named("Global Times").text
    barge = summary.claims[0]
    assert [(c.name, c.verdict) for c in barge.checks] == [("source_in_article", "repaired")]
    assert [s.name for s in summary.sources] == ["Kern"]
    assert (summary.usage.repairs, summary.usage.rounds) == (1, 3)


def test_what_still_fails_stays_in_the_record_marked() -> None:
    summary, _ = driven(BARGE, SMALL, first_then("Global Times", "Velden Courier"))
    assert [s.name for s in summary.sources] == ["Global Times"]  # no better, so the first stays
    (check,) = summary.claims[0].checks
    assert check.verdict == "failed"
    assert check.reason == "the source “Global Times” is not named in the article"


def test_a_worse_second_answer_is_dropped() -> None:
    worse = reply(TagsForm(tags=[], quotes=[]))
    summary, _ = driven(
        "A barge sank at noon, he said. “It was a very old barge.” Then Kern dived.",
        Plan("scripted", "small", window_sentences=9),
        lambda r: worse if is_repair(r) else reply(Script(who={"he said": "Global Times"})(r)),
    )
    assert [s.name for s in summary.sources] == ["Global Times"]


@pytest.mark.parametrize("second", [LLMUnavailableError("down"), Reply("no JSON"), Reply("{}")])
def test_a_repair_that_fails_or_cannot_be_read_leaves_the_first_answer(second: Result) -> None:
    summary, _ = driven(BARGE, SMALL, first_then("Global Times", second))
    assert [s.name for s in summary.sources] == ["Global Times"]
    assert [c.verdict for c in summary.claims[0].checks] == ["failed"]


def test_of_two_problems_the_one_that_is_left_is_failed_and_the_other_repaired() -> None:
    claims: list[dict[str, Any]] = [
        {"sentences": [1], "text": "40 barges sank", "positions": []},
        {"sentences": [2], "text": "30 ferries burned", "positions": []},
    ]

    def answer(request: Request) -> Result:
        kept = [{**claims[0], "text": "Barges sank"}, claims[1]] if is_repair(request) else claims
        return Reply(json.dumps({"sources": [], "claims": kept, "quotes": [], "synopsis": []}))

    summary, _ = driven("Barges sank. Ferries burned.", LARGE, answer)
    assert [c.text for c in summary.claims] == ["Barges sank", "30 ferries burned"]
    assert [c.verdict for c in summary.claims[1].checks] == ["failed"]
    # the claim that failed is not in the record any more: its check is told of the article
    assert [(c.name, c.verdict) for c in summary.checks] == [
        ("sentences_read", "passed"),
        ("numbers_in_evidence", "repaired"),
    ]


# --- what is lost ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "why"),
    [
        (LLMUnavailableError("down", usage=CallUsage(4)), "LLMUnavailableError"),
        (ReplyRefusedError("no"), "ReplyRefusedError"),
        (Reply("no JSON"), "ReplyInvalidError"),  # from a driver that did not look
        (Reply('{"tags": 1}'), "ReplyInvalidError"),
    ],
)
def test_a_lost_window_is_a_failed_check_that_names_its_sentences(
    outcome: Result, why: str
) -> None:
    def answer(request: Request) -> Result:
        return outcome if request.sentences == (2,) else reply(NAMED(request))

    summary, _ = driven(TEXT, SMALL, answer)
    (check,) = summary.checks
    assert (check.name, check.verdict) == ("sentences_read", "failed")
    assert check.reason == f"sentences 2 could not be read: {why}"
    assert [s.text for s in check.spans] == ["A ferry burned all night, she said."]
    assert len(summary.claims) == 2


@pytest.mark.parametrize("plan", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("outcome", [ReplyRefusedError("no"), Reply("no JSON")])
def test_an_article_of_which_nothing_could_be_read_fails(plan: Plan, outcome: Result) -> None:
    text = "A ferry burned all night, she said." if plan is SMALL else TEXT
    flow = Flow(Article(text=text, language="en"), plan)
    with pytest.raises(SummarizerError):
        flow.answer([outcome for _ in flow.requests])


@pytest.mark.parametrize(
    ("error", "raises"), [(ReplyRefusedError("no"), False), (LLMUnavailableError("down"), True)]
)
def test_what_code_could_read_stays_unless_asking_later_may_help(
    error: SummarizerError, *, raises: bool
) -> None:
    flow = Flow(Article(text=TEXT, language="en"), SMALL)
    answers: list[Result] = [error for _ in flow.requests]
    with pytest.raises(LLMUnavailableError) if raises else contextlib.nullcontext():
        flow.answer(answers)


def test_an_error_that_dooms_every_article_is_raised_at_once() -> None:
    flow = Flow(Article(text=TEXT, language="en"), SMALL)
    with pytest.raises(QuotaError):
        flow.answer([reply(NAMED(flow.requests[0])), QuotaError("No credit.")])


def test_a_question_about_the_whole_article_without_an_answer_costs_only_its_answer() -> None:
    summary, _ = driven(TEXT, SMALL, failing("sources.v1", LLMUnavailableError("down")))
    assert [c.name for c in summary.checks] == ["sentences_read", "sources_described"]
    assert [s.kind for s in summary.sources] == ["organization"]
    assert len(summary.claims) == 3


# --- a large model that reads in parts ------------------------------------------------------------


PARTS = "A barge sank at noon. All was calm. Night came. Brandt denied that it sank. The end."
CLAIMS = {
    1: {"sentences": [1], "text": "A barge sank at noon", "positions": []},
    4: {
        "sentences": [4],
        "text": "It did not sink",
        "positions": [
            {
                "sentence": 4,
                "source": "Brandt",
                "via": [],
                "stance": "denies",
                "certainty": "certain",
            }
        ],
    },
}


def in_parts(**failures: SummarizerError) -> tuple[Summary, list[Sequence[Request]]]:
    """Read PARTS in two windows; tasks that are named fail."""

    def answer(request: Request) -> Result:
        if error := failures.get(request.task.removesuffix(".v1")):
            return error
        if request.form is SynopsisForm:
            points = [{"text": "A barge may have sunk.", "claims": [0, 1, 9]}]
            return Reply(json.dumps({"synopsis": points}))
        claims = [c for n, c in CLAIMS.items() if n in request.sentences]
        form = {"sources": [], "claims": claims, "quotes": [], "synopsis": []}
        return reply(Script(article=json.dumps(form), about=1)(request))

    return driven(PARTS, IN_PARTS, answer)


def test_parts_are_linked_described_and_told_in_further_rounds() -> None:
    summary, rounds = in_parts()
    assert [[r.task for r in each] for each in rounds] == [
        ["article.v1", "article.v1"],
        ["link.v1", "sources.v1"],
        ["synopsis.v1"],
    ]
    (claim,) = summary.claims
    assert (claim.text, claim.status) == ("A barge sank at noon", "denied")
    assert [s.text for s in claim.evidence] == [
        "A barge sank at noon.",
        "Brandt denied that it sank.",
    ]
    assert [(s.text, s.claims) for s in summary.synopsis] == [("A barge may have sunk.", ("c1",))]


def test_parts_that_cannot_be_linked_or_told_stay_apart_and_that_is_told() -> None:
    down = LLMUnavailableError("down")
    summary, _ = in_parts(link=down, synopsis=down)
    assert [c.status for c in summary.claims] == ["reported", "denied"]
    assert [s.text for s in summary.synopsis] == ["A barge sank at noon", "It did not sink"]
    assert [c.name for c in summary.checks] == [
        "sentences_read",
        "claims_linked",
        "synopsis_written",
    ]
