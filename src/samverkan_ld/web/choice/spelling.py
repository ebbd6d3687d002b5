"""How the client spelt the path that it asks for."""

from flask import abort, request


def sent_path() -> str:
    """Give the path as it was sent, before escapes were read."""
    uri: str = request.environ.get("REQUEST_URI", "")
    return uri.partition("?")[0] or request.path


def check_spelling() -> None:
    """Refuse every spelling of a path but the plain one: no escapes, no empty segments.

    Raises:
        HTTPException: the path is spelt otherwise (404).
    """
    if sent_path() != request.path or "//" in request.path:
        abort(404)
