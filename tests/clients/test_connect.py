import asyncio
import hashlib
from pathlib import Path

import pytest
from asking import GOOD, KEY, question
from pydantic import SecretStr

from loopback import Loopback, chat
from summarizer.clients.connect import connect
from summarizer.core.ask.request import Reply
from summarizer.errors import ConfigurationError, ModelMissingError
from summarizer.settings import Settings


def ask(settings: Settings, times: int = 2) -> list[Reply]:
    async def go() -> list[Reply]:
        async with connect(settings) as connection:
            return list(
                await asyncio.gather(*(connection.complete(question()) for _ in range(times)))
            )

    return asyncio.run(go())


@pytest.fixture
def remote(settings: Settings, loopback: Loopback) -> Settings:
    loopback.reply = lambda _: chat(GOOD)
    update = {"model": "vllm/m", "base_url": loopback.url, "api_key": SecretStr(KEY)}
    return settings.model_copy(update=update)


def test_a_wrong_model_is_told_before_anything_is_opened(settings: Settings) -> None:
    with pytest.raises(ConfigurationError, match="not known"):
        connect(settings.model_copy(update={"model": "nonsense"}))


def test_replies_are_kept_from_one_connection_to_the_next(
    remote: Settings, loopback: Loopback
) -> None:
    ask(remote, 1)
    assert [reply.usage.cached for reply in ask(remote)] == [True, True]
    assert len(loopback.received) == 1


def test_without_a_cache_no_folder_is_made(remote: Settings, loopback: Loopback) -> None:
    for _ in range(2):
        ask(remote.model_copy(update={"cache": False}), 1)
    assert len(loopback.received) == 2
    assert not remote.cache_dir.exists()


def test_one_connection_serves_one_loop_after_another(remote: Settings) -> None:
    connection = connect(remote)

    async def go() -> Reply:
        async with connection:
            return (await asyncio.gather(*(connection.complete(question()) for _ in range(3))))[0]

    assert connection.endpoint.model == "m"
    assert not asyncio.run(go()).usage.cached
    assert asyncio.run(go()).usage.cached


def test_nothing_is_opened_if_nothing_is_asked(remote: Settings) -> None:
    assert ask(remote, 0) == []
    assert not remote.cache_dir.exists()


def test_a_missing_model_file_names_the_command_that_gets_one(
    settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(ModelMissingError, match="summarizer model fetch"):
        ask(settings.model_copy(update={"model": f"local:{tmp_path}/none.gguf"}))


def test_the_embedded_engine_is_not_started_for_what_the_cache_knows(
    settings: Settings, loopback: Loopback, tmp_path: Path
) -> None:
    from summarizer.clients.cached import CachedClient  # noqa: PLC0415
    from summarizer.clients.openai import OpenAIClient  # noqa: PLC0415
    from summarizer.clients.replies import ReplyCache  # noqa: PLC0415

    file = tmp_path / "no-model.gguf"
    file.write_bytes(b"this is no model, so that no engine could start")
    local = settings.model_copy(update={"model": f"local:{file}"})

    async def address() -> str:
        return loopback.url

    async def fill() -> None:
        identity = f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
        inner = OpenAIClient(connect(local).endpoint, local, address=address, identity=identity)
        client = CachedClient(inner, ReplyCache(local.cache_dir))
        await client.complete(question())
        await client.aclose()

    loopback.say(chat(GOOD))
    asyncio.run(fill())
    assert [reply.usage.cached for reply in ask(local)] == [True, True]


def test_a_model_file_that_cannot_be_read_is_a_setting_to_mend(
    settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(ConfigurationError, match="cannot read"):
        ask(settings.model_copy(update={"model": f"local:{tmp_path}"}))
