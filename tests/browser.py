"""Chromium from Debian, as long as a test module needs it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

_CHROMIUM: Final = shutil.which("chromium")
_OPTIONS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_MILLISECONDS: Final = 120_000
"""What a busy machine shows within two minutes is shown."""

needs_browser: Final = pytest.mark.skipif(
    _CHROMIUM is None, reason="no chromium: run tests/install-servers"
)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Run a real browser, of which nothing is expected at once."""
    expect.set_options(timeout=_MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_CHROMIUM, args=_OPTIONS, timeout=_MILLISECONDS
        )
        yield browser
        browser.close()


def open_window(browser, **options):
    """Open a window of its own, in which nothing is expected at once either."""
    context = browser.new_context(**options)
    context.set_default_timeout(_MILLISECONDS)
    return context
