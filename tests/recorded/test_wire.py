"""One question of each prompt: what goes out on the wire, and that its answer can be read."""

import asyncio

from summarizer.clients.connect import connect
from summarizer.clients.endpoint import resolve
from summarizer.clients.openai import OpenAIClient
from summarizer.core.ask.question import ask_kinds, ask_link
from summarizer.core.ask.request import Reply, Request
from summarizer.core.ask.wire import KindsForm, LinkForm, TagsForm
from summarizer.core.flow import Flow, Plan
from summarizer.schema import Article
from summarizer.settings import Settings

from .cassette import read_header
from .recording import Recording

STORY = (
    "A voice on the radio gave its name as Dana Wirth. "
    "“Our divers have been down twice,” the voice said."
)


async def answer(settings: Settings, request: Request) -> Reply:
    async with connect(settings) as client:
        return await client.complete(request)


def ask(recording: Recording, request: Request) -> Reply:
    with recording.opened() as settings:
        return asyncio.run(answer(settings, request))


def assert_sent(recording: Recording, request: Request) -> list[str]:
    """One body went out, and it is the question; returns what its messages say."""
    (body,) = recording.sent
    assert [(m["role"], m["content"]) for m in body["messages"]] == [
        (m.role, m.content) for m in request.messages
    ]
    roles = [message["role"] for message in body["messages"]]
    n_examples = (len(roles) - 2) // 2
    assert roles == ["system", *["user", "assistant"] * n_examples, "user"]
    assert body["response_format"]["type"] == "json_schema"
    schema = body["response_format"]["json_schema"]
    assert (schema["name"], schema["strict"]) == (request.form.__name__, True)
    assert schema["schema"]["required"] == list(request.form.model_fields)
    assert schema["schema"]["additionalProperties"] is False
    header = read_header(recording.path)
    assert header is not None
    assert body["model"] == header["model"].partition("/")[2]
    if "sha256" in header:
        # the server was started by hand, but is asked as `local` asks its own
        local = Settings(model="local")
        assert body == OpenAIClient(resolve(local), local).body(request)
        assert body.keys() == {"model", "messages", "max_tokens", "temperature", "response_format"}
        assert (body["max_tokens"], body["temperature"]) == (request.max_tokens, 0)
    return [message["content"] for message in body["messages"]]


def test_tags_v1_asks_who_stands_behind_a_tag_that_names_nobody(recording: Recording) -> None:
    (request,) = Flow(Article(text=STORY), Plan("m", "small", 1)).requests
    reply = ask(recording, request)
    *_, question = assert_sent(recording, request)
    assert request.task == "tags.v1"
    assert "[2] “Our divers have been down twice,” the voice said." in question
    assert "T1: the voice said" in question
    assert "gave its name as Dana Wirth." in question
    form = TagsForm.model_validate_json(reply.text)
    assert [(tag.t, tag.source) for tag in form.tags] == [(1, "Dana Wirth")]
    assert form.quotes == []


def test_link_v1_asks_which_statement_an_item_is_about(recording: Recording) -> None:
    statements = ("A barge hit the ferry pier in Tarn on Monday", "Ferries are cancelled")
    request = ask_link("Lindqvist Shipping confirmed: the collision", statements)
    reply = ask(recording, request)
    *_, question = assert_sent(recording, request)
    assert request.task == "link.v1"
    assert "Item: Lindqvist Shipping confirmed: the collision" in question
    assert "1. A barge hit the ferry pier in Tarn on Monday\n2. Ferries are cancelled" in question
    assert LinkForm.model_validate_json(reply.text).about in {1, 2, None}


def test_sources_v1_asks_what_each_source_is(recording: Recording) -> None:
    sources = [("Dana Wirth", "Dana Wirth said"), ("Tarn Courier", "the Tarn Courier reported")]
    request = ask_kinds(sources)
    reply = ask(recording, request)
    *_, question = assert_sent(recording, request)
    assert request.task == "sources.v1"
    assert "1. Dana Wirth (Dana Wirth said)" in question
    assert "2. Tarn Courier (the Tarn Courier reported)" in question
    form = KindsForm.model_validate_json(reply.text)
    assert [(source.s, source.kind) for source in form.sources] == [(1, "person"), (2, "media")]
