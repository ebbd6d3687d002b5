"""What tests of the wire may use."""

import pytest

from samverkan_ld.web.wire import allowance


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def monotonic(self) -> float:
        """Tell the time."""
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that allowances look at."""
    clock = Clock()
    monkeypatch.setattr(allowance, "time", clock)
    return clock
