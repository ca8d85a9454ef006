"""`summarize()` and its siblings: the online driver."""

import asyncio
import threading
from collections.abc import Callable

import pytest

from answering import LARGE, Script, pointing, story, summarized
from summarizer import (
    Article,
    ArticleError,
    AsyncSummarizer,
    LLMUnavailableError,
    QuotaError,
    ReplyRefusedError,
    Settings,
    Summarizer,
    Summary,
    summarize,
    summarize_async,
)
from summarizer.api import plan_of
from summarizer.clients.endpoint import resolve
from summarizer.core.ask.request import Reply, Request
from summarizer.errors import SummarizerError
from summarizer.testing import ScriptedClient

STORY = story("harbour")
ASKING = Article(
    text="\n\n".join(
        f"The sign on gate {n} has the words “Nobody passes here without a word” on it."
        for n in range(1, 13)
    ),
    language="en",
)
"""Twelve quotations that no tag and no rule explains: one question each."""
SMALL = Settings(profile="small")


def client() -> ScriptedClient:
    """Answers the story of the harbour perfectly."""
    return ScriptedClient(Script(article=pointing("harbour"), who={"": "Dana Wirth"}))


def claims(summary: Summary) -> list[str]:
    return [c.text for c in summary.claims]


def test_an_article_and_its_bare_text_give_the_same_record() -> None:
    by_article = summarize(STORY, client=client())
    by_text = summarize(STORY.text, client=client())
    assert by_article.article.id == "harbour"
    assert by_text.article.id == STORY.sha256[:16]
    assert by_article.claims == by_text.claims
    assert by_article.claims == summarized(STORY, LARGE, Script(article=pointing("harbour"))).claims


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The article is empty."),
        (" \n\u2028\u00a0", "The article is empty."),
        ("secret\0", "The article contains NUL characters: is it a binary file?"),
        (
            "secret \ud83d",
            "The article has half a surrogate pair at character 7: it was decoded wrongly.",
        ),
        (
            "secret " * 3,
            "The article has 21 characters; max_chars is 20. (cut it, or raise max_chars)",
        ),
    ],
)
def test_a_text_that_no_model_can_read_is_refused_in_one_line_without_it(
    text: str, message: str
) -> None:
    scripted = client()
    with pytest.raises(ArticleError) as caught:
        summarize(text, client=scripted, settings=Settings(max_chars=20))
    assert str(caught.value) == message
    assert "secret" not in f"{caught.value!r} {caught.value.__cause__}"
    assert scripted.requests == []


def test_an_article_of_blanks_is_refused_like_its_text() -> None:
    with pytest.raises(ArticleError, match=r"^The article is empty\.$"):
        summarize(Article(text=" "), client=client())


def test_it_works_inside_a_running_event_loop() -> None:
    async def notebook() -> Summary:
        return summarize(STORY, client=client())

    assert claims(asyncio.run(notebook())) == claims(summarize(STORY, client=client()))


def test_it_can_be_awaited() -> None:
    awaited = asyncio.run(summarize_async(STORY, client=client()))
    assert awaited == summarize(STORY, client=client())


def test_it_works_three_times_in_a_row_and_from_four_threads() -> None:
    expected = summarize(STORY, client=client())
    found: list[Summary] = []
    with Summarizer(client=client()) as summarizer:
        found += [summarizer.summarize(STORY) for _ in range(3)]
        threads = [
            threading.Thread(target=lambda: found.append(summarizer.summarize(STORY)))
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [expected] * 7


class Waiting:
    """A client that fails one request and never answers the others."""

    def __init__(self, failing: Callable[[Request], BaseException | None]) -> None:
        self._failing = failing
        self.cancelled = 0
        self.asked = 0

    async def complete(self, request: Request) -> Reply:
        """Fail, or wait for ever."""
        self.asked += 1
        if error := self._failing(request):
            await asyncio.sleep(0)  # let the others begin
            raise error
        try:
            await asyncio.Event().wait()
        finally:
            self.cancelled += 1
        raise AssertionError


def test_what_takes_longer_than_the_deadline_is_given_up() -> None:
    waiting = Waiting(lambda _: None)
    with pytest.raises(LLMUnavailableError) as caught:
        summarize(STORY, client=waiting, settings=Settings(deadline_s=0.05))
    assert str(caught.value) == (
        "No result within the deadline of 0.05 s. (raise deadline_s, or use a faster model)"
    )
    assert waiting.cancelled == waiting.asked == 1


@pytest.mark.parametrize("error", [QuotaError("No credit."), LookupError("a broken client")])
def test_an_error_that_dooms_the_run_ends_the_other_requests_and_comes_bare(
    error: Exception,
) -> None:
    failed = iter([error])
    waiting = Waiting(lambda _: next(failed, None))
    with pytest.raises(type(error)) as caught:
        summarize(ASKING, client=waiting, settings=SMALL)
    assert caught.value is error
    assert waiting.asked > 2
    assert waiting.cancelled == waiting.asked - 1


def test_an_error_of_one_request_costs_only_its_window() -> None:
    script = Script()

    def answer(request: Request) -> object:
        return ReplyRefusedError("no") if 9 in request.sentences else script(request)

    summary = summarize(ASKING, client=ScriptedClient(answer), settings=SMALL)
    assert [c.reason for c in summary.checks if c.name == "sentences_read"] == [
        "sentences 9 could not be read: ReplyRefusedError"
    ]


def test_progress_counts_answers_and_what_is_known_of() -> None:
    seen: list[tuple[int, int]] = []
    scripted = client()
    with Summarizer(SMALL, client=scripted) as summarizer:
        summary = summarizer.summarize(STORY, progress=lambda *counts: seen.append(counts))
    assert [answered for answered, _ in seen] == list(range(1, summary.usage.requests + 1))
    assert all(answered <= known for answered, known in seen)
    knowns = [known for _, known in seen]
    assert knowns == sorted(knowns)
    assert len(set(knowns)) == summary.usage.rounds
    assert seen[-1] == (len(scripted.requests), len(scripted.requests))


def test_an_error_of_the_progress_callback_is_raised_bare() -> None:
    def progress(_answered: int, _known: int) -> None:
        raise LookupError("no terminal")

    with Summarizer(client=client()) as summarizer, pytest.raises(LookupError, match="no terminal"):
        summarizer.summarize(STORY, progress=progress)


def test_an_async_summarizer_without_a_client_is_used_inside_async_with() -> None:
    with pytest.raises(RuntimeError, match="inside `async with`"):
        asyncio.run(AsyncSummarizer(Settings(model="openai/x")).summarize(STORY))


def test_a_connection_is_open_inside_with_and_closed_behind_it() -> None:
    settings = Settings(model="openai/x", base_url="http://127.0.0.1:9/v1", api_key="no-key")
    summarizer = Summarizer(settings)
    assert summarizer.connection is None
    with summarizer:
        connection = summarizer.connection
        assert connection is not None
        assert plan_of(settings, connection.endpoint).model == "openai/x"
    assert summarizer.connection is None
    assert summarizer.settings is settings


def test_a_large_model_on_this_machine_gets_a_third_of_a_window() -> None:
    near = resolve(Settings(model="openai/qwen-72b", base_url="http://127.0.0.1:1/v1"))
    assert (near.profile, plan_of(Settings(), near).window_sentences) == ("large", 40)


def test_the_plan_follows_the_profile_where_the_settings_are_silent() -> None:
    small, large = plan_of(SMALL, None), plan_of(Settings(), None)
    assert (small.profile, small.window_sentences) == ("small", 1)
    assert (large.profile, large.window_sentences, large.model) == ("large", 120, "custom")
    assert plan_of(Settings(window_sentences=7, model="m"), None).window_sentences == 7


def test_only_settings_that_shape_a_result_change_its_digest() -> None:
    digest = plan_of(Settings(), None).digest
    assert plan_of(Settings(concurrency=1, max_tries=9, cache=False), None).digest == digest
    for shaping in (Settings(context_sentences=0), SMALL, Settings(max_output_tokens=99)):
        assert plan_of(shaping, None).digest != digest


def test_a_scripted_client_answers_forms_texts_and_errors_and_remembers() -> None:
    answers: list[object] = [pointing("harbour"), ReplyRefusedError("no")]
    scripted = ScriptedClient(lambda _: answers.pop(0))
    assert claims(summarize(STORY, client=scripted))
    with pytest.raises(SummarizerError):
        summarize(STORY, client=scripted)
    assert [r.task for r in scripted.requests] == ["article.v1", "article.v1"]
