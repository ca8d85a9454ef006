"""The HTTP client under the SDK: sends only the headers we chose, reads only as much as is sane."""

from collections.abc import AsyncIterator
from typing import cast

import httpx2
from openai import AsyncOpenAI, Timeout

from ..errors import ConfigurationError
from ..settings import Settings
from .endpoint import Endpoint
from .fault import UnreadableReplyError

__all__ = ["MAX_BYTES", "open_sdk"]

MAX_BYTES = 4 * 1024 * 1024
"""Longest answer that is read; sixteen thousand tokens, all of them escaped, stay far below."""

_CONNECT_S = 10.0
_KEPT = ("host", "content-length", "content-type", "accept", "connection", "user-agent")


def open_sdk(endpoint: Endpoint, settings: Settings, *, max_bytes: int = MAX_BYTES) -> AsyncOpenAI:
    """Open the SDK's client for one endpoint, in the running event loop.

    Args:
        endpoint: whom to ask.
        settings: timeouts, and how many connections.
        max_bytes: longest answer that is read.

    Raises:
        ConfigurationError: the proxy or certificate settings of the machine cannot be used.
    """
    timeout = Timeout(settings.timeout_s, connect=min(settings.timeout_s, _CONNECT_S))

    async def on_request(request: httpx2.Request) -> None:
        request.headers = httpx2.Headers(_headers(request, endpoint))

    async def on_response(response: httpx2.Response) -> None:
        if response.headers.get("content-encoding", "identity").lower() not in {"", "identity"}:
            raise UnreadableReplyError
        response.stream = _Capped(cast("httpx2.AsyncByteStream", response.stream), max_bytes)

    is_encrypted = (endpoint.base_url or "").startswith("https:")
    try:
        http_client = httpx2.AsyncClient(
            timeout=timeout,
            # SSL_CERT_FILE counts on this machine too, where `trust_env` is off
            verify=httpx2.create_ssl_context() if is_encrypted else True,
            limits=httpx2.Limits(
                max_connections=settings.concurrency, max_keepalive_connections=settings.concurrency
            ),
            follow_redirects=False,  # a redirect would post the article to another host
            trust_env=not endpoint.is_loopback,  # a proxy must not see what stays on this machine
            event_hooks={"request": [on_request], "response": [on_response]},
        )
    except (ImportError, ValueError, OSError, httpx2.InvalidURL):
        http_client = None
    if http_client is None:  # raised here, so that no foreign exception hangs on it
        raise ConfigurationError(
            "The proxy or certificate settings of this machine cannot be used.",
            hint="check HTTPS_PROXY, ALL_PROXY and SSL_CERT_FILE",
        )
    return AsyncOpenAI(
        # every argument that is left out would be read from the environment
        api_key="none",  # the real one is put in by the hook
        organization="",
        project="",
        base_url=endpoint.base_url or "http://127.0.0.1",
        max_retries=0,
        timeout=timeout,
        http_client=http_client,
    )


def _headers(request: httpx2.Request, endpoint: Endpoint) -> dict[str, str]:
    """An allow-list: the SDK would add what it finds in the environment and on the machine."""
    headers = {name: request.headers[name] for name in _KEPT if name in request.headers}
    headers["accept-encoding"] = "identity"  # a few bytes could unpack to gigabytes
    if endpoint.api_key is not None:
        headers["authorization"] = f"Bearer {endpoint.api_key.get_secret_value()}"
    if endpoint.organization:
        headers["openai-organization"] = endpoint.organization
    if endpoint.project:
        headers["openai-project"] = endpoint.project
    return headers


class _Capped(httpx2.AsyncByteStream):
    """A body that stops being read when it grows beyond measure."""

    def __init__(self, stream: httpx2.AsyncByteStream, max_bytes: int) -> None:
        self._stream = stream
        self._max_bytes = max_bytes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        n_bytes = 0
        async for chunk in self._stream:
            n_bytes += len(chunk)
            if n_bytes > self._max_bytes:
                raise UnreadableReplyError
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
