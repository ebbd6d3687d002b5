"""How the client spelt the path that it asks for."""

from flask import request


def sent_path() -> str:
    """Give the path as it was sent, before escapes were read."""
    uri: str = request.environ.get("REQUEST_URI", "")
    return uri.partition("?")[0] or request.path
