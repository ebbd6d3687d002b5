"""The language of an answer."""

from flask import request

from samverkan_ld.web.negotiation import choose_language
from samverkan_ld.web.site import current_site


def spoken() -> str:
    """Give the language of an answer: `?lang=`, else Accept-Language, else the site's first."""
    languages = current_site().config.site.languages
    asked = asked_for()
    return asked or choose_language(request.headers.get("Accept-Language"), languages)


def asked_for() -> str:
    """Give the language that `?lang=` names, or nothing where the site does not have it."""
    asked = request.args.get("lang", "")
    return asked if asked in current_site().config.site.languages else ""
