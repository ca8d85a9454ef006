"""Bills and accounts: what a request costs, and whether one may be sent."""

import pytest

from summarizer.clients.account import Account, Bill
from summarizer.errors import BudgetError, RunBudgetError
from summarizer.usage import NOTHING, CallUsage


def a_cent_for_ten(n_in: int, n_cached: int, n_out: int) -> float:
    """A cent for ten tokens, half of it for those that are cached."""
    return (n_in - n_cached / 2 + n_out) / 1000


def bill(n_in: int = 30, n_most: int = 70) -> Bill:
    return Bill(a_cent_for_ten, lambda: n_in, n_most)


def settled(n_in: int, n_out: int) -> Bill:
    done = bill(n_in, n_out)
    done.settle(CallUsage(1, input_tokens=n_in, output_tokens=n_out), int)
    return done


def test_what_is_not_sent_costs_nothing() -> None:
    assert bill().usage == NOTHING


def test_what_is_sent_and_not_answered_costs_what_was_sent_as_far_as_we_know() -> None:
    lost = bill()
    lost.send()
    assert lost.usage == CallUsage(1, False, 30, 0, 0.03, is_estimated=True)


def test_what_is_refused_costs_nothing_but_the_request() -> None:
    refused = bill()
    refused.send()
    refused.refuse()
    assert refused.usage == CallUsage(1, False, 0, 0, 0.0)


def test_what_the_server_counts_is_believed_and_priced() -> None:
    answered = bill()
    answered.settle(CallUsage(1, input_tokens=20, output_tokens=10), int, n_cached=10)
    assert answered.usage == CallUsage(1, False, 20, 10, 0.025)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (CallUsage(1, input_tokens=20), (20, 7)),
        (CallUsage(1, output_tokens=10), (30, 10)),
        (CallUsage(1), (30, 7)),
    ],
)
def test_what_the_server_does_not_count_is_estimated_and_marked(
    told: CallUsage, expected: tuple[int, int]
) -> None:
    answered = bill()
    answered.settle(told, lambda: 7)
    usage = answered.usage
    assert (usage.input_tokens, usage.output_tokens) == expected
    assert usage.is_estimated


def test_a_price_that_is_told_is_believed() -> None:
    answered = bill()
    answered.settle(CallUsage(1, False, 20, 10, cost_usd=9.0), int)
    assert answered.usage.cost_usd == 9.0


def test_a_request_is_let_through_while_there_is_room_for_the_most_it_can_cost() -> None:
    account = Account(max_tokens=250)
    first, second, third = bill(), bill(), bill()
    assert account.has_room(first)
    account.open(first)
    assert account.has_room(second)
    account.open(second)
    assert not account.has_room(third)  # 200 may be spent already
    first.refuse()
    account.close(first)
    assert account.has_room(third)


def test_the_last_request_is_let_through_alone_even_if_it_may_pass_the_limit() -> None:
    account = Account(max_cost_usd=0.05)
    only = bill()
    assert account.has_room(only)
    account.open(only)
    assert not account.has_room(bill())


@pytest.mark.parametrize(
    ("account", "message"),
    [
        (Account(max_tokens=1_000), "The article has reached its limit of 1,000 tokens."),
        (Account(max_cost_usd=0.5), "The article has reached its limit of $0.5."),
        (Account(1_000, 1.0), "The article has reached its limit of 1,000 tokens and $1."),
    ],
)
def test_a_limit_that_is_reached_is_told_with_what_was_spent(
    account: Account, message: str
) -> None:
    account.close(settled(400, 600))
    with pytest.raises(BudgetError) as raised:
        account.has_room(bill(0, 0))
    assert raised.value.message == message
    assert raised.value.usage.tokens == 1_000


def test_the_run_s_limit_dooms_the_run() -> None:
    account = Account(1, error=RunBudgetError, whose="The run")
    account.close(settled(1, 1))
    with pytest.raises(RunBudgetError, match="The run has reached"):
        account.has_room(bill())


def test_without_a_limit_nothing_is_estimated() -> None:
    def fail() -> int:
        raise AssertionError

    account, counted = Account(), Bill(a_cent_for_ten, fail, 10)
    assert account.has_room(counted)
    account.open(counted)
    counted.settle(CallUsage(1, input_tokens=1, output_tokens=1), fail)
    account.close(counted)
    assert account.usage.tokens == 2
