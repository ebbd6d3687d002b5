"""How much a client may ask."""

import os

import pytest
from tests.web.wire.conftest import Clock

from samverkan_ld.web.wire.allowance import PERIOD, Allowance


def test_bucket(clock: Clock) -> None:
    """A minute's requests may come at once; then one at a time, each when it is due."""
    allowed = Allowance(6)

    assert [allowed.take("a") for _ in range(6)] == [0.0] * 6
    assert allowed.take("a") == pytest.approx(10)
    clock.now += 9
    assert allowed.take("a") == pytest.approx(1)
    clock.now += 1
    assert [allowed.take("a") for _ in range(2)] == [0.0, pytest.approx(10)]
    clock.now += PERIOD
    assert [allowed.take("a") for _ in range(7)][5:] == [0.0, pytest.approx(10)]


@pytest.mark.usefixtures("clock")
def test_each_client_has_its_own() -> None:
    """Who asks too much harms nobody else."""
    allowed = Allowance(1)
    allowed.take("a")

    assert allowed.take("a") > 0
    others = [allowed.take(f"client {number}") for number in range(1000)]
    assert sum(1 for wait in others if wait) < 50  # some share by chance


@pytest.mark.usefixtures("clock")
def test_processes_count_together() -> None:
    """What a client asks of one process counts for the others too."""
    allowed = Allowance(2)
    child = os.fork()
    if not child:
        os._exit(int(allowed.take("a") > 0))

    assert os.waitpid(child, 0)[1] == 0
    assert [allowed.take("a") > 0 for _ in range(2)] == [False, True]
