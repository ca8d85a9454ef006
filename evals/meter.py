"""A meter between a system and its endpoint: passes requests on, adds up what the server counts.

One way of counting for all systems, whichever client they use.
"""

import asyncio
import json
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.error import HTTPError

from .prediction import Cost

__all__ = ["Meter"]


class Meter:
    """Serves on 127.0.0.1 while it is open."""

    def __init__(self, address: str) -> None:
        """Pass requests on to an OpenAI-compatible address (up to `/v1`)."""
        self.target = address
        self._lock = threading.Lock()
        self._cost = Cost()
        meter = self

        class _Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                status, answer = meter.forward(self.path, body)
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its base names it so
                del format, args

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/v1"
        """Where systems send their requests."""
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    async def __aenter__(self) -> Self:
        self._thread.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await asyncio.to_thread(self._server.shutdown)
        self._server.server_close()

    def forward(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Send a request on, and count what its answer cost."""
        request = urllib.request.Request(  # noqa: S310 - the user's own endpoint
            self.target + path.removeprefix("/v1"), body, {"content-type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=3_600) as response:  # noqa: S310
                status, answer = response.status, response.read()
        except HTTPError as error:
            status, answer = error.code, error.read()
        usage: dict[str, Any] = json.loads(answer).get("usage") or {}
        details: dict[str, int] = usage.get("prompt_tokens_details") or {}
        with self._lock:
            before = self._cost
            self._cost = Cost(
                requests=before.requests + 1,
                input_tokens=before.input_tokens + usage.get("prompt_tokens", 0),
                prefix_cached_tokens=before.prefix_cached_tokens + details.get("cached_tokens", 0),
                output_tokens=before.output_tokens + usage.get("completion_tokens", 0),
            )
        return status, answer

    def take(self) -> Cost:
        """Return what was counted since the last time."""
        with self._lock:
            cost, self._cost = self._cost, Cost()
        return cost
