"""What search engines are asked to leave out, in every format and on the page itself.

A rule in robots.txt would not do: what may not be read is not seen to be left out, and is listed by
its address alone (https://www.rfc-editor.org/rfc/rfc9309).
"""

from typing import Final

from flask import Response, g

HEADER: Final = "X-Robots-Tag"
NOINDEX: Final = "noindex"


def leave_out() -> None:
    """Ask search engines to leave out the answer to this request; call it before writing a page."""
    g.is_left_out = True


def is_left_out() -> bool:
    """Tell whether search engines are asked to leave out the answer to this request."""
    return bool(g.get("is_left_out"))


def mark(response: Response) -> None:
    """Say in the headers of an answer what search engines are asked."""
    if is_left_out():
        response.headers[HEADER] = NOINDEX
