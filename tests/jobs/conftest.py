"""A provider, its settings, and articles that are told apart by their number."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from provider import Body, Provider, completion
from summarizer import Article, Settings

EMPTY = '{"sources":[],"claims":[],"quotes":[],"synopsis":[]}'


def article(number: int) -> Article:
    """Return an article; each asks another question."""
    text = f"The case is number {number}. It goes on."
    return Article(text=text, id=f"a{number}", language="en")


def number_of(body: Body) -> int:
    """Return the number of the article that a question is about."""
    text = "".join(message["content"] for message in body["messages"])
    return int(text.split("The case is number ")[1].split(".")[0])


@pytest.fixture
def provider() -> Iterator[Provider]:
    server = Provider(lambda _: completion(EMPTY))
    yield server
    server.close()


@pytest.fixture
def settings(provider: Provider, tmp_path: Path) -> Settings:
    return Settings(
        model="openai/m",
        base_url=provider.url,
        api_key="sk-secret",  # type: ignore[arg-type]
        profile="large",
        max_tries=3,
        cache_dir=tmp_path / "cache",
        input_price=10.0,
        output_price=100.0,
    )


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "jobs.sqlite"
