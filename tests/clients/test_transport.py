import asyncio
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest
from asking import GOOD, question

from loopback import Loopback, chat
from summarizer.clients.endpoint import Endpoint
from summarizer.clients.openai import OpenAIClient
from summarizer.clients.transport import open_sdk
from summarizer.errors import ConfigurationError
from summarizer.settings import Settings

FAR = Endpoint("openai", "m", "https://far.example/v1")
NEAR = Endpoint("vllm", "m", "http://localhost:1/v1")


@pytest.mark.parametrize("scheme", ["nonsense", "socks5"])  # the second lacks a package
def test_a_proxy_that_cannot_be_used_is_a_setting_to_mend(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", f"{scheme}://SECRET@127.0.0.1:9")
    with pytest.raises(ConfigurationError, match="ALL_PROXY") as caught:
        open_sdk(FAR, Settings())
    assert "SECRET" not in str(caught.value)
    assert caught.value.__context__ is None
    asyncio.run(open_sdk(NEAR, Settings()).close())  # never through a proxy


def test_the_sdk_takes_nothing_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_KEY", "BASE_URL", "ORG_ID", "PROJECT_ID"):
        monkeypatch.setenv(f"OPENAI_{name}", "https://elsewhere.example")
    sdk = open_sdk(FAR, Settings())
    assert str(sdk.base_url) == "https://far.example/v1/"
    assert (sdk.api_key, sdk.organization, sdk.project) == ("none", "", "")
    assert sdk.max_retries == 0
    asyncio.run(sdk.close())


@pytest.fixture
def certificate(loopback: Loopback, tmp_path: Path) -> Path:
    """Let the server speak TLS with a certificate that nobody has vouched for."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl here")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "req -x509 -nodes -days 2 -newkey rsa:2048 -subj /CN=localhost"
    named = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key)]
    subprocess.run(  # noqa: S603 - our own
        [openssl, *command.split(), *named, "-out", str(certificate)],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = loopback._server
    server.socket = context.wrap_socket(server.socket, server_side=True)
    loopback.reply = lambda _: chat(GOOD)
    return certificate


class Elsewhere(Endpoint):
    """An endpoint that is taken for one on another machine."""

    is_loopback = False


@pytest.mark.parametrize("kind", [Endpoint, Elsewhere])
def test_a_certificate_is_verified_and_may_be_ones_own(
    loopback: Loopback, certificate: Path, kind: type[Endpoint], monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = kind("vllm", "m", loopback.url.replace("http:", "https:"))

    async def go() -> int:
        client = OpenAIClient(endpoint, Settings())
        try:
            return (await client.complete(question())).usage.attempts
        finally:
            await client.aclose()

    with pytest.raises(ConfigurationError, match="certificate") as caught:
        asyncio.run(go())
    assert "SSL_CERT_FILE" in (caught.value.hint or "")
    assert loopback.received == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert asyncio.run(go()) == 1
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_name("none.pem")))
    with pytest.raises(ConfigurationError, match="SSL_CERT_FILE"):
        asyncio.run(go())
