import ssl

import httpx2
import openai
import pytest

from summarizer.clients.fault import is_about_schema, translate
from summarizer.clients.retry import Transient
from summarizer.errors import ConfigurationError, LLMUnavailableError

REQUEST = httpx2.Request("POST", "https://host/v1/chat/completions")


def test_a_certificate_that_cannot_be_verified_says_where_to_look() -> None:
    error = openai.APIConnectionError(request=REQUEST)
    error.__cause__ = httpx2.ConnectError("SECRET")
    error.__cause__.__context__ = ssl.SSLCertVerificationError("SECRET")
    translated = translate(error, "host")
    assert isinstance(translated, ConfigurationError)
    assert "SSL_CERT_FILE" in str(translated)
    assert "SECRET" not in str(translated)


def test_a_timeout_may_pass() -> None:
    translated = translate(openai.APITimeoutError(REQUEST), "host")
    assert isinstance(translated, Transient)
    assert isinstance(translated.error, LLMUnavailableError)
    assert "timeout_s" in str(translated.error)


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (400, {"param": "response_format"}, True),
        (422, {"detail": "json_schema is not supported"}, True),
        (400, {"message": "no"}, False),
        (500, {"param": "response_format"}, False),
        (400, "response_format", False),
    ],
)
def test_a_refused_schema_is_told_from_other_faults(
    status: int,
    body: object,
    expected: bool,  # noqa: FBT001 - a case
) -> None:
    assert is_about_schema(status, body) is expected
