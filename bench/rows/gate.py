"""The gate: the compiled shapes beside pySHACL alone, on the same data, with the same report."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Final

from bench.generator import Plan
from bench.processes import module, run
from bench.results import Row
from bench.sites import Sites, size
from bench.trials import Found, Trials, beyond, grown, total

_LIMIT: Final = 3600.0
_LARGE: Final = 1_000_000
_GROWTH_TARGET: Final = 1.3
_MEMORY_TARGET: Final = 500 * 10**6
_MB: Final = 10**6
_SLOWEST: Final = 10


@dataclass(frozen=True, slots=True)
class Case:
    """Data to validate: quads, faults, and how often the gate and pySHACL judge them.

    `target` is how many times as fast the gate is meant to be; 0 for no target.
    """

    quads: int
    faults: int = 0
    runs: int = 3
    peers: int = 0
    target: float = 0

    @property
    def name(self) -> str:
        """What the data are."""
        return f"{size(self.quads)} quads, {f'{self.faults} faults' if self.faults else 'clean'}"

    @property
    def plan(self) -> Plan:
        """The site: nothing in its articles is noted but the faults."""
        return Plan(self.quads, faults=self.faults, unmatched=0)


_SMALL: Final = (Case(10_000, peers=3), Case(10_000, 100, peers=3), Case(100_000, peers=3))
_CASES: Final = (*_SMALL, Case(_LARGE), Case(_LARGE, 1000))
_BIG: Final = (
    *_SMALL,
    Case(_LARGE, peers=1, target=50),
    Case(_LARGE, 1000, peers=1, target=20),
    Case(10_000_000, runs=1),
)


def measure(sites: Sites, *, big: bool) -> Iterator[Row]:
    """Validate one case after the other, the gate and pySHACL taking turns at each."""
    trials = {case: Trials() for case in (_BIG if big else _CASES)}
    for case, found in trials.items():
        site = sites.planned(case.plan)
        for turn in range(case.runs):
            found.gate.extend(_validate(site, "compiled"))
            if turn < case.peers:
                found.peer.extend(_validate(site, "pyshacl"))
    for case, found in trials.items():
        yield from _rows(case, found)
    clean = {case.quads: found.gate for case, found in trials.items() if not case.faults}
    for small, large in pairwise(sorted(clean)):
        if clean[small] and clean[large]:
            yield _growth(small, large, clean)


def _validate(site: Path, engine: str) -> Iterator[Found]:
    output = run(module("bench.validation", site, engine), limit=_LIMIT).output
    if output is not None:
        yield json.loads(output)


def _rows(case: Case, found: Trials) -> Iterator[Row]:
    name = f"gate, {case.name}"
    if len(found.gate) < case.runs:
        yield Row(name, f"over the limit of {_LIMIT:.0f} s", met=False)
        return
    yield _time(name, found.gate)
    if len(found.peer) < case.peers:
        yield Row("  beside pySHACL", f"it is over the limit of {_LIMIT:.0f} s")
    elif found.peer:
        yield _beside(case, found)
    yield _memory(found)
    if case.quads == _LARGE:
        yield _slowest(name, found.gate)


def _time(name: str, gate: Sequence[Found]) -> Row:
    seconds, with_loading, processor = (
        median(total(one, kind, loading=loading) for one in gate)
        for kind, loading in (("seconds", False), ("seconds", True), ("processor", False))
    )
    steps = {step: median(one["seconds"][step] for one in gate) for step in gate[0]["seconds"]}
    shown = sum(nodes for _, _, nodes in gate[0]["shapes"])
    value = (
        f"{seconds:.2f} s ({processor:.2f} s of processor), with loading {with_loading:.2f} s; "
        + ", ".join(f"{step} {spent:.2f}" for step, spent in steps.items())
        + f"; {gate[0]['quads']} quads in all, {shown} nodes shown to pySHACL, "
        f"{gate[0]['results']} results, {gate[0]['violations']} of them violations"
    )
    figures = {"seconds": seconds, "with loading": with_loading, "processor": processor}
    return Row(name, value, figures=figures | steps | {"quads": gate[0]["quads"]})


def _beside(case: Case, found: Trials) -> Row:
    ratios = {
        f"{kind}, {'with' if loading else 'without'} loading": found.ratio(kind, loading=loading)
        for kind in ("seconds", "processor")
        for loading in (False, True)
    }
    without, both, processor, processor_both = ratios.values()
    seconds = median(total(one) for one in found.peer)
    loading = median(one["seconds"]["loading"] for one in found.peer)
    value = (
        f"{both:.1f} × as fast with loading, {without:.1f} × without ({processor_both:.1f} × and "
        f"{processor:.1f} × by processor; pySHACL {seconds:.1f} s, loading {loading:.1f} of them); "
        + ("same report" if found.agree else "FAULT, reports differ")
    )
    target = f"≥ {case.target:g} ×, same report" if case.target else "same report"
    return Row("  beside pySHACL", value, target, both >= case.target and found.agree, ratios)


def _memory(found: Trials) -> Row:
    after, most = (beyond(found.gate, moment) for moment in ("judged", "peak"))
    loaded = median(one["memory"]["loaded"] for one in found.gate)
    value = (
        f"+{after / _MB:.0f} MB after, +{most / _MB:.0f} MB at most; {loaded / _MB:.0f} MB before"
    )
    if found.peer:
        value += f"; pySHACL beyond its graph: +{beyond(found.peer, 'peak') / _MB:.0f} MB at most"
    target = f"≤ {_MEMORY_TARGET / _MB:.0f} MB"
    figures = {"after": after, "most": most, "before": loaded}
    return Row("  memory beyond the store", value, target, most <= _MEMORY_TARGET, figures)


def _slowest(name: str, gate: Sequence[Found]) -> Row:
    spent: dict[str, list[float]] = defaultdict(list)
    for one in gate:
        for shape, seconds, _ in one["shapes"]:
            spent[shape].append(seconds)
    figures = {shape: median(seconds) for shape, seconds in spent.items()}
    slowest = sorted(figures, key=lambda shape: -figures[shape])[:_SLOWEST]
    value = ", ".join(f"{shape} {figures[shape]:.2f}" for shape in slowest)
    return Row("  seconds of the slowest shapes", value, figures=figures)


def _growth(small: int, large: int, clean: Mapping[int, Sequence[Found]]) -> Row:
    figures = grown(clean[small], clean[large])
    name = f"gate, seconds for each quad, {size(large)} against {size(small)} quads, clean"
    value = ", ".join(f"{way} {ratio:.2f} ×" for way, ratio in figures.items())
    if large != _LARGE:
        return Row(name, value, figures=figures)
    met = max(figures.values()) <= _GROWTH_TARGET
    return Row(name, value, f"≤ {_GROWTH_TARGET} ×", met, figures)
