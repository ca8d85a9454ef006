"""Prompts: versioned Jinja files, rendered by us; the article is a value, never a template."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, cast

from jinja2 import StrictUndefined, Template, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ...schema import PromptInfo
from ..text.folding import fold
from .request import Message

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["RUN", "example_names", "prompt_info", "prompt_runs", "render", "runs_of"]

RUN = 7
"""Words in a row that nobody writes by chance."""
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r'"([^"\n]+)"')


@cache
def _folder() -> "Traversable | Path":
    """Return the prompts of the installed package, or of the checkout in an editable install."""
    shipped = resources.files("summarizer") / "prompts"
    return shipped if shipped.is_dir() else Path(__file__).parents[4] / "prompts"


@cache
def _source(name: str) -> str:
    return (_folder() / f"{name}.jinja").read_text(encoding="utf-8")


@cache
def prompt_info(name: str) -> PromptInfo:
    """Return a prompt's name and digest."""
    return PromptInfo(name=name, sha256=hashlib.sha256(_source(name).encode()).hexdigest())


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    # no HTML here: escaping would change the article's characters
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )


@cache
def _template(name: str) -> Template:
    return _environment().from_string(_source(name))


def render(name: str, **values: object) -> tuple[Message, ...]:
    """Render a prompt's blocks into messages.

    The block `system` comes first, if there is one; pairs `ask_1`, `answer_1`, … are worked
    examples; the block `user` is the question. A value cannot open a block or a message, whatever
    it contains.
    """
    return _messages(_template(name), values)


def _messages(template: Template, values: Mapping[str, object]) -> tuple[Message, ...]:
    context = template.new_context(dict(values))
    list(template.root_render_func(context))  # defines the file's macros for its blocks

    def block(key: str) -> str:
        return "".join(template.blocks[key](context)).strip()

    messages = [Message("system", block("system"))] if "system" in template.blocks else []
    for key in sorted((k for k in template.blocks if k.startswith("ask_")), key=_order):
        messages.append(Message("user", block(key)))
        messages.append(Message("assistant", block(key.replace("ask_", "answer_"))))
    return (*messages, Message("user", block("user")))


def _order(key: str) -> int:
    return int(key.removeprefix("ask_"))


def _blank(name: str) -> tuple[Message, ...]:
    """Render without the values of a question, of which only blanks are left."""
    lenient = _environment().overlay(undefined=Undefined).from_string(_source(name))
    return _messages(lenient, {})


@cache
def prompt_runs(name: str) -> frozenset[tuple[str, ...]]:
    """Return every run of `RUN` words in the rules and worked examples of a prompt."""
    return frozenset(run for message in _blank(name) for run in runs_of(message.content))


def runs_of(words: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of `RUN` words in a text, folded."""
    found = _WORD.findall(fold(words))
    return frozenset(tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1))


@cache
def example_names(name: str) -> frozenset[str]:
    """Return the names that a prompt invents: a model may copy them instead of the article's.

    All words in the answers of its worked examples, and the names that its rules quote.
    """
    names: set[str] = set()
    for message in _blank(name):
        if message.role == "assistant":
            names.update(_strings(json.loads(message.content)))
        elif message.role == "system":
            quoted = _QUOTED.findall(message.content)
            names.update(words for words in quoted if any(map(str.isupper, words)))
    return frozenset(names)


def _strings(value: object) -> Iterator[str]:
    """Every string in JSON that is no key."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in cast("dict[str, object]", value).values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in cast("list[object]", value):
            yield from _strings(part)
