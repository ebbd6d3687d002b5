"""The tables that the rules for nginx read: files of keys and values."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from samverkan_ld.web.export.gathering import SECOND, Gathering
from samverkan_ld.web.export.tables import HeaderTable

STATES: Final = "states.map"
"""The table of what there is, which is written while it is gathered."""

_VARIABLES: Final = {"page": "paged"}


def prefix_of(base: str) -> str:
    """Give what the names of a site's variables begin with."""
    parts = urlsplit(base)
    return "ld_" + re.sub(r"[^a-z0-9]+", "_", f"{parts.netloc}{parts.path}".lower()).strip("_")


@dataclass(slots=True)
class Longest:
    """How many lines the largest map has, and how long its longest key is."""

    count: int = 0
    key: int = 0

    def lines(self, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Write the lines of a map, and count them."""
        count = 0
        for key, value in pairs:
            count += 1
            self.key = max(self.key, len(key))
            yield f'"{key}" "{value}";\n'
        self.count = max(self.count, count)


def write_maps(folder: Path, prefix: str, gathering: Gathering, patterns: Sequence[str]) -> Longest:
    """Write all tables but that of states; tell how large they are, that one among them."""
    longest = Longest()
    moved = gathering.moved
    tables: dict[str, Iterable[tuple[str, str]]] = {
        "moved-things": ((path, to.thing.replace("$", "%24")) for path, to in moved.items()),
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
    with (folder / STATES).open(encoding="utf-8") as file:
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
    plain = target.replace("$", "%24")  # nginx would take what follows for a variable
    return f"{plain}${prefix}_dotted${prefix}_tail" if plain.startswith("/") else plain


def filled(template: str, prefix: str) -> str:
    """Put variables of nginx into a template; a dollar of the data would be read as one."""
    text = template.replace("\\", "\\\\").replace('"', '\\"').replace("$", "%24")
    for name in ("resource", "about", "page", "after", "before"):
        text = text.replace(f"{{{name}}}", f"${{{prefix}_{_VARIABLES.get(name, name)}}}")
    return text
