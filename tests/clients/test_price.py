"""Prices: told, listed, none, or not known."""

import pytest

from summarizer import ConfigurationError, Settings
from summarizer.clients.connect import connect
from summarizer.clients.endpoint import Endpoint
from summarizer.clients.price import price_of

OPENAI = "https://api.openai.com/v1"
LISTED = Endpoint("openai", "gpt-4o-mini", OPENAI)
UNKNOWN = Endpoint("openai", "gpt-4o-mini", "http://127.0.0.1:8080/v1")
EMBEDDED = Endpoint("local", "qwen", None)
NAMED = Settings(input_price=2.0, output_price=8.0)
MILLION = 1_000_000


def test_a_listed_model_costs_what_the_list_says_less_for_what_is_cached() -> None:
    price = price_of(LISTED, Settings())
    dear, cheap = price(MILLION, 0, 0), price(MILLION, MILLION, 0)
    assert dear is not None
    assert cheap is not None
    assert dear > cheap > 0
    assert price(MILLION, 2 * MILLION, 0) == cheap  # a server that counts wrongly


def test_who_passes_a_listed_model_on_may_take_another_price() -> None:
    assert price_of(UNKNOWN, Settings())(1, 0, 1) is None
    assert price_of(Endpoint("openai", "no-such-model", OPENAI), Settings())(1, 0, 1) is None


def test_the_embedded_model_costs_nothing() -> None:
    assert price_of(EMBEDDED, Settings(max_cost_usd=1.0))(MILLION, 0, MILLION) == 0.0


@pytest.mark.parametrize("endpoint", [LISTED, UNKNOWN, EMBEDDED, None])
def test_a_price_in_the_settings_is_believed(endpoint: Endpoint | None) -> None:
    assert price_of(endpoint, NAMED)(MILLION, MILLION, MILLION // 2) == 6.0


@pytest.mark.parametrize("limit", ["max_cost_usd", "max_article_cost_usd"])
def test_a_limit_in_dollars_needs_a_price_before_anything_is_sent(limit: str) -> None:
    settings = Settings(model="vllm/m", **{limit: 1.0})
    with pytest.raises(ConfigurationError, match="No price is known for vllm/m") as raised:
        connect(settings)
    assert "input_price" in str(raised.value.hint)
    connect(settings.model_copy(update={"input_price": 1.0, "output_price": 1.0}))
    connect(Settings(model="vllm/m", max_tokens=1))
