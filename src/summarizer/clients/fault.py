"""The one place where foreign exceptions become ours: told apart by type and code, never copied.

What comes out holds no text, no key and no foreign object. A fault that another try may mend comes
out as a `Transient`; everything else is final.
"""

import re
import ssl
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import httpx2
import openai
from pydantic import ValidationError

from ..errors import (
    ArticleError,
    ConfigurationError,
    LLMUnavailableError,
    QuotaError,
    ReplyError,
    ReplyInvalidError,
    ReplyRefusedError,
    SummarizerError,
)
from .retry import Transient, retry_after_s

__all__ = [
    "UnreadableReplyError",
    "breaches",
    "invalid",
    "is_about_schema",
    "is_free",
    "judge",
    "reported",
    "translate",
]

_BAD_REQUEST = frozenset({400, 422})
_WORTH_ANOTHER_TRY = frozenset({408, 409, 425, 429})
_QUOTA = re.compile(r"insufficient[_ ](?:quota|balance|funds|credits?)|billing_hard_limit")
_TOO_LONG = re.compile(
    r"context[_ ](?:length|size|window)|exceed_context|maximum context|too many tokens"
    r"|(?:prompt|input) is too long|string_above_max_length"
)
_FILTERED = re.compile(r"content_(?:filter|policy)|moderation|responsibleai")
_NO_MODEL = re.compile(r"model_not_found|invalid_model|model_not_available|does not exist")
_SCHEMA = re.compile(r"response[_ ]format|json_schema|json_object|structured[_ ]outputs?")
_SETTING = re.compile(r"temperature|max_tokens|max_completion_tokens|unsupported_(?:param|value)")
_MAX_PLACES = 3
_REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,100}")


class UnreadableReplyError(Exception):
    """The bytes of an answer were refused while they came in: too many, or compressed."""


def translate(error: Exception, host: str) -> SummarizerError | Transient:
    """Turn whatever sending a request raised into an error of ours, or a `Transient` around one."""
    if isinstance(error, openai.APIStatusError):
        return _from_status(error, host)
    for cause in _chain(error):
        if isinstance(cause, UnreadableReplyError):
            unreadable = ReplyInvalidError(f"{host} sent an answer too large or compressed.")
            return Transient(unreadable, max_repeats=1)
        if isinstance(cause, ssl.SSLCertVerificationError):
            return ConfigurationError(
                f"The certificate of {host} cannot be verified.",
                hint="install your system's CA certificates, or set SSL_CERT_FILE",
            )
        if isinstance(cause, UnicodeEncodeError):
            return ArticleError(
                "The text is not valid Unicode.", hint="replace lone surrogates before passing it"
            )
    if isinstance(error, openai.APITimeoutError):
        return Transient(
            LLMUnavailableError(f"{host} did not answer in time.", hint="timeout_s may be raised")
        )
    return Transient(
        LLMUnavailableError(
            f"{host} could not be reached, or the connection broke.",
            hint="check that it is running and that base_url and proxies are right",
        )
    )


def reported(payload: object, host: str) -> SummarizerError | Transient | None:
    """Read the error that some gateways send in a body with status 200; None if there is none."""
    body = cast("dict[str, object]", payload) if isinstance(payload, dict) else {}
    error = body.get("error")
    if not error or body.get("choices"):
        return None
    status, clues = _status(error), _clues(error)
    if status is not None:
        return _verdict(status, clues, {}, host)
    if _QUOTA.search(clues):
        return _out_of_credit(host)
    if any(p.search(clues) for p in (_TOO_LONG, _FILTERED, _NO_MODEL)):
        return _from_bad_request(400, clues, host)
    failing = LLMUnavailableError(f"{host} reports an error.", hint="try again later")
    return Transient(failing, max_repeats=1)


def judge(status: int, error: object, host: str) -> SummarizerError | Transient:
    """Turn an HTTP status, and the error in the body that came with it, into an error of ours."""
    return _verdict(status, _clues(error), {}, host)


def is_about_schema(status: int, error: object) -> bool:
    """Whether the endpoint refused the request because it cannot enforce a schema."""
    return status in _BAD_REQUEST and _SCHEMA.search(_clues(error)) is not None


def breaches(error: ValidationError) -> list[str]:
    """Say where a reply breaks its form: names and numbers of the form, no word of the reply."""
    return [
        f"{'.'.join(map(str, e['loc'])) or 'reply'}: {e['type']}"
        for e in error.errors(include_input=False, include_url=False)[:_MAX_PLACES]
    ]


def invalid(task: str, places: Sequence[str]) -> ReplyInvalidError:
    """Return the error of a reply to a task that breaks its form in some places."""
    return ReplyInvalidError(
        f"The reply to {task} breaks its form ({'; '.join(places)}).",
        hint="a larger model, or a higher max_tries, may help",
    )


def is_free(error: Exception) -> bool:
    """Whether nothing can have been counted: the request was refused, or never reached anybody."""
    if isinstance(error, openai.APIStatusError):
        return True
    unreached = (httpx2.ConnectError, httpx2.ConnectTimeout)
    return any(isinstance(cause, unreached) for cause in _chain(error))


def _from_status(error: openai.APIStatusError, host: str) -> SummarizerError | Transient:
    verdict = _verdict(error.status_code, _clues(error.body), error.response.headers, host)
    bare = verdict.error if isinstance(verdict, Transient) else verdict
    request_id = error.request_id
    bare.request_id = request_id if request_id and _REQUEST_ID.fullmatch(request_id) else None
    return verdict


def _verdict(  # noqa: PLR0911 - one return per kind of answer
    status: int, clues: str, headers: Mapping[str, str], host: str
) -> SummarizerError | Transient:
    match status:
        case 401:
            return ConfigurationError(f"{host} refuses the key.", hint="check the key")
        case 402:
            return _out_of_credit(host)
        case 403:
            if "flagged" in clues or _FILTERED.search(clues):
                return ReplyRefusedError(f"The content filter of {host} refused the request.")
            return ConfigurationError(
                f"{host} forbids this.", hint="check what the key and its account may use"
            )
        case 404 | 405 | 410:
            return _unknown_model(host)
        case _ if status in _WORTH_ANOTHER_TRY or status >= 500:  # noqa: PLR2004 - HTTP
            if _QUOTA.search(clues):
                return _out_of_credit(host)
            is_limit = status == 429  # noqa: PLR2004 - HTTP
            what = "is asked too often" if is_limit else "is failing"
            return Transient(
                LLMUnavailableError(f"{host} {what} (HTTP {status}).", hint="try again later"),
                wait_s=retry_after_s(headers),
                is_rate_limit=is_limit,
            )
        case _ if status < 400:  # noqa: PLR2004 - HTTP
            return ConfigurationError(
                f"{host} redirects elsewhere, where no article is sent unasked.",
                hint="set base_url to the address that answers itself",
            )
        case _:
            return _from_bad_request(status, clues, host)


def _from_bad_request(status: int, clues: str, host: str) -> SummarizerError:
    if status == 413 or _TOO_LONG.search(clues):  # noqa: PLR2004 - HTTP
        # this request's fault only: other articles, or smaller windows, may well fit
        return ReplyError(
            "The request is too long for the model.",
            hint="lower window_sentences, or use a model with a longer context",
        )
    if _FILTERED.search(clues):
        return ReplyRefusedError(f"The content filter of {host} refused the request.")
    if _NO_MODEL.search(clues):
        return _unknown_model(host)
    if _SCHEMA.search(clues) or _SETTING.search(clues):
        return ConfigurationError(
            f"{host} does not take a parameter that this model is asked with (HTTP {status}).",
            hint="use another model, or report it with the model's name",
        )
    return ReplyError(f"{host} rejects the request (HTTP {status}).")


def _out_of_credit(host: str) -> QuotaError:
    return QuotaError(
        f"The account at {host} is out of credit.", hint="add credit, or use another key"
    )


def _unknown_model(host: str) -> ConfigurationError:
    return ConfigurationError(
        f"{host} does not know this model or this address.",
        hint="check the model's name and that base_url ends as its documentation says, as in /v1",
    )


def _status(error: object) -> int | None:
    """The HTTP status that an error in a body gives as its code."""
    code = cast("dict[str, object]", error).get("code") if isinstance(error, dict) else None
    found = re.fullmatch(r"[45]\d\d", str(code)) if isinstance(code, int | str) else None
    return int(found[0]) if found else None


def _clues(error: object) -> str:
    """What the endpoint says of the error, to search and never to show."""
    if not isinstance(error, dict):
        return ""
    body = cast("dict[str, object]", error)
    said = [str(body.get(key, "")) for key in ("code", "type", "param", "message", "detail")]
    metadata = body.get("metadata")
    if isinstance(metadata, dict):
        said += [str(key) for key in cast("dict[str, object]", metadata)]
    return " ".join(said).lower()


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__
