"""Waiting for what comes true sooner or later."""

import time
from collections.abc import Callable
from typing import Final

PATIENCE: Final = 120.0
"""So many seconds a busy machine may need for what takes no time: more is a fault of ours."""


def wait_until(condition: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait for a condition to come true; it fails the test when that takes too long."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"not true within {seconds} s"
        time.sleep(0.02)
