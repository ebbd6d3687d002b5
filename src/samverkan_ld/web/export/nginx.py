"""The rules by which nginx gives an export the answers of the live site.

What negotiation decides is written as maps (https://nginx.org/en/docs/http/ngx_http_map_module.html)
from the same table of formats that the application has; headers come from what it answered.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit

from flask import Flask

from samverkan_ld.feed.addresses import ROOT
from samverkan_ld.formats.table import DOCUMENT_FORMATS, HTML, Format
from samverkan_ld.search.lists import FILTERS
from samverkan_ld.web.choice.links import Resource, header, page_parameter
from samverkan_ld.web.errors import PROBLEM
from samverkan_ld.web.export.gathering import NO_OFFER, SECOND, SITE, Gathering
from samverkan_ld.web.export.tables import HeaderTable
from samverkan_ld.web.export.variants import FORMATS, SPOKEN
from samverkan_ld.web.headers import ALL, PAGE, RELEASE
from samverkan_ld.web.negotiation import content_type_of
from samverkan_ld.web.routes.feed import ATOM

RULES: Final = "nginx"
"""The folder of the rules."""

ANY_PAGE: Final = page_parameter(9_999_999_999)
"""Stands in addresses for the page that is asked for; no resource has so many."""

NO_PAGE: Final = f"?{urlencode(ANY_PAGE)}"
"""How that is written."""

POLICY: Final = "Content-Security-Policy"
"""The header that differs between pages and all else."""

ALLOWED: Final = "GET, HEAD, OPTIONS"
_LEVELS: Final = ("A", *(f"{hundredths:02}" for hundredths in range(99, 0, -1)))
_SMALLEST_HASH: Final = 2048
_ENTRY_BYTES: Final = 32
"""What nginx keeps beside a key; a bucket has room for four of the longest."""

_VARIABLES: Final = {"page": "paged"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A media type that Accept may name; the suffix of its format begins its name."""

    name: str
    media_type: str
    content_type: str
    is_own: bool

    @property
    def pattern(self) -> str:
        """The type as a regular expression."""
        return re.escape(self.media_type)

    @property
    def family(self) -> str:
        """The range of its kind as a regular expression."""
        return rf"{self.media_type.partition('/')[0]}/\*"


def candidates_of(fmt: Format) -> list[Candidate]:
    """List the media types that a format is asked for by, its own first."""
    return [
        Candidate(
            fmt.name if place == 0 else f"{fmt.name}{place}",
            media_type,
            content_type_of(fmt, media_type),
            place == 0,
        )
        for place, media_type in enumerate((fmt.media_type, *fmt.aliases))
    ]


def write_rules(
    app: Flask,
    gathering: Gathering,
    *,
    home: Path,
    base: str,
    release: str,
    patterns: Sequence[str],
    preflight: Mapping[str, str],
    policy: str,
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
        policy: the Content-Security-Policy of pages.
    """
    folder = gathering.folder / RULES
    prefix = prefix_of(base)
    longest = _write_maps(folder, prefix, gathering, patterns)
    types = list(dict.fromkeys(gathering.plain.values()))
    offers = [
        [c.name for fmt in formats for c in candidates_of(fmt)] for formats in gathering.formats
    ]
    known = [c for fmt in (*FORMATS, PROBLEM) for c in candidates_of(fmt)]
    size = _SMALLEST_HASH
    while size < 4 * longest.count:
        size *= 2
    told = {**ALL, RELEASE: release}
    values: dict[str, object] = {
        "p": prefix,
        "folder": home,
        "site": SITE,
        "release": release,
        "hash_size": size,
        "bucket_size": -(-4 * (longest.key + _ENTRY_BYTES) // 64) * 64,
        "suffixes": "|".join(fmt.name for fmt in DOCUMENT_FORMATS),
        "feed": ROOT,
        "atom": ATOM.name,
        "filters": "|".join(FILTERS),
        "languages": gathering.languages,
        "wholes": [f"^{patterns[n]}\\.{suffix}$" for n, suffix in sorted(gathering.wholes)],
        "redirects": gathering.redirects,
        "plain": {path: types.index(kind) for path, kind in gathering.plain.items()},
        "candidates": known,
        "offers": offers,
        "no_offer": NO_OFFER,
        "pages": [number for number, found in enumerate(gathering.formats) if found == (HTML,)],
        "offer_exceptions": list(gathering.offers.exceptions()),
        "offer_rules": list(gathering.offers.rules(patterns)),
        "problem_offer": _names((PROBLEM, HTML)),
        "alternates": [_alternates(formats, prefix) for formats in gathering.formats],
        "levels": _LEVELS,
        "weights": [*_weights()],
        "spoken": [fmt.name for fmt in SPOKEN],
        "first": FORMATS[0].name,
        "tables": [
            {
                "name": name,
                "variable": name.replace("-", "_"),
                "values": {
                    variable(prefix, table, number): _filled(text, prefix)
                    for number, text in enumerate(table.templates())
                },
            }
            for name, table in gathering.headers.items()
        ],
        "allowed": ALLOWED,
        "preflight": preflight,
        "policy": policy,
        "page_headers": PAGE,
        "plain_policy": ALL.get(POLICY, ""),
        "headers": {name: value for name, value in told.items() if name != POLICY},
        "types": {
            **{c.name: c.content_type for c in known},
            **{f"plain{number}": kind for number, kind in enumerate(types)},
        },
    }
    templates = app.jinja_env.overlay(trim_blocks=False, lstrip_blocks=False, autoescape=False)
    for name in ("http.conf", "server.conf"):
        text = templates.get_template(f"export/{name}").render(values)
        (folder / name).write_text(text + "\n", encoding="utf-8")


def _names(formats: tuple[Format, ...]) -> list[str]:
    return [candidate.name for fmt in formats for candidate in candidates_of(fmt)]


def prefix_of(base: str) -> str:
    """Give what the names of a site's variables begin with."""
    parts = urlsplit(base)
    return "ld_" + re.sub(r"[^a-z0-9]+", "_", f"{parts.netloc}{parts.path}".lower()).strip("_")


@dataclass(slots=True)
class _Longest:
    """How many lines the largest map has, and how long its longest key is."""

    count: int = 0
    key: int = 0

    def lines(self, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
        count = 0
        for key, value in pairs:
            count += 1
            self.key = max(self.key, len(key))
            yield f'"{key}" "{value}";\n'
        self.count = max(self.count, count)


def _write_maps(
    folder: Path, prefix: str, gathering: Gathering, patterns: Sequence[str]
) -> _Longest:
    longest = _Longest()
    moved = gathering.moved
    tables: dict[str, Iterable[tuple[str, str]]] = {
        "moved-things": ((path, to.thing) for path, to in moved.items()),
        "moved-documents": ((path, _moved(to.document, prefix)) for path, to in moved.items()),
        "ended": (
            (path, str(status))
            for path, status in (*dict.fromkeys(moved, 308).items(), *gathering.gone.items())
        ),
    }
    for name, table in gathering.headers.items():
        tables[name] = _table(table, prefix, patterns)
    tables["after"] = ((_page(n - 1), f"?page={n}") for n in range(SECOND, gathering.pages + 1))
    tables["before"] = ((_page(n + 1), f"?page={n}") for n in range(SECOND, gathering.pages))
    for name, pairs in tables.items():
        with (folder / f"{name}.map").open("w", encoding="utf-8") as file:
            file.writelines(longest.lines(pairs))
    with (folder / "states.map").open(encoding="utf-8") as file:
        for _ in longest.lines((line.split('"')[1], "") for line in file):
            pass
    return longest


def _table(table: HeaderTable, prefix: str, patterns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the lines of the map of a header; what it says stands in variables, each once."""
    numbers = {text: number for number, text in enumerate(table.templates())}
    rules = ((f"~{pattern}", value) for pattern, value in table.rules(patterns))
    for pairs in (table.exceptions(), rules):
        yield from ((key, f"${variable(prefix, table, numbers[text])}") for key, text in pairs)


def variable(prefix: str, table: HeaderTable, number: int) -> str:
    """Name the variable that holds one of the values of a header."""
    return f"{prefix}_{table.name.replace('-', '_')}_{number}"


def _page(number: int) -> str:
    return f"@page={number}" if number >= SECOND else ""


def _moved(target: str, prefix: str) -> str:
    """Keep suffix and language on the way to a document of this site."""
    return f"{target}${prefix}_dotted${prefix}_tail" if target.startswith("/") else target


def _filled(template: str, prefix: str) -> str:
    text = template.replace("\\", "\\\\").replace('"', '\\"')
    for name in ("resource", "about", "page", "after", "before"):
        text = text.replace(f"{{{name}}}", f"${{{prefix}_{_VARIABLES.get(name, name)}}}")
    return text


def _alternates(formats: tuple[Format, ...], prefix: str) -> str:
    links = Resource("{resource}", ANY_PAGE, formats).alternates()
    return _filled(header(links).replace(NO_PAGE, "{page}"), prefix)


def _weights() -> Iterator[str]:
    """Give patterns of the weights of a language, the heaviest first."""
    yield r"(?:;\s*q\s*=\s*1[.0]*\s*)?"
    for level in _LEVELS[1:]:
        digits = f"{level[0]}(?:0\\d*)?" if level[1] == "0" else f"{level}\\d*"
        yield rf";\s*q\s*=\s*0?\.{digits}\s*"
