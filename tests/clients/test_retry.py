import asyncio
from datetime import UTC, datetime

import pytest
from asking import Form

from clock import Clock
from summarizer.clients.retry import MAX_WAIT_S, Transient, policy, retry_after_s
from summarizer.errors import LLMUnavailableError, ReplyInvalidError, SummarizerError

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


def run(faults: list[Exception], clock: Clock, *, max_tries: int = 4, draw: float = 1.0) -> int:
    """Go through the faults one try at a time; returns how many tries there were."""
    n_tries = 0

    async def go() -> None:
        nonlocal n_tries
        async for attempt in policy(max_tries, sleep=clock.sleep, draw=lambda: draw):
            with attempt:
                n_tries += 1
                if faults:
                    raise faults.pop(0)

    asyncio.run(go())
    return n_tries


def transient(**options: float | None) -> Transient:
    return Transient(LLMUnavailableError("busy"), **options)  # type: ignore[arg-type] # one int among floats


def invalid() -> Exception:
    with pytest.raises(ValueError, match="parts") as caught:
        Form.model_validate({})
    return caught.value


def test_waits_double_and_have_a_top(clock: Clock) -> None:
    assert run([transient() for _ in range(9)], clock, max_tries=10) == 10
    assert clock.slept == [0.5, 1, 2, 4, 8, 16, 32, 32, 32]


def test_waits_are_spread(clock: Clock) -> None:
    run([transient()], clock, draw=0.0)
    assert clock.slept == [0.25]


def test_what_the_endpoint_asks_for_is_kept_up_to_a_limit(clock: Clock) -> None:
    run([transient(wait_s=7), transient(wait_s=1e9)], clock)
    assert clock.slept == [7, MAX_WAIT_S]


def test_an_invalid_reply_waits_for_nothing(clock: Clock) -> None:
    assert run([invalid(), invalid()], clock) == 3
    assert not any(clock.slept)


def test_the_budget_is_shared_and_the_last_fault_is_raised(clock: Clock) -> None:
    with pytest.raises(ValueError, match="parts"):
        run([transient(), invalid(), transient(), invalid()], clock)


def test_a_fault_may_be_worth_fewer_tries(clock: Clock) -> None:
    faults = [Transient(ReplyInvalidError("empty"), max_repeats=1) for _ in range(2)]
    with pytest.raises(Transient) as caught:
        run([transient(), *faults], clock, max_tries=9)
    assert caught.value.error.message == "empty"


@pytest.mark.parametrize(
    "error", [SummarizerError("final"), KeyError("bug"), asyncio.CancelledError()]
)
def test_anything_else_is_final(clock: Clock, error: Exception) -> None:
    with pytest.raises(type(error)):
        run([error], clock)
    assert clock.slept == []


def test_policies_are_never_shared() -> None:
    assert policy(2) is not policy(2)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "3"}, 3.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after-ms": "soon", "retry-after": "9"}, 9.0),
        ({"retry-after": "Sun, 22 Nov 2026 12:00:30 GMT"}, 30.0),
        ({"retry-after": "Sun, 22 Nov 2026 12:00:30 -0000"}, 30.0),
        ({"retry-after": "Sun, 22 Nov 2026 11:00:00 GMT"}, None),
        ({"retry-after": "Sun, 22 Nov 2099 11:00:00 GMT"}, MAX_WAIT_S),
        ({"retry-after": "86400"}, MAX_WAIT_S),
        ({"retry-after": "0"}, None),
        ({"retry-after": "-4"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "later"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "Sun, 22 Nov 99999999999999999999 11:00:00 GMT"}, None),
        ({"retry-after": "Sun, 22 Nov 2026 11:00:00 +99999999999999"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_read_in_all_its_forms(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry_after_s(headers, NOW) == seconds


def test_a_date_is_measured_from_now_without_a_given_time() -> None:
    assert retry_after_s({"retry-after": "Sun, 22 Nov 2099 11:00:00 GMT"}) == MAX_WAIT_S
