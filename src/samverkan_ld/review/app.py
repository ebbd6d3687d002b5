"""The Flask application: the page of an editor, and what other programs may ask it.

The address that the command prints opens everything: its token is exchanged, once, for a cookie.
Every answer after that has the header X-CSRF-Token; a POST repeats it, and has the header `Origin`
with the scheme, address and port of the page. `?lang=sv` or `?lang=en` chooses the language of
pages and messages.

GET /?token=TOKEN
    303 to /, with the cookie.
GET /
    303 to the draft that the command was given; else the page where one is begun.
GET /start
    The page where one is begun.
POST /open?name=FILE
    The body is a page (HTML or text) or a draft (JSON). 201 with the address of its review:
    {"review": "/review/1"}.
GET /review/N
    The page of a review.
GET /review/N/draft
    {"draft": as `extraction.interchange` writes it, "choices": what the editor has added, see
    `choices`, "revision": its number, "unsaved": whether something was changed that no record
    holds}: what was posted last, or else what was found.
POST /review/N/check
    The first two, corrected, and the revision that the last answer told; `evidence.file` and
    `evidence.text` may be left out, they are not changed. 409 where somebody else has changed the
    review since that revision.
    200 with {"draft": the same with links, concepts and candidates found anew, "report":
    {"conforms": bool, "results": [{"severity", "message", "place"}…], "notes": [message…]},
    "waiting": the places of values that are not accepted yet, "earlier": the records of the same
    article that the site has, as {"name", "file", "replaceable": bool, "about"}, "publishers": the
    organisations that the name of the publisher may stand for, "revision"}.
POST /review/N/save
    The same. 201 with {"report": as above, "revision", "file": path or null, "record":
    "/review/N/record"}; 409 with the report, the revision, and what waits, where it does not
    conform or something does.
GET /review/N/record
    The record that was saved last, to download.

What is refused is told as a problem (RFC 9457) or, to a browser, as a page.
"""

from typing import Final

from flask import Flask, abort, request
from flask.json.provider import DefaultJSONProvider

from samverkan_ld.review import errors
from samverkan_ld.review.desk import DESK, Desk
from samverkan_ld.review.guard import Guard
from samverkan_ld.review.language import DEFAULT
from samverkan_ld.review.routes import opening, pages, sheets

_MAX_BYTES: Final = 8 * 1024 * 1024
"""The largest body: a page of five megabytes, or what was found in it as JSON."""


class InOrder(DefaultJSONProvider):
    """JSON whose members stand as they were put."""

    sort_keys = False


def create_app(desk: Desk, guard: Guard, language: str) -> Flask:
    """Make the application of a desk, which a guard watches over."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = _MAX_BYTES
    app.config[DEFAULT] = language
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.json = InOrder(app)
    app.extensions[DESK] = desk
    guard.register(app)
    app.before_request(_bound)
    for module in (pages, opening, sheets):
        app.register_blueprint(module.routes)
    errors.register(app)
    return app


def _bound() -> None:
    """Refuse a body that does not tell its size: Werkzeug would cut it off at the largest."""
    if request.method == "POST" and request.content_length is None:
        abort(411)
