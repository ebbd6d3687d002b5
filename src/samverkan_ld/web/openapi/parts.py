"""What the descriptions of routes are put together from.

A topic names the parameters and answers that several of its routes share; they stand once in the
document, and the routes refer to them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from samverkan_ld.formats.table import HTML, Format
from samverkan_ld.web.negotiation import sent_types

Part = dict[str, Any]
"""A part of the document, as JSON has it."""

TEXT: Final[Part] = {"type": "string"}


@dataclass(frozen=True, slots=True)
class Topic:
    """The routes of one topic, and the parameters, answers and schemas that they refer to.

    `name` and `about` stand in the list of tags, `paths` by their templates.
    """

    name: str
    about: str
    paths: Mapping[str, Part]
    parameters: Mapping[str, Part] = field(default_factory=dict)
    responses: Mapping[str, Part] = field(default_factory=dict)
    schemas: Mapping[str, Part] = field(default_factory=dict)


def parameter(name: str) -> Part:
    """Refer to a parameter."""
    return {"$ref": f"#/components/parameters/{name}"}


def response(name: str) -> Part:
    """Refer to an answer."""
    return {"$ref": f"#/components/responses/{name}"}


def schema(name: str) -> Part:
    """Refer to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def reads(
    name: str, topic: str, summary: str, answers: Mapping[str, Part], *parameters: str
) -> Part:
    """Describe an address that answers GET, HEAD and OPTIONS.

    Args:
        name: what its operations are called: `getName`, `headName` and `optionsName`.
        topic: the name of its topic.
        summary: what it gives, in one sentence.
        answers: the answers of GET and HEAD by their status; those that every request may get are
            added.
        parameters: the names of its parameters.
    """
    told = {"tags": [topic], "responses": dict(sorted({**FAULTS, **answers}.items()))}
    methods = {"204": response("Methods"), "404": response("NotFound")}
    return {
        "parameters": [*map(parameter, parameters)],
        "get": {"operationId": f"get{name}", "summary": summary, **told},
        "head": {"operationId": f"head{name}", "summary": f"The headers of: {summary}", **told},
        "options": {
            "operationId": f"options{name}",
            "summary": "The methods of this address",
            "tags": [topic],
            "responses": methods,
        },
    }


def asked_in(place: str, name: str, about: str, value: Part = TEXT, **more: object) -> Part:
    """Describe a parameter.

    Args:
        place: `path`, `query` or `header`.
        name: its name in the request.
        about: what it means.
        value: the schema of its values.
        more: further members, such as `example`.
    """
    is_path = {"required": True} if place == "path" else {}
    return {"name": name, "in": place, "description": about, **is_path, "schema": value, **more}


def suffixes(formats: Iterable[Format], **more: object) -> Part:
    """Describe the suffix of an address, which names one of some formats."""
    names = [fmt.name for fmt in formats]
    about = "The format, whatever `Accept` says."
    return asked_in("path", "suffix", about, {"type": "string", "enum": names}, **more)


def gives(about: str, content: Part | None = None, *headers: str) -> Part:
    """Describe an answer: what it holds, in which media types, and its headers."""
    always = ("Access-Control-Allow-Origin", "X-Samverkan-Release")
    refer = {name: {"$ref": f"#/components/headers/{name}"} for name in (*headers, *always)}
    return {"description": about, "headers": refer, **({"content": content} if content else {})}


def in_formats(*formats: Format) -> Part:
    """List the media types of some formats, with the other names that clients know them by."""
    return {name: {} for fmt in formats for name in sent_types(fmt)}


def problem() -> Part:
    """List the media types of a problem."""
    told = {"schema": schema("Problem")}
    return {"application/problem+json": told, "application/json": told, HTML.media_type: {}}


FAULTS: Final[dict[str, Part]] = {
    "408": response("Late"),
    "413": response("TooLarge"),
    "429": response("TooOften"),
    "500": response("Failed"),
    "503": response("Unavailable"),
}
"""What any request may be answered."""
