"""What a request costs its client."""

import pytest
from tests.web.wire.conftest import Clock

from samverkan_ld.web.wire.allowance import PERIOD, Allowance
from samverkan_ld.web.wire.toll import Toll


def pay(allowance: Allowance, *worth: int) -> int:
    """Pay for one request step by step; gives the seconds to wait, or 0."""
    toll = Toll(allowance, "a")
    return next(filter(None, map(toll.pay, worth)), 0)


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("worth", [(1, 4), (4,), (1, 4, 2), (1, 1, 4)])
def test_each_is_paid_once(worth: tuple[int, ...]) -> None:
    """A request that turns out to be worth four costs four, of which it may have paid some."""
    allowance = Allowance(6)

    assert pay(allowance, *worth) == 0
    assert [pay(allowance, 1) for _ in range(3)] == [0, 0, 10]


def test_wait_is_long_enough(clock: Clock) -> None:
    """Whoever comes again after the time that was told is let through, and no sooner."""
    allowance = Allowance(6)
    assert pay(allowance, 1, 5) == 0

    seconds = pay(allowance, 1, 4)

    assert seconds == 40
    clock.now += seconds - 1
    assert pay(allowance, 1, 4) > 0
    clock.now += seconds + 1
    assert pay(allowance, 1, 4) == 0


@pytest.mark.parametrize("most", [6, 1])
def test_more_than_all(most: int, clock: Clock) -> None:
    """What is worth more than a client may ever ask costs all of it, and can be had."""
    allowance = Allowance(most)

    assert pay(allowance, 1, 50) == 0
    assert pay(allowance, 1) > 0
    clock.now += PERIOD
    assert pay(allowance, 1, 50) == 0


@pytest.mark.usefixtures("clock")
def test_nothing() -> None:
    """What is worth nothing costs what it has, and gives nothing back; without a limit all may."""
    allowance = Allowance(2)

    assert [pay(allowance, 1, 0) for _ in range(3)] == [0, 0, 30]
    assert pay(Allowance(0), 1, 10**9) == 0
