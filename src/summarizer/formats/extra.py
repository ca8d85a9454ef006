"""Packages that only some users need: asked for by name when their format is."""

from importlib import import_module

from ..errors import ConfigurationError

__all__ = ["require"]


def require(module: str, extra: str) -> None:
    """See that an optional package is there.

    Args:
        module: what is imported, such as `pyarrow`.
        extra: of this library, which brings it.

    Raises:
        ConfigurationError: it is not there, or does not load.
    """
    try:
        import_module(module)
    except ImportError as error:
        raise ConfigurationError(
            f"For {extra} files the package {module} is needed.",
            hint=f"pip install 'summarizer[{extra}]'",
        ) from error
