"""The public names: complete, sorted, and loaded on first use only."""

import inspect
import json
import subprocess
import sys

import pytest
from pydantic import BaseModel

import summarizer
from summarizer import api, batch, errors, outcome, provider_batch, schema, testing

HEAVY = (
    "aiolimiter",
    "asyncio",
    "diskcache",
    "genai_prices",
    "httpx2",
    "instructor",
    "jinja2",
    "openai",
    "pydantic",
    "pydantic_settings",
    "rich",
    "sentencex",
    "tenacity",
    "typer",
    "xllamacpp",
)


def loaded_by(statement: str) -> set[str]:
    """The modules that a new process has loaded after a statement."""
    script = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    return set(json.loads(done.stdout))


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_by("import summarizer").isdisjoint(HEAVY)


def test_importing_a_function_loads_no_client_and_no_terminal() -> None:
    loaded = loaded_by("from summarizer import Summarizer, Settings, summarize")
    clients = {"diskcache", "httpx2", "instructor", "openai", "rich", "tenacity", "typer"}
    assert loaded.isdisjoint(clients)


def test_the_list_of_names_is_sorted_and_each_is_there() -> None:
    assert summarizer.__all__ == sorted(summarizer.__all__)
    assert len(set(summarizer.__all__)) == len(summarizer.__all__)
    for name in summarizer.__all__:
        assert getattr(summarizer, name).__name__ == name
    assert dir(summarizer) == summarizer.__all__


def test_every_error_noun_and_driver_is_public() -> None:
    nouns = {
        name
        for module in (schema, outcome)
        for name, noun in inspect.getmembers(module, inspect.isclass)
        if name in module.__all__ and issubclass(noun, BaseModel) and name != "Noun"
    }
    drivers = {*api.__all__, *batch.__all__, *provider_batch.__all__} - {
        "Progress",
        "article_of",
        "checked",
        "plan_of",
    }
    assert {*errors.__all__, *nouns, *drivers, "JobStatus", "Settings"} == set(summarizer.__all__)
    assert testing.__all__ == ["ScriptedClient"]


@pytest.mark.parametrize("name", ["nothing", "Noun", "connect"])
def test_an_unknown_name_is_an_attribute_error(name: str) -> None:
    with pytest.raises(AttributeError, match=f"module 'summarizer' has no attribute '{name}'"):
        getattr(summarizer, name)
