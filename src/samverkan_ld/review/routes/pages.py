"""The pages: where a review is begun, and the review itself."""

from typing import Any, Final

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from samverkan_ld.languages import LANGUAGES
from samverkan_ld.review.desk import current_desk
from samverkan_ld.review.language import keep_language, spoken
from samverkan_ld.review.texts import say, wording

routes: Final = Blueprint("pages", __name__)

_NAMES: Final = {"sv": "Svenska", "en": "English"}


@routes.get("/")
def home() -> ResponseReturnValue:
    """Lead to the draft that the command was given, or to where one is begun."""
    desk = current_desk()
    return redirect(keep_language("/start" if desk.is_empty else "/review/1"), 303)


@routes.get("/start")
def start() -> str:
    """Give the page where a review is begun."""
    return render_template("start.html", **_frame())


@routes.get("/review/<int:number>")
def review(number: int) -> str:
    """Give the page of a review; what is reviewed comes by itself."""
    desk = current_desk()
    sheet = desk.sheet(number) or abort(404)
    return render_template(
        "review.html",
        **_frame(),
        file=sheet.file,
        number=number,
        organisations=desk.workplace.names(),
    )


def _frame() -> dict[str, Any]:
    """Give the variables that every page uses."""
    language = spoken()
    return {
        "language": language,
        "say": lambda key: say(language, key),
        "texts": wording(language),
        "languages": [(tag, _NAMES[tag], f"{request.path}?lang={tag}") for tag in LANGUAGES],
        "to": keep_language,
    }
