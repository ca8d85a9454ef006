"""A real HTTP server on 127.0.0.1 with files, batches and chat completions, as a provider has them.

https://platform.openai.com/docs/api-reference/batch says what each call looks like.
"""

import json
import re
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

Line = dict[str, Any]
Body = dict[str, Any]


@dataclass
class Job:
    """A batch as this server keeps it."""

    id: str
    file_id: str
    lines: list[Line]
    """The questions that were uploaded."""
    n_looks: int = 0
    """How often it was asked after."""
    status: str = "in_progress"
    files: dict[str, bytes] = field(default_factory=dict)
    errors: list[dict[str, str]] = field(default_factory=list)


def completion(content: str, *, finish_reason: str = "stop", tokens: int = 100) -> Body:
    """Return the body of a chat completion."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish_reason,
                "message": {"role": "assistant", "content": content},
            }
        ],
        "usage": {
            "prompt_tokens": tokens,
            "completion_tokens": tokens // 10,
            "total_tokens": tokens + tokens // 10,
        },
    }


def answered(key: str, body: Body, *, status: int = 200) -> Line:
    """Return the line of an answer."""
    response = {"status_code": status, "request_id": "r", "body": body}
    return {"id": f"batch_req_{key[:8]}", "custom_id": key, "response": response, "error": None}


def unasked(key: str, code: str = "batch_expired") -> Line:
    """Return the line of a question whose turn never came."""
    error = {"code": code, "message": "This request could not be executed."}
    return {"id": f"batch_req_{key[:8]}", "custom_id": key, "response": None, "error": error}


class Provider:
    """The server. What it answers is `reply`'s; what becomes of a job is `run`'s."""

    def __init__(self, reply: Callable[[Body], Body]) -> None:
        """Start.

        Args:
            reply: gives the body of the answer to the body of a question.
        """
        self.reply = reply
        self.looks = 1
        """How often a job is asked after until it has ended."""
        self.end: Callable[[Job], Iterable[Line | bytes]] = self.all_answers
        """Ends a job: sets its status, and returns the lines of its answers."""
        self.fails: dict[str, list[int]] = {}
        """By `METHOD path` the statuses that the next requests get; 0: the connection breaks after
        all was done."""
        self.jobs: list[Job] = []
        self.uploads: dict[str, bytes] = {}
        self.asked: list[str] = []
        """`METHOD path` of all requests."""
        self.headers: list[dict[str, str]] = []
        self.chats: list[Body] = []
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.provider = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def questions(self) -> list[Line]:
        """All questions of all jobs."""
        return [line for job in self.jobs for line in job.lines]

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def all_answers(self, job: Job) -> Iterable[Line | bytes]:
        """End a job well: every question has its answer."""
        job.status = "completed"
        return [answered(line["custom_id"], self.reply(line["body"])) for line in job.lines]

    def upload(self, content: bytes) -> Body:
        """Take a file."""
        file_id = f"file-{len(self.uploads) + 1}"
        self.uploads[file_id] = content
        return {
            "id": file_id,
            "object": "file",
            "bytes": len(content),
            "created_at": int(time.time()),
            "filename": "questions.jsonl",
            "purpose": "batch",
            "status": "processed",
        }

    def create(self, body: Body) -> Body:
        """Begin a batch."""
        lines = [json.loads(line) for line in self.uploads[body["input_file_id"]].splitlines()]
        job = Job(f"batch_{len(self.jobs) + 1}", body["input_file_id"], lines)
        self.jobs.append(job)
        return self.told(job)

    def look(self, batch_id: str) -> Body:
        """Tell how a batch stands; the last look before its end ends it."""
        job = next(job for job in self.jobs if job.id == batch_id)
        job.n_looks += 1
        if job.status == "in_progress" and job.n_looks >= self.looks:
            lines = list(self.end(job))
            good, bad = (
                b"".join(_encoded(line) for line in lines if _is_error(line) is is_error)
                for is_error in (False, True)
            )
            job.files = {
                name: content
                for name, content in ((f"{job.id}-out", good), (f"{job.id}-err", bad))
                if content
            }
        return self.told(job)

    def told(self, job: Job) -> Body:
        """Return a batch as the server tells it."""
        files = {name.rpartition("-")[2]: name for name in job.files}
        return {
            "id": job.id,
            "object": "batch",
            "endpoint": "/v1/chat/completions",
            "completion_window": "24h",
            "created_at": int(time.time()),
            "input_file_id": job.file_id,
            "status": job.status,
            "output_file_id": files.get("out"),
            "error_file_id": files.get("err"),
            "errors": {"object": "list", "data": job.errors} if job.errors else None,
            "request_counts": {"total": len(job.lines), "completed": 0, "failed": 0},
        }

    def answer(self, method: str, path: str, content: bytes, content_type: str) -> bytes | Body:
        """Answer a request."""
        if (method, path) == ("POST", "/v1/files"):
            return self.upload(_uploaded(content, content_type))
        if (method, path) == ("POST", "/v1/batches"):
            return self.create(json.loads(content))
        if (method, path) == ("POST", "/v1/chat/completions"):
            self.chats.append(json.loads(content))
            return self.reply(self.chats[-1])
        if match := re.fullmatch(r"/v1/files/(.+)/content", path):
            return next(job.files[match[1]] for job in self.jobs if match[1] in job.files)
        if match := re.fullmatch(r"/v1/batches/(.+)", path):
            return self.look(match[1])
        listed = [self.told(job) for job in reversed(self.jobs)]
        return {"object": "list", "data": listed, "has_more": False}


def _is_error(line: Line | bytes) -> bool:
    if isinstance(line, bytes):
        return False
    return line["response"] is None or line["response"]["status_code"] != 200


def _encoded(line: Line | bytes) -> bytes:
    return line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n"


def _uploaded(content: bytes, content_type: str) -> bytes:
    """Take the one file out of a form."""
    head = f"content-type: {content_type}\r\n\r\n".encode()
    parts = BytesParser().parsebytes(head + content).get_payload()
    files = [p for p in cast("list[Any]", parts) if p.get_filename()]
    assert len(files) == 1
    return cast("bytes", files[0].get_payload(decode=True))


class _Server(ThreadingHTTPServer):
    provider: Provider
    daemon_threads = True
    request_queue_size = 128


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        provider = cast("_Server", self.server).provider
        content = self.rfile.read(int(self.headers.get("content-length", 0)))
        path = self.path.partition("?")[0]
        asked = f"{self.command} {path}"
        with provider._lock:
            provider.asked.append(asked)
            provider.headers.append({k.lower(): v for k, v in self.headers.items()})
            fails = provider.fails.get(asked, [])
            status = fails.pop(0) if fails else 200
            body: bytes | Body = {"error": {"message": "no", "code": None}}
            if status in {0, 200}:
                kind = self.headers.get("content-type", "")
                body = provider.answer(self.command, path, content, kind)
        if status == 0:
            self.close_connection = True
            return
        payload = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass
