"""SPARQL over HTTP: a mix of queries, small ones in numbers, and what strains a server.

Oxigraph's own server stands beside ours over the same store, and rdflib-endpoint where it loads and
answers in time.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from bench.mix import Comparison, Start, take_turns
from bench.points import Points, Rate
from bench.queries import MIX, things
from bench.results import Row
from bench.rivals import own, oxigraph, rdflib_endpoint
from bench.rows.strain import long_answers, runaways
from bench.sites import Sites, size

_SIZES: Final = (100_000, 1_000_000)
_BIG_SIZE: Final = 10_000_000
_PEER_SIZE: Final = 100_000
_CONNECTIONS: Final = (1, 16, 64)
_MIX_TARGET: Final = 1.2
_NEW_TARGET: Final = 0.2
_REPEATED_TARGET: Final = 1.5
_STORE_BYTES: Final = 16 * 2**30
_WORST: Final = 3


def measure(sites: Sites, *, big: bool) -> Iterator[Row]:
    """Measure the mix at each size, and all else at a million quads."""
    logs = sites.folder("sparql")
    logs.mkdir(exist_ok=True)
    for quads in (*_SIZES, _BIG_SIZE) if big else _SIZES:
        yield from _mix(sites.published(quads), quads, logs, has_peer=quads <= _PEER_SIZE or big)
    quads = _SIZES[-1]
    site = sites.published(quads)
    points = Points(site)
    yield from _points(site, quads, logs, points)
    yield from runaways(site, quads, logs, points)
    yield from long_answers(site, quads, logs)
    yield _in_memory(site, quads, logs)


def _mix(site: Path, quads: int, logs: Path, *, has_peer: bool) -> Iterator[Row]:
    starts: dict[str, Start] = {"ours": partial(own, site, logs)}
    starts["oxigraph"] = partial(oxigraph, site, logs)
    if has_peer:
        starts["rdflib-endpoint"] = partial(rdflib_endpoint, site, logs)
    timings = take_turns(starts, things(site))
    name = f"mix of {len(MIX)} queries, {size(quads)} quads"
    for other in [*starts][1:]:
        is_target = other == "oxigraph" and quads == _SIZES[-1]
        most = _MIX_TARGET if is_target else 0
        yield _compared(f"{name}, beside {other}", Comparison(timings, "ours", other), most)


def _compared(name: str, found: Comparison, most: float) -> Row:
    ours, others = found.totals
    worst = ", ".join(f"{query} {ratio:.1f}" for query, ratio in found.worst(_WORST))
    value = (
        f"{found.ratio:.2f} × ({_ms(ours)} against {_ms(others)}), "
        f"by the best turns {found.best_ratio:.2f} ×; worst: {worst}"
    )
    if unanswered := found.unanswered():
        value += f"; not answered by the other: {', '.join(unanswered)}"
    if differing := found.differing():
        value += f"; FAULT, answers differ: {', '.join(differing)}"
    target = f"≤ {most:g} ×" if most else ""
    met = found.ratio <= most and not differing if most else None
    return Row(name, value, target, met, _figures(found))


def _figures(found: Comparison) -> dict[str, float]:
    times = {
        f"{timing.query.name}, {name}": timing.seconds[name]
        for timing in found.timings
        for name in (found.one, found.other)
    }
    return times | {"ratio": found.ratio, "best ratio": found.best_ratio}


def _points(site: Path, quads: int, logs: Path, points: Points) -> Iterator[Row]:
    with own(site, logs) as ours, oxigraph(site, logs) as theirs:
        servers = {"ours": ours, "oxigraph": theirs}
        for kind, least in (("new", _NEW_TARGET), ("repeated", _REPEATED_TARGET)):
            for connections in _CONNECTIONS:
                found = points.compare(servers, connections, anew=kind == "new")
                name = f"point queries, {kind}, {size(quads)} quads, {_plural(connections)}"
                yield _rates(name, found, least)


def _rates(name: str, found: Mapping[str, Rate], least: float) -> Row:
    ours, theirs = found["ours"], found["oxigraph"]
    ratio = ours.beside(theirs)
    value = f"{ratio:.2f} × oxigraph ({_rate(ours)}; oxigraph: {_rate(theirs)})"
    figures = {
        f"{server}, {figure}": getattr(rate, figure)
        for server, rate in found.items()
        for figure in ("rate", "p50", "p95", "processor")
    }
    return Row(
        name,
        value,
        f"≥ {least:g} ×",
        ratio >= least and not ours.faults,
        figures | {"ratio": ratio},
    )


def _in_memory(site: Path, quads: int, logs: Path) -> Row:
    starts: dict[str, Start] = {
        "store in memory": partial(own, site, logs, "memory", memory_store_bytes=_STORE_BYTES),
        "on disk": partial(own, site, logs),
    }
    found = Comparison(take_turns(starts, things(site)), *starts)
    return _compared(f"mix, {size(quads)} quads, store in memory beside ours on disk", found, 0)


def _rate(rate: Rate) -> str:
    p50, p95 = rate.p50 / 1000, rate.p95 / 1000
    return (
        f"{rate.rate:.0f}/s, p50 {p50:.2f} ms, p95 {p95:.2f} ms, "
        f"{rate.processor:.0f} µs of processor{_faults(rate.faults)}"
    )


def _faults(faults: int) -> str:
    return f", {faults} FAULTS" if faults else ""


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def _plural(connections: int) -> str:
    return f"{connections} connection{'s' if connections > 1 else ''}"
