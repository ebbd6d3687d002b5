"""Reading the example queries of a site.

Each is a file `queries/{key}.rq` of SPARQL 1.1 that begins with comments about itself:

    # title-sv: Landets regioner
    # title-en: The regions of the country
    # about-sv: Varje region med länskod och namn.
    # about-en: Each region with its county code and name.
    # position: 10
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from samverkan_ld.config import Config
from samverkan_ld.errors import QueryError, QuerySyntaxError, SourceError
from samverkan_ld.iris import Iris
from samverkan_ld.parsing.text import decode, read_within
from samverkan_ld.queries import EXECUTABLES, Query
from samverkan_ld.sparql.engine import translated
from samverkan_ld.sparql.outline import Outline

HEADER: Final = ("title-sv", "title-en", "about-sv", "about-en", "position")
"""What every file tells of its query."""

_LINE: Final = re.compile(r"# ?([a-z-]+): *(.*?) *\r?\n")
_KEY: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def query_files(config: Config) -> tuple[Path, ...]:
    """List the files of example queries; a site may have none."""
    return tuple(sorted(config.queries.glob("*.rq")))


def read_query(path: Path, config: Config) -> Query:
    """Read an example query, moved to the addresses of the site.

    Raises:
        SourceError: the file cannot be read, does not tell what it should, or is no query.
    """
    name = f"{config.folders.queries}/{path.name}"
    data = read_within(config.queries, path, name=name, max_bytes=config.limits.source_bytes)
    whole = decode(data, name)
    header, text = _split(whole)
    _check_header(path.stem, header, name)
    return Query(
        key=path.stem,
        form=_form(config.iris.rebase_text(whole), name, config.iris),
        text=config.iris.rebase_text(text),
        titles=_by_language(header, "title"),
        notes=_by_language(header, "about"),
        position=int(header["position"]),
    )


def _split(text: str) -> tuple[dict[str, str], str]:
    header: dict[str, str] = {}
    start = 0
    while found := _LINE.match(text, start):
        header[found[1]] = found[2]
        start = found.end()
    return header, text[start:].strip()


def _check_header(key: str, header: Mapping[str, str], name: str) -> None:
    if not _KEY.fullmatch(key):
        raise SourceError(name, "name the file with a-z, 0-9 and hyphens: it ends an address")
    missing = [field for field in HEADER if not header.get(field)]
    if missing:
        raise SourceError(name, f"begin with the comments: {', '.join(f'# {f}:' for f in missing)}")
    unknown = [field for field in header if field not in HEADER]
    if unknown:
        raise SourceError(name, f"unknown {', '.join(unknown)}; known are {', '.join(HEADER)}")
    if not header["position"].isdecimal():
        raise SourceError(name, f"position must be a whole number, not {header['position']}")


def _form(text: str, name: str, iris: Iris) -> str:
    """Tell the form of a query, once it has been tried; with SERVICE that would ask others."""
    found = Outline(text)
    try:
        if not found.uses_service:
            with translated(found):
                Store().query(text, base_iri=iris.base)
    except QuerySyntaxError as error:
        raise SourceError(name, str(error), line=error.line) from error
    except QueryError as error:
        raise SourceError(name, str(error)) from error
    form = found.form.text if found.form else ""
    if form not in EXECUTABLES:
        raise SourceError(name, f"the query must begin with one of {', '.join(EXECUTABLES)}")
    return form


def _by_language(header: Mapping[str, str], field: str) -> dict[str, str]:
    return {language: header[f"{field}-{language}"] for language in ("sv", "en")}
