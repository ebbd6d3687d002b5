"""One changed article: how soon it is served, in releases of different sizes.

The sizes take turns, so that all are measured under the same conditions.
"""

import http.client
import json
import re
import statistics
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.processes import free_port, module, run, server
from bench.results import Row
from bench.sites import Sites, size

_SIZES: Final = (10_000, 100_000, 1_000_000)
_BIG: Final = (*_SIZES, 10_000_000)
_RUNS: Final = 7
_BUILD_LIMIT: Final = 7200.0
_LIMIT: Final = 60.0
_TICK: Final = 0.005
_SECONDS: Final = 2.0
_RATIOS: Final = {1_000_000: 1.5, 10_000_000: 2.0}
_ERASURE: Final = 15.0
_WORDS: Final = re.compile(r"(roleName:\n +sv: ).*")


@dataclass(frozen=True, slots=True)
class Spent:
    """The seconds from the start of a publication until its release is served, and to its end."""

    served: float
    whole: float


@dataclass(frozen=True, slots=True)
class Place:
    """A site that is served: its folder, its quads, and the port."""

    site: Path
    quads: int
    port: int


def measure(sites: Sites, *, big: bool) -> Iterator[Row]:
    """Change one article in releases of each size, and erase a person in the largest."""
    sizes = _BIG if big else _SIZES
    spent: dict[int, list[Spent]] = {quads: [] for quads in sizes}
    with ExitStack() as stack:
        places = [_serve(stack, sites, quads) for quads in sizes]
        for turn in range(_RUNS):
            for place in places:
                spent[place.quads].append(_change(place, turn))
    for quads in sizes:
        yield _row(quads, spent)
    yield _erasure(sites.unpublished(1_000_000, shapes=True))


def _serve(stack: ExitStack, sites: Sites, quads: int) -> Place:
    site = sites.unpublished(quads, shapes=True)
    run(module("bench.publishing", site), limit=_BUILD_LIMIT)
    port = free_port()
    command = _command(site, "serve", f"--port={port}")
    stack.enter_context(server(command, port, sites.folder(f"server-{quads}.log")))
    return Place(site, quads, port)


def _command(site: Path, *arguments: str) -> list[str | Path]:
    return module("samverkan_ld", f"--config={site / 'samverkan.toml'}", *arguments)


def _change(place: Place, turn: int) -> Spent:
    (article,) = (place.site / "data/articles").glob("*.yaml")
    text = article.read_text(encoding="utf-8")
    article.write_text(_WORDS.sub(rf"\g<1>provord {turn}", text, count=1), encoding="utf-8")
    client = http.client.HTTPConnection("127.0.0.1", place.port, timeout=_LIMIT)
    before = _release(client)
    start = time.perf_counter()
    process = subprocess.Popen(
        [*map(str, _command(place.site, "publish"))], stdout=subprocess.DEVNULL
    )
    while _release(client) == before and time.perf_counter() - start < _LIMIT:
        time.sleep(_TICK)
    served = time.perf_counter() - start
    process.wait(_LIMIT)
    return Spent(served, time.perf_counter() - start)


def _release(client: http.client.HTTPConnection) -> str:
    client.request("GET", "/ready")
    return str(json.loads(client.getresponse().read())["release"])


def _row(quads: int, spent: Mapping[int, Sequence[Spent]]) -> Row:
    served = statistics.median(one.served for one in spent[quads])
    whole = statistics.median(one.whole for one in spent[quads])
    ratio = served / statistics.median(one.served for one in spent[_SIZES[0]])
    value = (
        f"served after {served:.2f} s ({min(one.served for one in spent[quads]):.2f} to "
        f"{max(one.served for one in spent[quads]):.2f} in {_RUNS} runs), {ratio:.2f} × that at "
        f"{size(_SIZES[0])}; {whole:.2f} s until report and dump are written"
    )
    most = _RATIOS.get(quads)
    target = f"≤ {most} × that at {size(_SIZES[0])}" if most else ""
    met = ratio <= most if most else None
    if quads == 1_000_000:
        target, met = f"≤ {_SECONDS:.0f} s, {target}", bool(met) and served <= _SECONDS
    name = f"publish one changed article at {size(quads)} quads"
    return Row(name, value, target, met, {"served": served, "whole": whole, "ratio": ratio})


def _erasure(site: Path) -> Row:
    run(module("bench.publishing", site), limit=_BUILD_LIMIT)
    manifest = json.loads((site / "releases/current/manifest.json").read_text(encoding="utf-8"))
    quads = sum(graph["quads"] for graph in manifest["graphs"].values())
    done = run(_command(site, "erase", _person(site), "--reason=radering"), limit=_BUILD_LIMIT)
    value = f"{done.seconds:.1f} s for {quads} quads, {done.seconds / quads * 1e6:.1f} s a million"
    met = done.seconds / quads * 1e6 <= _ERASURE
    target = f"≤ {_ERASURE:.0f} s a million quads"
    return Row("erase a person at 1 M quads", value, target, met, {"seconds": done.seconds})


def _person(site: Path) -> str:
    query = "SELECT ?p { ?p a <http://xmlns.com/foaf/0.1/Person> } ORDER BY DESC(?p) LIMIT 1"
    command = [*map(str, _command(site, "query", "--format=csv"))]
    done = subprocess.run(command, input=query, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[1]
