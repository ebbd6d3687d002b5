"""The language of an answer: what `?lang=` asks for, else that of the command line."""

from typing import Final

from flask import current_app, request

from samverkan_ld.languages import LANGUAGES

DEFAULT: Final = "REVIEW_LANGUAGE"
"""Where the application keeps the language of the command line."""


def spoken() -> str:
    """Give the language of an answer."""
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else str(current_app.config[DEFAULT])


def keep_language(path: str) -> str:
    """Give a path with the language that was asked for, if one was."""
    asked = request.args.get("lang", "")
    return f"{path}?lang={asked}" if asked in LANGUAGES else path
