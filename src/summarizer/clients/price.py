"""What an endpoint takes for its tokens: told by the settings, listed, nothing, or unknown.

The list is that of genai-prices, as it was when the installed version came out; nothing is fetched.
A model is looked up by the address it is asked at, not by its name alone: who passes another's
models on may take another price.
"""

from collections.abc import Callable
from functools import partial

from ..errors import ConfigurationError
from ..settings import Settings
from .endpoint import Endpoint

__all__ = ["Price", "discounted", "has_dollar_limit", "price_of"]

Price = Callable[[int, int, int], float | None]
"""US dollars for tokens in, of these read from the provider's cache, and tokens out; None: no
price is known."""

_MILLION = 1_000_000


def price_of(endpoint: Endpoint | None, settings: Settings) -> Price:
    """Return the price of an endpoint's tokens; the list is loaded when it is first asked.

    Args:
        endpoint: None: a client of the user's, which may tell its costs itself.
        settings: prices and limits.

    Raises:
        ConfigurationError: a limit in dollars is set, and no price is known.
    """
    price = _price(endpoint, settings)
    if endpoint and has_dollar_limit(settings) and price(1, 0, 1) is None:
        raise ConfigurationError(
            f"No price is known for {endpoint.provider}/{endpoint.model} at {endpoint.host},"
            " so a limit in dollars cannot be kept.",
            hint="set input_price and output_price, or limit max_tokens instead",
        )
    return price


def has_dollar_limit(settings: Settings) -> bool:
    """Whether a price must be known."""
    return settings.max_cost_usd is not None or settings.max_article_cost_usd is not None


def discounted(price: Price, share: float) -> Price:
    """Return the price of who pays only a share of it."""

    def lower(n_in: int, n_cached: int, n_out: int) -> float | None:
        full = price(n_in, n_cached, n_out)
        return None if full is None else full * share

    return lower


def _price(endpoint: Endpoint | None, settings: Settings) -> Price:
    if settings.input_price is not None and settings.output_price is not None:
        return partial(_told, settings.input_price, settings.output_price)
    if endpoint is None:
        return _unknown
    if endpoint.base_url is None:
        return _free
    return partial(_listed, endpoint.base_url, endpoint.model)


def _told(input_price: float, output_price: float, n_in: int, n_cached: int, n_out: int) -> float:
    del n_cached  # what a discount there is, is not told
    return (n_in * input_price + n_out * output_price) / _MILLION


def _listed(address: str, model: str, n_in: int, n_cached: int, n_out: int) -> float | None:
    import genai_prices  # noqa: PLC0415 - a fifth of a second that a cache hit saves

    usage = genai_prices.Usage(
        input_tokens=n_in, cache_read_tokens=min(n_cached, n_in), output_tokens=n_out
    )
    try:
        cost = genai_prices.calc_price(usage, model, provider_api_url=address)
    except LookupError:
        return None
    return float(cost.total_price)


def _free(n_in: int, n_cached: int, n_out: int) -> float:
    del n_in, n_cached, n_out  # on this machine
    return 0.0


def _unknown(n_in: int, n_cached: int, n_out: int) -> None:
    del n_in, n_cached, n_out
