"""Measure, and write what was measured.

python -m bench [GROUP…] [--big] [--write]
"""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.machine import describe
from bench.results import Results, Row, refresh, table
from bench.rows import changes, commands, documents, extraction, gate, http, publish, search, sparql
from bench.sites import Sites

GROUPS: Final = {
    "changes": changes.measure,
    "commands": commands.measure,
    "documents": documents.measure,
    "extraction": extraction.measure,
    "gate": gate.measure,
    "http": http.measure,
    "publish": publish.measure,
    "search": search.measure,
    "sparql": sparql.measure,
}
_HOME: Final = Path(__file__).resolve().parent
_RESULTS: Final = _HOME / "results"
_DOCUMENT: Final = _HOME.parent / "docs" / "performance.md"


def main() -> None:
    """Measure the groups that the command line asks for; all, unless it names some."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of {', '.join(GROUPS)}")
    parser.add_argument("--big", action="store_true", help="also what takes hours")
    parser.add_argument("--write", action="store_true", help="renew docs/performance.md")
    asked = parser.parse_args()
    unknown = {*asked.groups} - GROUPS.keys()
    if unknown:
        parser.error(f"no such group: {', '.join(sorted(unknown))}")
    _RESULTS.mkdir(exist_ok=True)
    results = _measure(asked.groups or [*GROUPS], big=asked.big)
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    (_RESULTS / name).write_text(results.to_json(), encoding="utf-8")
    if asked.write:
        refresh(_DOCUMENT, results)


def _measure(groups: list[str], *, big: bool) -> Results:
    machine = describe()
    for name, value in machine.items():
        print(f"{name}: {value}")
    found: dict[str, list[Row]] = {}
    with TemporaryDirectory(prefix="sites-", dir=_RESULTS) as folder:
        sites = Sites(Path(folder))
        for group in groups:
            found[group] = [*GROUPS[group](sites, big=big)]
            print(f"\n{group}\n{table(found[group])}", flush=True)
    machine["load"] += f", {os.getloadavg()[0]:.1f} at the end"
    return Results(machine, found)


if __name__ == "__main__":
    main()
