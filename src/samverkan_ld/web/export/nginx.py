"""The rules by which nginx gives an export the answers of the live site.

What negotiation decides is written as maps (https://nginx.org/en/docs/http/ngx_http_map_module.html)
from the same table of formats that the application has; headers come from what it answered.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from flask import Flask

from samverkan_ld.feed.addresses import ROOT
from samverkan_ld.formats.table import DOCUMENT_FORMATS, HTML, Format
from samverkan_ld.search.lists import FILTERS
from samverkan_ld.web.choice.links import Resource, header, page_parameter
from samverkan_ld.web.export.candidates import (
    LEVELS,
    Candidate,
    candidates_of,
    language_weights,
    names_of,
)
from samverkan_ld.web.export.gathering import NO_OFFER, SITE, Gathering
from samverkan_ld.web.export.maps import Longest, filled, prefix_of, variable, write_maps
from samverkan_ld.web.export.variants import FORMATS, SPOKEN
from samverkan_ld.web.headers import ALL, PAGE, PAGE_POLICY, POLICY, RELEASE
from samverkan_ld.web.problem import PROBLEM
from samverkan_ld.web.routes.feed import ATOM

RULES: Final = "nginx"
"""The folder of the rules."""

ANY_PAGE: Final = page_parameter(9_999_999_999)
"""Stands in addresses for the page that is asked for; no resource has so many."""

NO_PAGE: Final = f"?{urlencode(ANY_PAGE)}"
"""How that is written."""

ALLOWED: Final = "GET, HEAD, OPTIONS"

Values = Mapping[str, object]
"""Values for the templates of the rules, by their names there."""

_SMALLEST_HASH: Final = 2048
_ENTRY_BYTES: Final = 32
"""What nginx keeps beside a key; a bucket has room for four of the longest."""


def write_rules(
    app: Flask,
    gathering: Gathering,
    *,
    home: Path,
    base: str,
    release: str,
    patterns: Sequence[str],
    preflight: Mapping[str, str],
) -> None:
    """Write the rules into the folder of an export.

    Args:
        app: the application, whose templates are used.
        gathering: what was gathered from it.
        home: where the export will lie.
        base: the base of the site, which names the variables: several sites share an nginx.
        release: the id of the release.
        patterns: those of the sections, in order.
        preflight: the headers of an answer to OPTIONS.
    """
    folder = gathering.folder / RULES
    prefix = prefix_of(base)
    longest = write_maps(folder, prefix, gathering, patterns)
    values = {
        "p": prefix,
        "folder": home,
        "site": SITE,
        "release": release,
        "preflight": preflight,
        **_sizes(longest),
        **_addresses(gathering, patterns),
        **_negotiation(gathering, patterns, prefix),
        **_headers(gathering, prefix, release),
    }
    templates = app.jinja_env.overlay(trim_blocks=False, lstrip_blocks=False, autoescape=False)
    for name in ("http.conf", "server.conf"):
        text = templates.get_template(f"export/{name}").render(values)
        (folder / name).write_text(text + "\n", encoding="utf-8")


def _sizes(longest: Longest) -> Values:
    """Give room for the maps (https://nginx.org/en/docs/hash.html)."""
    size = _SMALLEST_HASH
    while size < 4 * longest.count:
        size *= 2
    return {
        "hash_size": size,
        "bucket_size": -(-4 * (longest.key + _ENTRY_BYTES) // 64) * 64,
    }


def _addresses(gathering: Gathering, patterns: Sequence[str]) -> Values:
    """Tell which addresses there are, and what those without negotiation give."""
    types = _plain_types(gathering)
    return {
        "feed": ROOT,
        "atom": ATOM.name,
        "filters": "|".join(FILTERS),
        "languages": gathering.languages,
        "wholes": [f"^{patterns[n]}\\.{suffix}$" for n, suffix in sorted(gathering.wholes)],
        "redirects": gathering.redirects,
        "plain": {path: types.index(kind) for path, kind in gathering.plain.items()},
        "allowed": ALLOWED,
    }


def _negotiation(gathering: Gathering, patterns: Sequence[str], prefix: str) -> Values:
    """Tell which formats and languages there are to choose from, and where."""
    return {
        "suffixes": "|".join(fmt.name for fmt in DOCUMENT_FORMATS),
        "candidates": _candidates(),
        "offers": [names_of(formats) for formats in gathering.formats],
        "no_offer": NO_OFFER,
        "pages": [number for number, found in enumerate(gathering.formats) if found == (HTML,)],
        "offer_exceptions": list(gathering.offers.exceptions()),
        "offer_rules": list(gathering.offers.rules(patterns)),
        "problem_offer": names_of((PROBLEM, HTML)),
        "alternates": [_alternates(formats, prefix) for formats in gathering.formats],
        "levels": LEVELS,
        "weights": [*language_weights()],
        "spoken": [fmt.name for fmt in SPOKEN],
        "first": FORMATS[0].name,
    }


def _headers(gathering: Gathering, prefix: str, release: str) -> Values:
    """Tell which headers answers have: those of all, of pages, and of each address."""
    told = {**ALL, RELEASE: release}
    return {
        "tables": [
            {
                "name": name,
                "variable": name.replace("-", "_"),
                "values": {
                    variable(prefix, table, number): filled(text, prefix)
                    for number, text in enumerate(table.templates())
                },
            }
            for name, table in gathering.headers.items()
        ],
        "policy": PAGE_POLICY,
        "page_headers": PAGE,
        "plain_policy": ALL[POLICY],
        "headers": {name: value for name, value in told.items() if name != POLICY},
        "types": {
            **{found.name: found.content_type for found in _candidates()},
            **{f"plain{number}": kind for number, kind in enumerate(_plain_types(gathering))},
        },
    }


def _candidates() -> list[Candidate]:
    return [found for fmt in (*FORMATS, PROBLEM) for found in candidates_of(fmt)]


def _plain_types(gathering: Gathering) -> list[str]:
    return [*dict.fromkeys(gathering.plain.values())]


def _alternates(formats: tuple[Format, ...], prefix: str) -> str:
    links = Resource("{resource}", ANY_PAGE, formats).alternates()
    return filled(header(links).replace(NO_PAGE, "{page}"), prefix)
