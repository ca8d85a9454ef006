"""A real HTTP server on 127.0.0.1 that gives scripted answers and keeps what it was sent."""

import json
import socket
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Answer:
    """One HTTP answer; a body that is neither str nor bytes is sent as JSON."""

    body: object = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    breaks_off: bool = False
    """Whether the connection is cut instead of answering."""


@dataclass(frozen=True)
class Received:
    """One request as it came in; header names are in lower case."""

    path: str
    headers: dict[str, str]
    body: Any


def chat(
    content: object,
    *,
    finish_reason: str = "stop",
    usage: tuple[int, int] | None = (10, 5),
    **message: object,
) -> Answer:
    """Answer like a chat completion; content that is no string is sent as JSON text."""
    text = content if content is None or isinstance(content, str) else json.dumps(content)
    payload: dict[str, object] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish_reason,
                "message": {"role": "assistant", "content": text, **message},
            }
        ],
    }
    if usage is not None:
        n_in, n_out = usage
        payload["usage"] = {
            "prompt_tokens": n_in,
            "completion_tokens": n_out,
            "total_tokens": n_in + n_out,
        }
    return Answer(payload)


def failure(
    status: int, code: str | None = None, *, headers: dict[str, str] | None = None, **said: object
) -> Answer:
    """Answer like an endpoint that reports an error."""
    error = {"message": "no", "type": None, "param": None, "code": code, **said}
    return Answer({"error": error}, status, headers or {})


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class Loopback:
    """The server. Answers come from `script`, then from `reply` for ever."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.script: deque[Answer] = deque()
        self.reply: Callable[[Received], Answer] = lambda _: failure(500, "nothing_scripted")
        self._sockets: set[socket.socket] = set()
        self._lock = threading.Lock()
        loopback = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else each answer waits for an acknowledgement
            wbufsize = -1

            def setup(self) -> None:
                super().setup()
                loopback._sockets.add(self.connection)

            def finish(self) -> None:
                loopback._sockets.discard(self.connection)
                super().finish()

            def do_POST(self) -> None:
                data = self.rfile.read(int(self.headers.get("content-length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                received = Received(self.path, headers, json.loads(data))
                answer = loopback._next(received)
                if answer.breaks_off:
                    self.close_connection = True
                    return
                payload = _encoded(answer.body)
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if "content-type" not in {name.lower() for name in answer.headers}:
                    self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(payload)))
                self.end_headers()
                try:
                    self.wfile.write(payload)
                    self.wfile.flush()
                except OSError:  # the client had enough
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._server = _Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def bodies(self) -> list[Any]:
        """The JSON bodies that came in."""
        return [received.body for received in self.received]

    def say(self, *answers: Answer) -> None:
        """Script the next answers."""
        self.script.extend(answers)

    def close(self) -> None:
        """Stop, and cut all connections."""
        self._server.shutdown()
        self._thread.join()
        for connection in list(self._sockets):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        self._server.server_close()

    def _next(self, received: Received) -> Answer:
        with self._lock:
            self.received.append(received)
            if self.script:
                return self.script.popleft()
        return self.reply(received)


def _encoded(body: object) -> bytes:
    if isinstance(body, bytes):
        return body
    return (body if isinstance(body, str) else json.dumps(body)).encode()
