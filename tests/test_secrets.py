"""No key, no article, no prompt and no reply where it does not belong.

Each of them carries a canary. An article is summarized with every kind of end, all loggers at
DEBUG, and the canaries are looked for in whatever a log, a traceback or a debugger's console
would show.
"""

import logging
import pickle
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from loopback import Answer, Loopback, Received, chat, failure
from recorded.cassette import CASSETTES
from recorded.origin import Origin
from recorded.recording import Recording
from summarizer import (
    ArticleError,
    AsyncSummarizer,
    ConfigurationError,
    LLMUnavailableError,
    QuotaError,
    ReplyError,
    Settings,
    Summarizer,
    SummarizerError,
    summarize,
)
from summarizer.cli import source
from summarizer.clients.connect import connect
from summarizer.testing import ScriptedClient
from summarizer.usage import CallUsage

KEY = "sk-canary0key"
ARTICLE = "The canary of Velden sang at noon"
REPLY = "Blackbird"
TEXT = f"{ARTICLE}, mayor Ilse Brandt said. The bridge stays closed, police said."
FORM: dict[str, Any] = {"sources": [], "claims": [], "quotes": [], "synopsis": []}
BROKEN = {**FORM, "claims": [{"sentences": [REPLY], "text": 7, "positions": REPLY}]}
AT_ONCE = {"retry-after-ms": "1"}
LOGGERS = ("summarizer", "openai", "httpx2", "httpcore2", "instructor", "diskcache", "asyncio")


@dataclass(frozen=True)
class Said:
    """What a run showed to whoever looks."""

    error: SummarizerError | None
    logged: str

    def hides(self, *canaries: str) -> bool:
        """Whether none of the canaries is anywhere."""
        return not [
            c for c in canaries if c in self.logged or (self.error and c in told(self.error))
        ]


def told(error: BaseException) -> str:
    """All that an exception can show, with what hangs on it."""
    shown = ["".join(traceback.format_exception(error))]
    waiting, seen = [error], set[int]()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        shown += [str(one), repr(one), repr(one.args), repr(vars(one))]
        waiting += [link for link in (one.__cause__, one.__context__) if link is not None]
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions
    return "\n".join(shown)


@pytest.fixture
def server() -> Iterator[Loopback]:
    loopback = Loopback()
    yield loopback
    loopback.close()


@pytest.fixture
def settings(server: Loopback, tmp_path: Path) -> Settings:
    return Settings(
        model="openai/m",
        base_url=server.url,
        api_key=SecretStr(KEY),
        cache_dir=tmp_path / "cache",
        max_tries=2,
        profile="large",
    )


@pytest.fixture
def run(settings: Settings, caplog: pytest.LogCaptureFixture) -> Callable[[Settings | None], Said]:
    """Summarize the article, and keep all that is shown."""

    def go(changed: Settings | None = None) -> Said:
        caplog.set_level(logging.DEBUG)
        for name in LOGGERS:
            caplog.set_level(logging.DEBUG, name)
        error = None
        try:
            summarize(TEXT, settings=changed or settings)
        except SummarizerError as caught:
            error = caught
        # the text holds the tracebacks, the variables what a structured log would write
        return Said(error, f"{caplog.text} {[vars(record) for record in caplog.records]}")

    return go


def prompt_of(server: Loopback) -> set[str]:
    """Return the lines that were sent, long enough to be nobody else's."""
    lines = {
        line.strip()
        for body in server.bodies
        for message in body["messages"]
        for line in message["content"].splitlines()
    }
    return {line for line in lines if len(line) > 30}


def echo(received: Received) -> Answer:
    """Complain like an endpoint that repeats what it was sent, key and all."""
    return failure(400, message=f"{received.headers['authorization']} {received.body}")


ENDS: dict[str, tuple[object, type[SummarizerError] | None]] = {
    "all is well": (chat(FORM), None),
    "a reply that breaks its form": (chat(BROKEN), ReplyError),
    "a reply that is no JSON": (chat(f"{REPLY} {ARTICLE}"), ReplyError),
    "a refusal": (chat(None, refusal=REPLY), ReplyError),
    "a content filter": (chat(REPLY, finish_reason="content_filter"), ReplyError),
    "a reply that is cut off": (chat(REPLY, finish_reason="length"), ReplyError),
    "no choices": (Answer({"choices": [], "note": REPLY}), ReplyError),
    "an answer that is no JSON": (Answer(f"<p>{REPLY}</p>"), ConfigurationError),
    "an answer that is no UTF-8": (Answer(b'{"x": "\xff' + REPLY.encode()), LLMUnavailableError),
    "a compressed answer": (Answer(REPLY, headers={"content-encoding": "gzip"}), ReplyError),
    "a key that is refused": (failure(401, message=f"no {KEY}"), ConfigurationError),
    "an account that is empty": (failure(429, "insufficient_quota", message=REPLY), QuotaError),
    "a redirect": (
        Answer(REPLY, 307, {"location": f"http://127.0.0.1/{REPLY}"}),
        ConfigurationError,
    ),
    "a server that fails": (failure(500, headers=AT_ONCE, message=REPLY), LLMUnavailableError),
    "a connection that breaks": (Answer(breaks_off=True), LLMUnavailableError),
    "an endpoint that echoes": (echo, SummarizerError),
}


@pytest.mark.parametrize(("answer", "kind"), ENDS.values(), ids=ENDS)
def test_no_end_of_a_run_shows_a_secret(
    server: Loopback,
    run: Callable[..., Said],
    answer: Answer | Callable[[Received], Answer],
    kind: type[SummarizerError] | None,
) -> None:
    server.reply = answer if callable(answer) else lambda _: answer
    said = run()
    assert kind is None if said.error is None else kind and isinstance(said.error, kind)
    assert server.received[0].headers["authorization"] == f"Bearer {KEY}"
    prompt = prompt_of(server)
    assert len(prompt) > 3
    assert "DEBUG" in said.logged  # the loggers are awake
    assert said.hides(KEY, ARTICLE, REPLY, "Ilse Brandt", *prompt)
    if said.error is not None:
        again = pickle.loads(pickle.dumps(said.error))  # noqa: S301 - our own
        assert Said(again, "").hides(KEY, ARTICLE, REPLY, *prompt)


def test_a_deadline_that_ends_a_run_shows_no_secret(
    server: Loopback, run: Callable[..., Said], settings: Settings
) -> None:
    def late(_: Received) -> Answer:
        time.sleep(0.3)
        return chat(FORM)

    server.reply = late
    said = run(settings.model_copy(update={"deadline_s": 0.1}))
    assert isinstance(said.error, LLMUnavailableError)
    assert said.hides(KEY, ARTICLE, *prompt_of(server))


def test_a_broken_cache_shows_no_secret(
    server: Loopback, run: Callable[..., Said], settings: Settings
) -> None:
    server.reply = lambda _: chat(FORM)
    folder = settings.cache_dir / "replies"
    folder.mkdir(parents=True)
    (folder / "cache.db").write_text("no database" * 100)
    said = run()
    assert "does not work" in said.logged
    assert said.hides(KEY, ARTICLE, *prompt_of(server))


@pytest.mark.parametrize("text", [f"{ARTICLE}\0", f"{ARTICLE} \ud83d", ARTICLE * 100, ""])
def test_an_article_that_is_refused_is_not_shown(text: str) -> None:
    with pytest.raises(ArticleError) as caught:
        summarize(text, settings=Settings(max_chars=1000), client=ScriptedClient(lambda _: ""))
    assert Said(caught.value, "").hides(ARTICLE)
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_a_file_that_is_no_text_is_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(f"{ARTICLE} é".encode("latin-1"))
    with pytest.raises(ArticleError) as caught:
        source.check(str(file), 1000)
    assert Said(caught.value, "").hides(ARTICLE)


@pytest.mark.parametrize("key", [f"{KEY}\n{KEY}", f"{KEY} {KEY}", f"{KEY}é"])
def test_a_key_that_is_none_is_not_shown(key: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        connect(Settings(model="openai/m", api_key=SecretStr(key)))
    assert Said(caught.value, "").hides(KEY)


def test_settings_that_are_wrong_are_not_shown() -> None:
    for wrong in ({"api_key": [KEY]}, {"timeout_s": KEY}, {"base_url": KEY}, {"more": KEY}):
        with pytest.raises(ValidationError) as caught:
            Settings.model_validate(wrong)
        assert KEY not in told(caught.value)


def test_no_public_object_shows_a_key(settings: Settings, server: Loopback) -> None:
    error = ConfigurationError("No.", hint="set it", request_id="r", usage=CallUsage(1))
    with Summarizer(settings) as summarizer:
        objects = [
            settings,
            summarizer,
            AsyncSummarizer(settings),
            summarizer.connection,
            summarizer.connection and summarizer.connection.endpoint,
            error,
        ]
        shown = " ".join(f"{one!r} {one} {vars(summarizer)!r}" for one in objects)
    assert KEY not in shown + str(settings.model_dump()) + settings.model_dump_json()
    assert server.url in repr(settings)


@pytest.mark.parametrize(
    "address", [f"https://user:{KEY}@host/v1", f"https://{KEY}@host", f"https://host/v1?k={KEY}"]
)
def test_an_address_that_holds_a_secret_is_shown_without_it(address: str) -> None:
    settings = Settings(base_url=address)
    assert KEY not in f"{settings!r} {settings}"
    assert "host" in repr(settings)
    assert settings.base_url == address  # refused when it is used


def test_the_cache_names_no_file_by_what_it_keeps_and_keeps_no_key(
    server: Loopback, run: Callable[..., Said], settings: Settings
) -> None:
    server.reply = lambda _: chat(FORM)
    assert run().error is None
    files = [file for file in settings.cache_dir.rglob("*") if file.is_file()]
    assert {file.name.partition("-")[0] for file in files} == {"cache.db"}
    kept = b"".join(file.read_bytes() for file in files)
    assert b'"synopsis"' in kept  # the reply is there
    assert KEY.encode() not in kept
    for line in (ARTICLE, *prompt_of(server)):  # the question is in its key as a hash only
        assert line.encode() not in kept


def test_a_cassette_keeps_no_key(server: Loopback, settings: Settings, tmp_path: Path) -> None:
    server.reply = lambda _: chat(FORM)
    header = {"address": "https://models.example/v1", "model": "openai/m", "recorded": "2026-01-01"}
    recording = Recording(tmp_path / "test.yaml", Origin(header, server.url, SecretStr(KEY)))
    with recording.opened() as recorded:
        summarize(TEXT, settings=recorded.model_copy(update={"profile": settings.profile}))
    assert server.received[0].headers["authorization"] == f"Bearer {KEY}"
    text = recording.path.read_text("utf-8")
    assert "synopsis" in text
    assert KEY not in text


def test_no_committed_cassette_holds_a_canary() -> None:
    files = list(CASSETTES.rglob("*.yaml"))
    assert files
    for file in files:
        text = file.read_text("utf-8")
        assert not [canary for canary in (KEY, "hidden0key", ARTICLE, "Bearer") if canary in text]
