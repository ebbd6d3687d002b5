"""What the routes work with: the configuration, and the current release opened for them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, cast

from flask import current_app, g

from samverkan_ld.config import Config
from samverkan_ld.store.release import OpenRelease
from samverkan_ld.web.current import Current
from samverkan_ld.web.measures.board import Board
from samverkan_ld.web.past import PastViews
from samverkan_ld.web.view import View

EXTENSION: Final = "samverkan"
"""Where the application keeps its Site, as Flask's extensions do."""


@dataclass(slots=True)
class Site:
    """The site that an application serves.

    `board` is that of its server, if it has one; `opener` makes a release ready for the routes.
    """

    config: Config
    current: Current
    board: Board | None = None
    past: PastViews = field(init=False)
    opener: Callable[[OpenRelease, Config], View] = View
    _view: View | None = None

    def __post_init__(self) -> None:
        """Begin without any earlier release."""
        self.past = PastViews(self.config)

    def view(self) -> View:
        """Give the current release.

        Raises:
            ReleaseError: there is none, or it cannot be opened.
        """
        release = self.current.get()
        view = self._view
        if view is None or view.release is not release:
            view = self._view = self.opener(release, self.config)
        return view


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier state: its time for people, and the path of the present one."""

    time: str
    present: str


def current_site() -> Site:
    """Give the site of the application that handles the request."""
    return cast(Site, current_app.extensions[EXTENSION])


def current_view() -> View:
    """Give the release that answers the request: the same from its beginning to its end.

    Raises:
        ReleaseError: there is none, or it cannot be opened.
    """
    if "view" not in g:
        g.view = current_site().view()
    return cast(View, g.view)


def turn_back(view: View, earlier: Earlier) -> None:
    """Answer the request from an earlier release, and say so on its page."""
    g.view, g.earlier = view, earlier


def earlier_state() -> Earlier | None:
    """Tell of what time the answer to the request is, if it is of an earlier one."""
    return cast("Earlier | None", g.get("earlier"))


def served_release() -> str:
    """Give the id of the release that answers the request, or nothing while there is none."""
    if "view" in g:
        return cast(View, g.view).release.id
    release = current_site().current.peek()
    return release.id if release else ""
