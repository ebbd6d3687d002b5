"""The desk of an editor: the drafts that are under review in one run of the program."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Final, cast

from flask import current_app

from samverkan_ld.drafts import Draft
from samverkan_ld.review.sheet import Sheet
from samverkan_ld.review.workplace import Workplace

DESK: Final = "samverkan-review"
"""Where the application keeps its Desk, as Flask's extensions do."""


@dataclass(slots=True)
class Desk:
    """Drafts under review, numbered from 1; `today` tells the day it is."""

    workplace: Workplace
    today: Callable[[], date] = date.today
    _sheets: list[Sheet] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def add(self, draft: Draft, extracted: date) -> int:
        """Put a draft on the desk, and give its number."""
        sheet = Sheet(self.workplace, draft, extracted, self.today)
        with self._lock:
            self._sheets.append(sheet)
            return len(self._sheets)

    def sheet(self, number: int) -> Sheet | None:
        """Give the draft of a number, if there is one."""
        return self._sheets[number - 1] if 0 < number <= len(self._sheets) else None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing has been put on it."""
        return not self._sheets


def current_desk() -> Desk:
    """Give the desk of the application that handles the request."""
    return cast(Desk, current_app.extensions[DESK])
