"""The connection breaks, stalls or never ends, or what comes over it is no reply's body."""

import gzip
import json
import zlib
from typing import Any

from loopback import Answer
from summarizer.clients.transport import MAX_BYTES
from summarizer.errors import ConfigurationError, LLMUnavailableError, ReplyInvalidError

from .scenario import GOOD, GOOD_TEXT, Scenario

BOMB = gzip.compress(b" " * (64 * 1024 * 1024), 9)
PAGE = Answer("<html>Welcome</html>", headers={"content-type": "text/html"})
CHARSET = {"content-type": "application/json; charset=nonsense"}
GOOD_BODY: Any = GOOD.body
HALF = Answer(GOOD_BODY, cut_at=100)


def _with(**values: object) -> Answer:
    return Answer(json.dumps({**GOOD_BODY, **values}).encode())


CUT = (
    Scenario(
        "close-once", "closes without an answer, once", (Answer(breaks_off=True), GOOD), "retry", 2
    ),
    Scenario(
        "close",
        "closes without an answer, for ever",
        (Answer(breaks_off=True),),
        "retry",
        4,
        LLMUnavailableError,
    ),
    Scenario(
        "reset-once",
        "resets before the body, once",
        (Answer(GOOD_BODY, cut_at=0), GOOD),
        "retry",
        2,
    ),
    Scenario("cut-once", "resets in the middle of the body, once", (HALF, GOOD), "retry", 2),
    Scenario(
        "cut",
        "resets in the middle of the body, for ever",
        (HALF,),
        "retry",
        4,
        LLMUnavailableError,
    ),
    Scenario(
        "short",
        "closes before all that `Content-Length` promised, once",
        (Answer(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{", is_raw=True), GOOD),
        "retry",
        2,
    ),
    Scenario(
        "not-http",
        "sends what is no HTTP, for ever",
        (Answer("HELO harbour\r\n\r\n", is_raw=True),),
        "retry",
        4,
        LLMUnavailableError,
    ),
    Scenario(
        "endless-head",
        "sends a head of 1 MB, for ever",
        (Answer(None, headers={"x-long": "x" * 1_000_000}),),
        "retry",
        4,
        LLMUnavailableError,
    ),
)

SLOW = (
    Scenario(
        "hang-once",
        "says nothing for longer than `timeout_s`, once",
        (Answer(hangs=True), GOOD),
        "retry",
        2,
        settings={"timeout_s": 0.5},
    ),
    Scenario(
        "hang",
        "says nothing for longer than `timeout_s`, for ever",
        (Answer(hangs=True),),
        "retry",
        4,
        LLMUnavailableError,
        settings={"timeout_s": 0.1},
    ),
    Scenario(
        "hang-deadline",
        "says nothing until `deadline_s` is over",
        (Answer(hangs=True),),
        "api",
        1,
        LLMUnavailableError,
        settings={"deadline_s": 0.5},
    ),
    Scenario(
        "drip",
        "sends one byte at a time, until `deadline_s` is over",
        (Answer(GOOD_BODY, drip_s=0.01),),
        "api",
        1,
        LLMUnavailableError,
        settings={"deadline_s": 0.5},
    ),
)

UNREADABLE = (
    Scenario(
        "200-page",
        "200 with a web page",
        (PAGE,),
        "exchange",
        2,
        ConfigurationError,
        LLMUnavailableError,
    ),
    Scenario("200-page-once", "200 with a web page, once", (PAGE, GOOD), "exchange", 2),
    *(
        Scenario(name, server, (answer,), "exchange", 2, LLMUnavailableError)
        for name, server, answer in (
            ("200-empty", "200 without a body", Answer("")),
            ("200-bytes", "200 with bytes that are no UTF-8", Answer(b'{"choices": "\xff\xfe"}')),
            ("200-deep", "200 with lists nested 100,000 deep", Answer("[" * 100_000)),
            ("200-cut", "200 with half of its JSON", Answer(json.dumps(GOOD_BODY)[:100])),
            ("200-number", "200 with a number of 5,000 digits", Answer(f'{{"n": 1{"0" * 5_000}}}')),
            ("200-stream", "200 with a stream of events", Answer('data: {"choices": []}\n\n')),
            ("gzip-hidden", "gzip without saying so", Answer(gzip.compress(GOOD_TEXT.encode()))),
        )
    ),
)

LARGE = tuple(
    Scenario(name, server, (answer,), "transport", 2, ReplyInvalidError)
    for name, server, answer in (
        ("large", "a field of 8 MB", _with(extra="x" * 8_000_000)),
        ("large-error", "500 with a text of 8 MB", Answer(b"x" * 8_000_000, 500)),
        ("endless", "a body without an end", Answer(b" " * MAX_BYTES, repeats=True)),
        (
            "gzip",
            "a gzip of 64 MB of blanks in 64 KB",
            Answer(BOMB, headers={"content-encoding": "gzip"}),
        ),
        (
            "deflate",
            "another encoding that was not asked for",
            Answer(zlib.compress(b"{}"), headers={"content-encoding": "deflate"}),
        ),
    )
)

ODD = (
    Scenario(
        "bom",
        "200, a byte-order mark before the body",
        (Answer(b"\xef\xbb\xbf" + json.dumps(GOOD_BODY).encode()),),
        "exchange",
    ),
    Scenario(
        "charset",
        "200, `Content-Type` with a charset that is none",
        (Answer(GOOD_BODY, headers=CHARSET),),
        "exchange",
    ),
    Scenario("usage-none", "no usage", (_with(usage=None),), "body", is_estimated=True),
    Scenario(
        "usage-wrong",
        "usage below nothing, and in words",
        (_with(usage={"prompt_tokens": -1, "completion_tokens": "many"}),),
        "body",
        is_estimated=True,
    ),
    Scenario(
        "usage-huge",
        "usage of 10^400 and not a number",
        (
            Answer(
                json.dumps(GOOD_BODY).replace(": 10,", f": 1{'0' * 400},").replace(": 5,", ": NaN,")
            ),
        ),
        "body",
        is_estimated=True,
    ),
)

ROWS = (*CUT, *SLOW, *UNREADABLE, *LARGE, *ODD)
