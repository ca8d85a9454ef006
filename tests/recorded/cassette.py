"""Cassettes: what a model's server was asked and what it answered, as files for people to read.

One YAML file for each test, `tests/cassettes/MODULE/TEST.yaml`: first its header, which says what
answered, then the interactions. Bodies are parsed JSON; what repeats in the questions is an alias
(`*id001`) of its first occurrence. Headers and the fields of an answer are allow-lists, since an
endpoint sends account names, and llama.cpp the path of its model file.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from vcr import VCR
from vcr.cassette import Cassette
from vcr.errors import CannotOverwriteExistingCassetteException, UnhandledHTTPRequestError
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.record_mode import RecordMode
from vcr.request import Request
from vcr.serialize import deserialize, serialize
from vcr.serializers import yamlserializer

CASSETTES = Path(__file__).parents[1] / "cassettes"
REQUEST_HEADERS = frozenset({"accept", "content-type"})
RESPONSE_HEADERS = frozenset({"content-type", "retry-after", "retry-after-ms", "x-should-retry"})
FIELDS = frozenset({"choices", "error", "object", "usage"})
COUNTS = frozenset({"completion_tokens", "prompt_tokens", "total_tokens"})

_NOTE = "# Recorded by `make record`, which overwrites it: do not edit.\n"
_MIN_SHARED = 80  # characters of JSON; what is shorter reads better repeated
_STOP = {
    # 401 dooms a run: the library neither tries again nor turns this into a result
    "status": {"code": 401, "message": "Unauthorized"},
    "headers": {"content-type": ["application/json"]},
    "body": {"string": b"{}"},
}


class Tape(Cassette):
    """A cassette that keeps what was sent, and every request that it could not answer."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.sent: list[Any] = []
        """The JSON bodies that went out, in order."""
        self.misses: list[CannotOverwriteExistingCassetteException] = []

    def can_play_response_for(self, request: Request) -> bool:
        self.sent.append(json.loads(request.body))
        is_known = bool(super().can_play_response_for(request))
        if is_known or not self.write_protected:
            return is_known
        self.misses.append(
            CannotOverwriteExistingCassetteException(cassette=self, failed_request=request)
        )
        return True

    def play_response(self, request: Request) -> dict[str, Any]:
        try:
            response: dict[str, Any] = super().play_response(request)
        except UnhandledHTTPRequestError:
            return _STOP
        return response

    @property
    def unplayed(self) -> list[str]:
        """The last message of each interaction that was not asked for."""
        bodies = [
            json.loads(r.body) for i, r in enumerate(self.requests) if not self.play_counts[i]
        ]
        return [body["messages"][-1]["content"] for body in bodies]


class _Readable:
    """The file format: vcrpy's, but with parsed bodies."""

    @staticmethod
    def serialize(data: dict[str, Any]) -> str:
        seen: dict[str, Any] = {}
        for interaction in data["interactions"]:
            request, response = interaction["request"], interaction["response"]
            request["body"] = _shared(_parsed(request["body"]), seen)
            response["body"] = _parsed(response["body"]["string"])
        parts = (
            {"metadata": data["metadata"]},
            {"interactions": data["interactions"]},
            {"version": 1},
        )
        return _NOTE + "".join(
            yaml.dump(part, Dumper=_Dumper, allow_unicode=True, width=100) for part in parts
        )

    @staticmethod
    def deserialize(text: str) -> dict[str, Any]:
        data: dict[str, Any] = yamlserializer.deserialize(text)
        for interaction in data["interactions"]:
            request, response = interaction["request"], interaction["response"]
            request["body"] = _unparsed(request["body"])
            response["body"] = {"string": _unparsed(response["body"])}
        return data


class _Dumper(yaml.SafeDumper):
    """Strings of several lines as blocks."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    )


_Dumper.add_representer(str, _represent_text)


class _Files:
    """Where cassettes are kept, in UTF-8 whatever the machine's own encoding."""

    @staticmethod
    def load_cassette(path: str, serializer: Any) -> Any:
        file = Path(path)
        if not file.is_file():
            raise CassetteNotFoundError
        return deserialize(file.read_text("utf-8"), serializer)


class _NewFiles:
    """Writes cassettes without looking at the old ones."""

    @staticmethod
    def load_cassette(*_: Any, **__: Any) -> Any:
        raise CassetteNotFoundError

    @staticmethod
    def save_cassette(path: str, data: dict[str, Any], serializer: Any) -> None:
        file, text = Path(path), serialize(data, serializer)
        if file.is_file() and _undated(file.read_text("utf-8")) == _undated(text):
            return  # nothing has changed but the day
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")


def read_header(path: Path) -> dict[str, str] | None:
    """Read what answered the requests of a cassette; None if there is no such file."""
    if not path.is_file():
        return None
    header: dict[str, str] = yamlserializer.deserialize(path.read_text("utf-8"))["metadata"]
    return header


def open_tape(
    path: Path, header: Mapping[str, str], *, base_url: str, is_new: bool
) -> Any:  # a context manager; vcrpy has no types
    """Load a cassette and put it in front of the network, or a new one behind it.

    Args:
        path: the cassette's file.
        header: what answers; its `address` is written instead of the base URL.
        base_url: where requests are really sent.
        is_new: whether to record.
    """

    def allowed(request: Request) -> Request:
        request.headers = {
            name.lower(): value
            for name, value in request.headers.items()
            if name.lower() in REQUEST_HEADERS
        }
        if request.uri.startswith(base_url):  # a local server's port is another each time
            request.uri = header["address"] + request.uri.removeprefix(base_url)
        return request

    vcr = VCR(
        match_on=("method", "path", "query", "body"),
        record_mode=RecordMode.ONCE if is_new else RecordMode.NONE,
        record_on_exception=False,
        decode_compressed_response=True,
        before_record_request=allowed,
        before_record_response=_allowed_response,
        serializer="readable",
    )
    vcr.register_serializer("readable", _Readable)
    vcr.register_persister(_NewFiles if is_new else _Files)
    return Tape.use(**vcr.get_merged_config(path=str(path)))


def _allowed_response(response: dict[str, Any]) -> dict[str, Any]:
    headers = {name.lower(): values for name, values in response["headers"].items()}
    body = _parsed(response["body"]["string"])
    if isinstance(body, dict):
        body = {name: body[name] for name in body if name in FIELDS}
        if isinstance(usage := body.get("usage"), dict):
            body["usage"] = {name: usage[name] for name in usage if name in COUNTS}
    return {
        "status": response["status"],
        "headers": {name: headers[name] for name in headers if name in RESPONSE_HEADERS},
        "body": {"string": _unparsed(body).encode()},
    }


def _parsed(body: str | bytes) -> Any:
    """The JSON in a body; a body that is none, such as a web page, stays text."""
    text = body if isinstance(body, str) else body.decode("utf-8", "backslashreplace")
    try:
        return json.loads(text)
    except ValueError:
        return text


def _unparsed(body: Any) -> str:
    return body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)


def _shared(node: Any, seen: dict[str, Any]) -> Any:
    """The same tree with equal parts being one object, which YAML writes once."""
    if isinstance(node, dict):
        node = {key: _shared(value, seen) for key, value in node.items()}
    elif isinstance(node, list):
        node = [_shared(value, seen) for value in node]
    else:
        return node
    text = json.dumps(node, sort_keys=True)
    return seen.setdefault(text, node) if len(text) >= _MIN_SHARED else node


def _undated(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("  recorded: ")]
