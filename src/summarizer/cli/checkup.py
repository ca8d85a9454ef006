"""What `summarizer doctor` looks at: each part gives findings, with a hint where it is needed."""

import importlib.util
import os
import platform
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import BaseModel

from ..api import plan_of
from ..clients.connect import connect
from ..clients.endpoint import Endpoint, resolve
from ..clients.price import price_of
from ..clients.replies import ReplyCache
from ..core.ask.request import Message, Reply, Request
from ..errors import SummarizerError
from ..loop import run
from ..settings import Settings, environment_variable
from .cache import size
from .exits import Exit, exit_of

__all__ = ["Finding", "checkup", "versions"]

_MANY = 1_000  # a question, about: some models take more for long ones
_PACKAGES = ("openai", "instructor", "httpx2", "pydantic")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    part: str
    text: str
    hint: str | None = None
    """What to do about it; None where all is well."""
    exit: Exit = Exit.OK
    """Not OK: nothing can be summarized before it is mended."""


class _Pulse(BaseModel):
    """The answer to the one cheap question."""

    ok: bool


def versions() -> str:
    """Say which versions are at work."""
    named = [f"summarizer {_version('summarizer')}", f"Python {platform.python_version()}"]
    return ", ".join(named + [f"{name} {_version(name)}" for name in _PACKAGES])


def checkup(settings: Settings, *, calls: bool) -> Iterator[Finding]:
    """Look at everything that a summary needs.

    Args:
        settings: the tunables in force.
        calls: whether the model is asked one cheap question.
    """
    endpoint = None
    try:
        endpoint = resolve(settings)
    except SummarizerError as error:
        yield _problem("model", error)
    if endpoint is not None:
        yield from _endpoint(endpoint, settings)
    yield _cache(settings)
    yield _engine(settings, endpoint)
    if calls and endpoint is not None:
        yield _call(settings)


def _endpoint(endpoint: Endpoint, settings: Settings) -> Iterator[Finding]:
    plan = plan_of(settings, endpoint)
    yield Finding("model", plan.model)
    if endpoint.chosen_because:
        yield Finding("", endpoint.chosen_because)
    address = endpoint.base_url or "the embedded engine, started when it is needed"
    if address.startswith("http://") and not endpoint.is_loopback:
        hint = "articles and key travel unencrypted: use https, unless the network is yours"
        yield Finding("address", address, hint)
    else:
        yield Finding("address", address)
    if endpoint.base_url is not None:
        yield Finding("key", _key(endpoint, settings))
    yield _price(endpoint, settings)
    sentences = "1 sentence" if plan.window_sentences == 1 else f"{plan.window_sentences} sentences"
    yield Finding("profile", f"{plan.profile}, {sentences} a question")
    if not endpoint.sends_schema:
        yield Finding("schema", "the provider cannot enforce one: more answers are asked for again")


def _price(endpoint: Endpoint, settings: Settings) -> Finding:
    """Say what a million tokens cost, as long as they are few at a time."""
    try:
        price = price_of(endpoint, settings)
    except SummarizerError as error:  # a limit in dollars that cannot be kept
        return _problem("price", error)
    n_in, n_out = price(_MANY, 0, 0), price(0, 0, _MANY)
    if n_in is None or n_out is None:
        return Finding("price", "not known; input_price and output_price can be set")
    factor = 1_000_000 // _MANY
    return Finding("price", f"${n_in * factor:g} in, ${n_out * factor:g} out, a million tokens")


def _key(endpoint: Endpoint, settings: Settings) -> str:
    """Say where the key is from; never a character of it."""
    if endpoint.api_key is None:
        return "none"
    if settings.api_key is not None:
        return "set in SUMMARIZER_API_KEY"
    variable = f"{endpoint.provider.upper()}_API_KEY"
    is_it = environment_variable(variable) == endpoint.api_key.get_secret_value()
    return f"set in {variable}" if is_it else "set"


def _cache(settings: Settings) -> Finding:
    if not settings.cache:
        return Finding("cache", "off")
    with closing(ReplyCache(settings.cache_dir)) as cache:
        folder = next(p for p in (cache.path, *cache.path.parents) if p.exists())
        if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
            hint = "nothing is kept: set SUMMARIZER_CACHE_DIR to a folder that you may write"
            return Finding("cache", f"{cache.path} cannot be written", hint)
        info = cache.info()
    return Finding("cache", f"{info.path}: {info.entries:,} replies, {size(info.n_bytes)}")


def _engine(settings: Settings, endpoint: Endpoint | None) -> Finding:
    """Look at the embedded engine; a lack of it is a problem only if it is wanted."""
    is_wanted = endpoint is not None and endpoint.base_url is None
    if importlib.util.find_spec("xllamacpp") is None:
        hint = "pip install 'summarizer[local]'" if is_wanted else None
        lack = Exit.CONFIGURATION if is_wanted else Exit.OK
        return Finding("engine", "xllamacpp is not installed", hint, lack)
    engine = f"xllamacpp {_version('xllamacpp')}"
    state = _model_file(settings, endpoint.model_path if endpoint and is_wanted else None)
    if state is None:
        return Finding("engine", f"{engine}, its model is here")
    hint = "get the default model with: summarizer model fetch" if is_wanted else None
    return Finding(
        "engine", f"{engine}; {state}", hint, Exit.CONFIGURATION if is_wanted else Exit.OK
    )


def _model_file(settings: Settings, wanted: Path | None) -> str | None:
    """Say what is wrong with the model's file; None: nothing."""
    # here, so that a broken embedded engine shows as a finding of its own
    from ..clients.local.store import default_model, model_path, verify  # noqa: PLC0415

    model = default_model()
    default = model_path(settings.model_dir, model)
    file = wanted or default
    if not file.is_file():
        return f"the model file {file} is not here"
    if file == default and not verify(file, model):
        return f"the model file {file} is not what it should be"
    return None


def _call(settings: Settings) -> Finding:
    try:
        reply = run(_ask(settings.model_copy(update={"cache": False, "max_tries": 2})))
    except SummarizerError as error:
        return _problem("call", error)
    usage = reply.usage
    tokens = (
        "tokens unknown"
        if usage.input_tokens is None or usage.output_tokens is None
        else f"{usage.input_tokens} tokens in, {usage.output_tokens} out"
    )
    return Finding("call", f"answered; {tokens}")


async def _ask(settings: Settings) -> Reply:
    question = Message("user", 'This is a test. Answer with this JSON object: {"ok": true}')
    async with connect(settings) as connection:
        # room for a reasoning model's thoughts; others stop after a few tokens
        return await connection.complete(Request("doctor", (question,), _Pulse, max_tokens=2000))


def _problem(part: str, error: SummarizerError) -> Finding:
    return Finding(part, error.message, error.hint or "see the message", exit_of(error))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"
