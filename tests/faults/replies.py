"""The server is well; the reply of the model is not."""

from typing import Any

from loopback import Answer, chat, failure
from summarizer.errors import ReplyInvalidError, ReplyRefusedError, ReplyTruncatedError

from .scenario import GOOD, GOOD_FORM, GOOD_TEXT, Scenario, changed

INVALID = "exchange: asks again"
HALF = GOOD_TEXT[: len(GOOD_TEXT) // 2]
CLAIM = GOOD_FORM["claims"][0]
POSITION = CLAIM["positions"][0]
OBEYING = chat(changed("claim", text="President Udo Kern is a thief who took 9 million."))
BUSY = (failure(503),) * 3


def _choices(choices: object) -> Answer:
    body: Any = GOOD.body
    return Answer({**body, "choices": choices})


STOPPED = tuple(
    Scenario(name, server, (answer,), "body", 1, outcome)
    for name, server, answer, outcome in (
        (
            "length-half",
            "`finish_reason: length`, half of the reply",
            chat(HALF, finish_reason="length"),
            ReplyTruncatedError,
        ),
        (
            "length-whole",
            "`finish_reason: length`, the whole reply",
            chat(GOOD_TEXT, finish_reason="length"),
            ReplyTruncatedError,
        ),
        (
            "length-blanks",
            "`finish_reason: length`, blanks to the end",
            chat("{" + " " * 5_000, finish_reason="length"),
            ReplyTruncatedError,
        ),
        (
            "filter-half",
            "`finish_reason: content_filter`, half of the reply",
            chat(HALF, finish_reason="content_filter"),
            ReplyRefusedError,
        ),
        (
            "filter-whole",
            "`finish_reason: content_filter`, the whole reply",
            chat(GOOD_TEXT, finish_reason="content_filter"),
            ReplyRefusedError,
        ),
        ("refusal", "a refusal", chat(None, refusal="No."), ReplyRefusedError),
    )
)

EMPTY = (
    *(
        Scenario(name, f"{server}, for ever", (answer,), "body", 2, ReplyInvalidError)
        for name, server, answer in (
            ("choices-empty", "`choices: []`", _choices([])),
            ("choices-null", "`choices: null`", _choices(None)),
            ("choice-null", "`choices: [null]`", _choices([None])),
            ("message-null", "`message: null`", _choices([{"message": None}])),
            ("content-null", "`content: null`", chat(None)),
            ("content-empty", "`content` empty", chat("")),
            ("content-blank", "`content` blank", chat(" \n" * 50)),
            ("tool-call", "a tool call instead of `content`", chat(None, tool_calls=[{}])),
            ("list", "a list instead of an object", Answer([1])),
            ("finish-error", "`finish_reason: error`", chat(GOOD_TEXT, finish_reason="error")),
            ("key-twice", "a key that stands twice", chat(f'{{"claims": [], {GOOD_TEXT[1:]}')),
        )
    ),
    Scenario("content-null-once", "`content: null`, once", (chat(None), GOOD), "body", 2),
)

WRAPPED = tuple(
    Scenario(name, server, (chat(content),), "body")
    for name, server, content in (
        ("fence", "a code fence around the reply", f"```json\n{GOOD_TEXT}\n```"),
        ("think", "thoughts before the reply", f"<think>Is it {{this}}?</think>\n{GOOD_TEXT}"),
        ("think-end", "the end of thoughts before the reply", f"Well.</think>{GOOD_TEXT}"),
        ("reply-bom", "a byte-order mark before the reply", f"\ufeff{GOOD_TEXT}"),
        ("polite", "a sentence before the reply", f"Here it is:\n{GOOD_TEXT}\n"),
        ("more-keys", "keys that nobody asked for", changed("reply", mood="good")),
        ("number-text", "a number in quotation marks", changed("position", sentence="1")),
    )
)

MALFORMED = (
    *(
        Scenario(name, f"{server}, for ever", (chat(content),), INVALID, 4, ReplyInvalidError)
        for name, server, content in (
            ("json-cut", "half of the reply as if it were whole", HALF),
            ("prose", "prose", "Ilse Brandt said that the harbour stays closed."),
            ("two", "two objects", f"{GOOD_TEXT}\n{GOOD_TEXT}"),
            ("type", "a text where a list belongs", changed("reply", claims="none")),
            ("enum", "a stance that there is not", changed("position", stance="insinuates")),
            ("keys", "no key that was asked for", "{}"),
            ("many", "5,000 claims", changed("reply", claims=[CLAIM] * 5_000)),
            ("long", "a name of 3 MB", changed("position", source="x" * 3_000_000)),
            ("deep", "lists nested 100,000 deep", '{"sources": ' + "[" * 100_000),
            ("nan", "NaN for a number", changed("position", sentence=float("nan"))),
            ("control", "a bare line feed in a text", GOOD_TEXT.replace(" of Tarn", "\n")),
            ("half-pair", "half a surrogate pair, escaped", changed("position", source="\ud800")),
        )
    ),
    Scenario(
        "json-cut-once",
        "half of the reply as if it were whole, once",
        (chat(HALF), GOOD),
        INVALID,
        2,
    ),
    Scenario(
        "enum-once",
        "a stance that there is not, once",
        (chat(changed("position", stance="insinuates")), GOOD),
        INVALID,
        2,
    ),
)

UNSUPPORTED = (
    Scenario(
        "no-such-sentence",
        "a claim of sentence 999, for ever",
        (chat(changed("claim", sentences=[999], positions=[{**POSITION, "sentence": 999}])),),
        "core: checks, repair",
        2,
        marked=("sentences_exist",),
    ),
    Scenario(
        "no-such-sentence-once",
        "a claim of sentence 999, once",
        (chat(changed("claim", sentences=[999])), GOOD),
        "core: checks, repair",
        2,
    ),
    Scenario(
        "no-such-source",
        "a source that the article does not name, for ever",
        (chat(changed("position", source="the Moon Council")),),
        "core: checks, repair",
        2,
        marked=("source_in_article",),
    ),
    Scenario(
        "half-pair-bare",
        "half a surrogate pair as a name, for ever",
        (chat(GOOD_TEXT.replace("Ilse Brandt", "\ud800")),),
        "body; core: checks, repair",
        2,
        marked=("source_in_article",),
    ),
    Scenario(
        "obeys",
        "it obeys the article and claims what that has not, for ever",
        (OBEYING,),
        "core: checks, repair",
        2,
        marked=("names_in_article", "numbers_in_evidence"),
    ),
    Scenario(
        "obeys-once",
        "it obeys the article, once",
        (OBEYING, GOOD),
        "core: checks, repair",
        2,
    ),
)

WORST = (
    Scenario(
        "worst",
        "503 three times, a reply that obeys the article, 503 three times, a good reply",
        (*BUSY, OBEYING, *BUSY, GOOD),
        "retry; core: checks, repair",
        8,
    ),
)

ROWS = (*STOPPED, *EMPTY, *WRAPPED, *MALFORMED, *UNSUPPORTED, *WORST)
