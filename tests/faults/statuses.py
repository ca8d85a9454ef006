"""The server answers with an HTTP status that is no 200, or with an error in a 200."""

from loopback import Answer, chat, failure
from summarizer.errors import (
    ConfigurationError,
    LLMUnavailableError,
    QuotaError,
    ReplyError,
    ReplyRefusedError,
)

from .scenario import GOOD, Scenario

PAGE = Answer("<html>bad gateway</html>", 502, {"content-type": "text/html"})
NO_SCHEMA = failure(400, "unsupported_value", param="response_format")
FAR_DATE = "Sun, 22 Nov 2099 11:00:00 GMT"
NO_DATE = "Sun, 22 Nov 99999999999999999999 11:00:00 GMT"
GATE = "retry, limit"


def _limited(value: str | None = None, *, header: str = "retry-after") -> Answer:
    return failure(429, headers={header: value} if value else {})


def _nested(depth: int) -> str:
    return '{"error": {"message": ' + "[" * depth + "]" * depth + "}}"


def _elsewhere(status: int) -> Answer:
    # if it were followed, nobody would answer and the outcome were another
    return Answer(None, status, {"location": "http://127.0.0.1:1/v1/chat/completions"})


def _said(code: object, message: str = "no") -> Answer:
    return Answer({"error": {"message": message, "code": code}})


LIMITED = (
    Scenario(
        "429-seconds",
        "429 once, `Retry-After: 7`",
        (_limited("7"), GOOD),
        GATE,
        2,
        waits=(7,),
    ),
    Scenario(
        "429-milliseconds",
        "429 once, `Retry-After-Ms: 250`",
        (_limited("250", header="retry-after-ms"), GOOD),
        GATE,
        2,
        waits=(0.25,),
    ),
    Scenario(
        "429-date",
        "429 once, `Retry-After`: a date decades away",
        (_limited(FAR_DATE), GOOD),
        GATE,
        2,
        waits=(120,),
    ),
    Scenario(
        "429-absurd-seconds",
        "429 once, `Retry-After: 1e9`",
        (_limited("1e9"), GOOD),
        GATE,
        2,
        waits=(120,),
    ),
    Scenario(
        "429-absurd-date",
        "429 once, `Retry-After`: a date that no calendar has",
        (_limited(NO_DATE), GOOD),
        "retry",
        2,
    ),
    Scenario("429-past", "429 once, `Retry-After: -4`", (_limited("-4"), GOOD), "retry", 2),
    Scenario("429-bare", "429 once, no `Retry-After`", (_limited(), GOOD), "retry", 2),
    Scenario(
        "429-burst",
        "429 three times, `Retry-After: 2`",
        (*[_limited("2")] * 3, GOOD),
        GATE,
        4,
        waits=(2, 2, 2),
    ),
    Scenario(
        "429-always",
        "429 for ever, `Retry-After: 2`",
        (_limited("2"),),
        GATE,
        4,
        LLMUnavailableError,
        waits=(2, 2, 2),
    ),
    Scenario(
        "503-seconds",
        "503 once, `Retry-After: 3`",
        (failure(503, headers={"retry-after": "3"}), GOOD),
        GATE,
        2,
        waits=(3,),
    ),
)

FAILING = (
    *(
        Scenario(f"{status}-once", f"{status} once", (failure(status), GOOD), "retry", 2)
        for status in (408, 409, 425, 500, 502, 503, 529)
    ),
    *(
        Scenario(
            f"{status}-always",
            f"{status} for ever",
            (failure(status),),
            "retry",
            4,
            LLMUnavailableError,
        )
        for status in (500, 502, 503)
    ),
    Scenario(
        "503-empty",
        "503, then a 200 without a body",
        (failure(503), Answer(""), GOOD),
        "retry",
        3,
        is_estimated=True,
    ),
    Scenario("502-page", "502 once, with a web page", (PAGE, GOOD), "retry", 2),
    Scenario(
        "500-nested",
        "500 for ever, its message a list nested 900 deep",
        (Answer(_nested(900), 500),),
        "retry",
        4,
        LLMUnavailableError,
    ),
    Scenario(
        "500-deep",
        "500 for ever, its message a list nested 100,000 deep",
        (Answer(_nested(100_000), 500),),
        "retry",
        4,
        LLMUnavailableError,
    ),
    Scenario(
        "all-kinds",
        "429, then no JSON, then 500",
        (_limited(), chat("Sorry?"), failure(500), GOOD),
        "retry",
        4,
    ),
)

FINAL = tuple(
    Scenario(name, server, (answer,), "fault", 1, outcome)
    for name, server, answer, outcome in (
        ("401", "401, a wrong key", failure(401), ConfigurationError),
        ("402", "402, no credit", failure(402), QuotaError),
        (
            "429-quota",
            "429, `insufficient_quota`",
            failure(429, "insufficient_quota", headers={"retry-after": "1"}),
            QuotaError,
        ),
        ("403", "403, not allowed", failure(403), ConfigurationError),
        (
            "403-flagged",
            "403, the input is flagged",
            failure(403, metadata={"flagged_input": "no"}),
            ReplyRefusedError,
        ),
        ("404", "404, no such address", failure(404), ConfigurationError),
        (
            "404-model",
            "404, `model_not_found`",
            failure(404, "model_not_found"),
            ConfigurationError,
        ),
        (
            "400-model",
            "400, `model_not_found`",
            failure(400, "model_not_found"),
            ConfigurationError,
        ),
        (
            "400-parameter",
            "400, a parameter it does not take",
            failure(400, "unsupported_value", param="temperature"),
            ConfigurationError,
        ),
        (
            "400-length",
            "400, `context_length_exceeded`",
            failure(400, "context_length_exceeded"),
            ReplyError,
        ),
        (
            "400-size",
            "400, `exceed_context_size_error`",
            failure(400, type="exceed_context_size_error"),
            ReplyError,
        ),
        ("413", "413, too large", failure(413), ReplyError),
        ("400-filter", "400, `content_filter`", failure(400, "content_filter"), ReplyRefusedError),
        ("400-other", "400, no reason given", failure(400), ReplyError),
        ("400-text", "400, text and no JSON", Answer("Bad request", 400), ReplyError),
        ("302", "302 to another host", _elsewhere(302), ConfigurationError),
        ("307", "307 to another host", _elsewhere(307), ConfigurationError),
        ("308", "308 to another host", _elsewhere(308), ConfigurationError),
    )
)

SCHEMA = (
    Scenario(
        "400-schema",
        "400, it takes no schema for the reply",
        (NO_SCHEMA, GOOD),
        "exchange: asks without",
        2,
    ),
    Scenario(
        "400-schema-always",
        "400 about the schema, also without one",
        (NO_SCHEMA,),
        "exchange: asks without",
        2,
        ConfigurationError,
    ),
)

IN_A_200 = (
    Scenario(
        "200-error-once",
        "200 with an error in it, once",
        (_said(None), GOOD),
        "fault",
        2,
    ),
    Scenario(
        "200-error",
        "200 with an error in it, for ever",
        (_said(None),),
        "fault",
        2,
        LLMUnavailableError,
    ),
    Scenario(
        "200-error-502",
        "200 with an error of code 502, for ever",
        (_said(502),),
        "fault, retry",
        4,
        LLMUnavailableError,
    ),
    Scenario(
        "200-error-429",
        "200 with an error of code 429, once",
        (_said(429), GOOD),
        "fault, retry",
        2,
    ),
    Scenario(
        "200-error-quota",
        "200 with the error `insufficient_quota`",
        (_said("insufficient_quota"),),
        "fault",
        1,
        QuotaError,
    ),
    Scenario(
        "200-error-401",
        "200 with an error of code 401",
        (_said(401),),
        "fault",
        1,
        ConfigurationError,
    ),
)

ROWS = (*LIMITED, *FAILING, *FINAL, *SCHEMA, *IN_A_200)
