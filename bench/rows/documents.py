"""Entity documents in process: read from the store and written as Turtle, cold and warm."""

import json
import statistics
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bench.processes import module, run
from bench.results import Row
from bench.sites import Sites, size

_SIZES: Final = (10_000, 100_000, 1_000_000)
_BIG_SIZE: Final = 10_000_000
_ROUNDS: Final = 3
_LIMIT: Final = 120
_COLD_TARGET: Final = 1000.0
_GROWTH_TARGET: Final = 1.5

Found = Mapping[str, Mapping[str, float]]


def measure(sites: Sites, *, big: bool) -> Iterator[Row]:
    """Time documents at each size, the sizes taking turns."""
    sizes = (*_SIZES, _BIG_SIZE) if big else _SIZES
    found: dict[int, list[Found]] = {quads: [] for quads in sizes}
    folders = {quads: sites.published(quads) for quads in sizes}
    for _ in range(_ROUNDS):
        for quads, site in folders.items():
            output = run(module("bench.documents", site), limit=_LIMIT).output
            if output is not None:
                found[quads].append(json.loads(output))
    for quads in sizes:
        yield from _rows(quads, found[quads])
    yield _growth(sizes, found)


def _rows(quads: int, found: Sequence[Found]) -> Iterator[Row]:
    labels = {"mix": "persons, articles, memberships and statements", "kommun": "municipalities"}
    for kind, label in labels.items():
        figures = {name: _median(found, kind, name) for name in found[0][kind]}
        value = (
            f"cold p50 {_ms(figures['cold_p50'])}, p95 {_ms(figures['cold_p95'])}, "
            f"p50 of processor {_ms(figures['cold_processor_p50'])}; "
            f"warm p50 {_ms(figures['warm_p50'])}, p95 {_ms(figures['warm_p95'])}; "
            f"{figures['quads']:.0f} quads in a document"
        )
        name = f"document in process, {size(quads)} quads, {label}"
        if kind == "mix":
            met = figures["cold_p50"] <= _COLD_TARGET
            yield Row(name, value, "cold p50 ≤ 1 ms", met, figures)
        else:
            yield Row(name, value, figures=figures)


def _growth(sizes: Sequence[int], found: Mapping[int, Sequence[Found]]) -> Row:
    small, large = sizes[0], sizes[-1]
    clock, processor = (
        statistics.median(
            b["mix"][name] / a["mix"][name] for a, b in zip(found[small], found[large], strict=True)
        )
        for name in ("cold_p50", "cold_processor_p50")
    )
    name = f"document in process, cold p50: {size(large)} against {size(small)} quads"
    value = f"{clock:.2f} × ({processor:.2f} × of processor)"
    figures = {"ratio": clock, "processor": processor}
    return Row(name, value, f"≤ {_GROWTH_TARGET} ×", clock <= _GROWTH_TARGET, figures)


def _median(found: Sequence[Found], kind: str, name: str) -> float:
    return statistics.median(one[kind][name] for one in found)


def _ms(microseconds: float) -> str:
    return f"{microseconds / 1000:.2f} ms"
