"""The systems that are compared: each reads an article through one endpoint."""

from collections.abc import Awaitable, Callable

from ..case import Case
from ..prediction import Prediction

System = Callable[[Case, str], Awaitable[Prediction]]
"""Reads a case with the model at an OpenAI-compatible address (up to `/v1`)."""
