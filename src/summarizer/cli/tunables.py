"""Settings from the command's options, over those of the environment."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..settings import Settings
    from .options import ProfileName

__all__ = ["settings_from"]


def settings_from(
    *,
    model: str | None = None,
    base_url: str | None = None,
    profile: "ProfileName | None" = None,
    window_sentences: int | None = None,
    concurrency: int | None = None,
    max_cost: float | None = None,
    max_tokens: int | None = None,
    cache: bool = True,
) -> "Settings":
    """Return the settings; an option that was not given leaves the environment's word.

    Raises:
        ConfigurationError: a setting is wrong; names the first one, and its variable.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - `--help` does without

    from ..errors import ConfigurationError  # noqa: PLC0415 - likewise
    from ..settings import Settings  # noqa: PLC0415 - likewise

    given: dict[str, object] = {
        "model": model,
        "base_url": base_url,
        "profile": profile,
        "window_sentences": window_sentences,
        "concurrency": concurrency,
        "max_cost_usd": max_cost,
        "max_tokens": max_tokens,
        "cache": None if cache else False,
    }
    try:
        return Settings.model_validate({k: v for k, v in given.items() if v is not None})
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
        name = str(fault["loc"][0]) if fault["loc"] else "settings"
        reason = fault["msg"].removeprefix("Value error, ")
        option = (
            f"--{name.removesuffix('_usd').replace('_', '-')} or "
            if given.get(name) is not None
            else ""
        )
        raise ConfigurationError(
            f"The setting {name} is wrong: {reason}.",
            hint=f"correct {option}SUMMARIZER_{name.upper()}",
        ) from error
