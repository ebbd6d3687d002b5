"""Searches in process: names and identifiers in an index of a million labels."""

import json
from collections.abc import Iterator
from typing import Final

from bench.processes import module, run
from bench.results import Row
from bench.sites import Sites, size

_LABELS: Final = 1_000_000
_LIMIT: Final = 1200
_TARGET: Final = 5000.0


def measure(_: Sites, *, big: bool) -> Iterator[Row]:
    """Time searches of each kind, once: `big` is no different."""
    output = run(module("bench.labels", str(_LABELS)), limit=_LIMIT).output
    if output is None:
        yield Row("search in process", "over the limit", "p95 ≤ 5 ms", met=False)
        return
    found = json.loads(output)
    for name, figures in found["asked"].items():
        value = (
            f"p50 {_ms(figures['p50'])}, p95 {_ms(figures['p95'])}, worst {_ms(figures['worst'])}; "
            f"p95 of processor {_ms(figures['processor_p95'])}"
        )
        label = f"search in process, {size(_LABELS)} labels, {name}"
        if name == "all":
            yield Row(label, value, "p95 ≤ 5 ms", figures["p95"] <= _TARGET, figures)
        else:
            yield Row(label, value, figures=figures)
    told = f"{found['seconds']:.0f} s, {found['bytes'] / 1e6:.0f} MB"
    yield Row(
        f"index of {size(_LABELS)} labels, built", told, figures={"seconds": found["seconds"]}
    )


def _ms(microseconds: float) -> str:
    return f"{microseconds / 1000:.2f} ms"
