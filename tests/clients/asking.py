"""What the tests of the clients ask, and with whose key."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from summarizer.core.ask.request import Message, Request

KEY = "sk-hidden0key"
TEXT = "The harbour stays closed, said Ilse Brandt."


class Part(BaseModel):
    """A part with a docstring that must not be sent."""

    model_config = ConfigDict(hide_input_in_errors=True)

    n: int
    name: Annotated[str, Field(max_length=20)] | None


class Form(BaseModel):
    """A form with a docstring that must not be sent."""

    model_config = ConfigDict(hide_input_in_errors=True)

    parts: Annotated[list[Part], Field(max_length=400)]
    few: Annotated[list[int], Field(max_length=5)]


GOOD = {"parts": [{"n": 1, "name": "Ilse"}], "few": [1]}


def question(
    text: str = TEXT, *, max_tokens: int = 500, form: type[BaseModel] = Form, task: str = "tags.v1"
) -> Request:
    messages = (Message("system", "Point."), Message("user", text))
    return Request(task, messages, form, max_tokens)
