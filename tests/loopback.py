"""A real HTTP server on 127.0.0.1 that gives scripted answers and keeps what it was sent."""

import json
import socket
import struct
import sys
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, cast

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
    cut_at: int | None = None
    """After how many bytes of the body the connection is reset."""
    drip_s: float | None = None
    """How long the server waits after each single byte, of the head too."""
    hangs: bool = False
    """Whether nothing at all is sent, over an open connection."""
    repeats: bool = False
    """Whether the body is sent again and again, without end."""
    is_raw: bool = False
    """Whether the body is all that is sent: no head, and the connection is closed behind it."""


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
    loopback: "Loopback"
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that hung up; that is what many tests are about."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits for an acknowledgement

    @property
    def loopback(self) -> "Loopback":
        return cast("_Server", self.server).loopback

    def setup(self) -> None:
        super().setup()
        self.loopback._sockets.add(self.connection)

    def finish(self) -> None:
        self.loopback._sockets.discard(self.connection)
        super().finish()

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        received = Received(self.path, headers, json.loads(data))
        answer = self.loopback._next(received)
        if answer.hangs:
            self._wait()
        if answer.hangs or answer.breaks_off:
            self.close_connection = True
            return
        try:
            self._send(answer)
        except OSError:  # the client had enough
            self.close_connection = True

    def _wait(self) -> None:
        """Wait until one of the two hangs up."""
        self.connection.settimeout(0.02)
        while not self.loopback._closing.is_set():
            try:
                if not self.connection.recv(1):
                    return
            except TimeoutError:
                continue
            except OSError:
                return

    def _send(self, answer: Answer) -> None:
        payload = _encoded(answer.body)
        head = b"" if answer.is_raw else self._head(answer, len(payload))
        self.close_connection |= answer.is_raw
        if answer.drip_s is not None:
            for byte in head + payload:
                self.connection.sendall(bytes([byte]))
                if self.loopback._closing.wait(answer.drip_s):
                    break
            return
        self.connection.sendall(head)
        self._count(payload[: answer.cut_at])
        while answer.repeats and not self.loopback._closing.is_set():
            self._count(payload)
        if answer.cut_at is not None:
            # to linger for no time at all makes the system send a reset
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.rfile.close()  # it would keep the socket open
            self.connection.close()
            self.close_connection = True

    def _head(self, answer: Answer, length: int) -> bytes:
        headers = {"content-type": "application/json"}
        if not answer.repeats:
            headers["content-length"] = str(length)
        headers |= {name.lower(): value for name, value in answer.headers.items()}
        lines = [f"HTTP/1.1 {answer.status} -"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    def _count(self, data: bytes) -> None:
        piece = 1 << 16
        for start in range(0, len(data), piece):
            part = data[start : start + piece]
            self.connection.sendall(part)
            with self.loopback._lock:
                self.loopback.sent_bytes += len(part)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class Loopback:
    """The server. Answers come from `script`, then from `reply` for ever."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.script: deque[Answer] = deque()
        self.reply: Callable[[Received], Answer] = lambda _: failure(500, "nothing_scripted")
        self.sent_bytes = 0
        """Of bodies; a little more than what was read, since the machine keeps some in between."""
        self._closing = threading.Event()
        self._sockets: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.loopback = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def n_connections(self) -> int:
        """How many connections are open."""
        return len(self._sockets)

    @property
    def bodies(self) -> list[Any]:
        """The JSON bodies that came in."""
        return [received.body for received in self.received]

    def say(self, *answers: Answer) -> None:
        """Script the next answers."""
        self.script.extend(answers)

    def close(self) -> None:
        """Stop, and cut all connections."""
        self._closing.set()
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
