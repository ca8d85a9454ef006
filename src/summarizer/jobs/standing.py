"""How a batch stands, read from what the provider says of it."""

import re
import time
from dataclasses import dataclass
from typing import cast

from ..clients.fault import judge
from ..clients.payload import get
from ..errors import ConfigurationError, QuotaError, SummarizerError

__all__ = ["Standing", "id_of", "standing_of"]

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,199}")
_UNDER_WAY = frozenset({"validating", "in_progress", "finalizing", "cancelling"})
_OVER = frozenset({"completed", "expired", "cancelled", "failed"})
_QUEUE_FULL = "token_limit_exceeded"
_PATIENCE_S = 600.0  # for the file of a batch that has just ended


@dataclass(frozen=True, slots=True)
class Standing:
    """How a batch stands at the provider."""

    is_over: bool
    """Whether nothing more will come of it."""
    status: str
    """The provider's word, such as `in_progress`."""
    n_done: int
    """Questions answered so far, or failed."""
    files: tuple[str, ...]
    """Ids of the files that answers and errors are in."""
    refusal: SummarizerError | None
    """Why the provider never began it."""
    is_queue_full: bool
    """Whether it did not since other jobs hold all that the account may queue."""


def standing_of(batch: object, batch_id: str, host: str) -> Standing:
    """Read how a batch stands.

    Args:
        batch: the answer's JSON.
        batch_id: what was asked after, for messages.
        host: who answered, likewise.

    Raises:
        ConfigurationError: nobody who knows batches answers like that.
    """
    status = get(batch, "status")
    if not isinstance(status, str) or status not in _UNDER_WAY | _OVER:
        raise _no_provider(host)
    counts = get(batch, "request_counts")
    n_completed, n_failed = (_count(get(counts, name)) for name in ("completed", "failed"))
    output, errors = (get(batch, f"{name}_file_id") for name in ("output", "error"))
    files = tuple(id_of(file, host) for file in (output, errors) if file is not None)
    is_late = status == "completed" and n_completed > 0 and output is None and _is_fresh(batch)
    refusal = _refusal(batch, batch_id, host) if status == "failed" and not files else None
    return Standing(
        is_over=status in _OVER and not is_late,
        status=status,
        n_done=n_completed + n_failed,
        files=files,
        refusal=refusal,
        is_queue_full=refusal is not None and _is_queue_full(batch),
    )


def id_of(given: object, host: str) -> str:
    """Return an id that may stand in an address.

    Raises:
        ConfigurationError: it is none.
    """
    if isinstance(given, str) and _ID.fullmatch(given):
        return given
    raise _no_provider(host)


def _no_provider(host: str) -> ConfigurationError:
    return ConfigurationError(
        f"{host} answers like no provider of batches.",
        hint="not every OpenAI-compatible server has /v1/files and /v1/batches",
    )


def _refusal(batch: object, batch_id: str, host: str) -> SummarizerError:
    if _is_queue_full(batch):
        return ConfigurationError(
            f"{host} does not queue as many tokens as the job {batch_id} has.",
            hint="put fewer questions into a job",
        )
    # judged like an answer to a question, where credit is looked for in 429, all else in 400
    verdicts = [judge(status, error, host) for error in _errors(batch) for status in (429, 400)]
    refused = ConfigurationError(
        f"{host} refused the job {batch_id}.",
        hint="its reason stands in the provider's list of batches",
    )
    quota = [v for v in verdicts if isinstance(v, QuotaError)]
    wrong = [v for v in verdicts if isinstance(v, ConfigurationError)]
    return [*quota, *wrong, refused][0]


def _is_fresh(batch: object) -> bool:
    """Whether a batch ended so lately that its file may still come."""
    ended = get(batch, "completed_at")
    return isinstance(ended, int | float) and abs(time.time() - ended) < _PATIENCE_S


def _is_queue_full(batch: object) -> bool:
    return any(get(error, "code") == _QUEUE_FULL for error in _errors(batch))


def _errors(batch: object) -> list[object]:
    data = get(get(batch, "errors"), "data")
    return cast("list[object]", data) if isinstance(data, list) else []


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
