"""Beginning a review: a page or a draft is given, and put on the desk."""

from typing import Final

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from samverkan_ld.review.desk import current_desk
from samverkan_ld.review.intake import open_draft

routes: Final = Blueprint("opening", __name__)

_LONGEST: Final = 200


@routes.post("/open")
def open_page() -> ResponseReturnValue:
    """Find a draft in the page that is given, or take one that is."""
    desk = current_desk()
    name = request.args.get("name", "").rpartition("/")[2][-_LONGEST:] or "artikel.txt"
    number = desk.add(open_draft(request.get_data(), name), desk.today())
    return {"review": url_for("pages.review", number=number)}, 201
