"""What every page needs: titles, menus, the languages, and the release in the foot."""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote, urlencode

from flask import request

from samverkan_ld.languages import in_language
from samverkan_ld.namespaces import CC0
from samverkan_ld.web.choice.language import asked_for
from samverkan_ld.web.pages.terms import LISTS
from samverkan_ld.web.robots import is_left_out
from samverkan_ld.web.site import current_site, earlier_state, served_release
from samverkan_ld.web.texts import LANGUAGE_NAMES, say

MENU: Final = ("person", "organisation", "kommun", "region", "medlemskap", "artikel")
"""The lists in the main menu."""


def shell(language: str) -> dict[str, Any]:
    """Give the variables that the frame of every page uses."""
    config = current_site().config
    return {
        "language": language,
        "say": teller(language),
        "to": keeper(asked_for()),
        "title": in_language((config.site.title_sv, config.site.title_en), language),
        "menu": [(f"/doc/{kind}/", in_language(LISTS[kind], language)) for kind in MENU],
        "languages": [_in(tag) for tag in config.site.languages],
        "publisher": config.publisher,
        "is_left_out": is_left_out(),
        "release": served_release(),
        "earlier": earlier_state(),
        "licence": CC0,
    }


def teller(language: str) -> Callable[..., str]:
    """Give the function that templates ask for texts."""
    return lambda key, **values: say(language, key, **values)


def keeper(asked: str) -> Callable[[str], str]:
    """Give the function that keeps a language chosen by `?lang=` in the paths of links."""

    def keep(path: str) -> str:
        if not path.startswith("/"):
            return path
        return f"{path}{'&' if '?' in path else '?'}lang={asked}"

    return keep if asked else str


def _in(language: str) -> tuple[str, str, str]:
    """Give a language, its own name, and this page in it."""
    others = [(key, value) for key, value in request.args.items(multi=True) if key != "lang"]
    query = urlencode([*others, ("lang", language)])
    # two slashes at the start would lead to another host
    path = quote(f"/{request.path.lstrip('/')}")
    return language, LANGUAGE_NAMES.get(language, language), f"{path}?{query}"
