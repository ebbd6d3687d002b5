"""A review as other programs see it: the draft, what there is to say about it, and the record."""

from typing import Any, Final

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from samverkan_ld.extraction import interchange
from samverkan_ld.parsing.jsontext import parse_json
from samverkan_ld.parsing.text import decode
from samverkan_ld.review.desk import current_desk
from samverkan_ld.review.earlier import Earlier
from samverkan_ld.review.language import spoken
from samverkan_ld.review.sheet import Checked, Sheet
from samverkan_ld.review.texts import say
from samverkan_ld.review.waiting import WHO

routes: Final = Blueprint("sheets", __name__)


@routes.get("/review/<int:number>/draft")
def draft(number: int) -> dict[str, Any]:
    """Give the draft and the editor's choices."""
    return _sheet(number).write()


@routes.post("/review/<int:number>/check")
def check(number: int) -> dict[str, Any]:
    """Take over a corrected draft, and tell what there is to say about it."""
    sheet = _sheet(number)
    checked = sheet.check(_posted(sheet), spoken())
    found = interchange.write(checked.draft)
    del found["evidence"]["text"]
    publishers = [
        {"iri": known.iri, "label": known.label, "facts": [*known.facts]}
        for known in checked.publishers
    ]
    return {
        "draft": found,
        "publishers": publishers,
        "earlier": [*map(_earlier, checked.earlier)],
        "waiting": [*checked.waiting],
        "report": _report(checked),
        "revision": checked.revision,
    }


@routes.post("/review/<int:number>/save")
def save(number: int) -> ResponseReturnValue:
    """Write the record, if nothing stands against it and nothing waits."""
    sheet = _sheet(number)
    checked = sheet.save(_posted(sheet), spoken())
    if not checked.conforms or checked.waiting:
        return {
            "detail": _refusal(checked),
            "report": _report(checked),
            "waiting": [*checked.waiting],
            "revision": checked.revision,
        }, 409
    shelf = current_desk().workplace.shelf
    return {
        "report": _report(checked),
        "revision": checked.revision,
        "file": shelf.path(checked.record.name) if shelf else None,
        "record": url_for("sheets.record", number=number),
    }, 201


@routes.get("/review/<int:number>/record")
def record(number: int) -> Response:
    """Give the record that was saved last, to download."""
    saved = _sheet(number).saved or abort(404)
    response = Response(saved.text, content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{saved.name}"'
    return response


def _sheet(number: int) -> Sheet:
    return current_desk().sheet(number) or abort(404)


def _posted(sheet: Sheet) -> Any:
    return parse_json(decode(request.get_data(), sheet.file), name=sheet.file)


def _refusal(checked: Checked) -> str:
    """Tell what has to be done before the record is saved."""
    number = len(checked.waiting)
    if not checked.conforms:
        return say(spoken(), "unsaved")
    if all(place.endswith(WHO) for place in checked.waiting):
        return say(spoken(), "undecided-who")
    return say(spoken(), "undecided-one" if number == 1 else "undecided-many", number=number)


def _earlier(record: Earlier) -> dict[str, Any]:
    shelf = current_desk().workplace.shelf
    name, day = record.filed.name, record.reviewed
    reviewed = say(spoken(), "earlier-reviewed", day=day) if day else ""
    return {
        "name": name,
        "file": shelf.path(name) if shelf else name,
        "replaceable": record.is_extracted,
        "about": reviewed or say(spoken(), "earlier-unreviewed"),
    }


def _report(checked: Checked) -> dict[str, Any]:
    faults = current_desk().workplace.judge.faults()
    return {
        "conforms": checked.conforms,
        "results": [
            {"severity": found.severity, "message": found.message, "place": found.place}
            for found in checked.findings
        ],
        "notes": [say(spoken(), "note-fault", reason=str(fault)) for fault in faults],
    }
