"""Publishing: time and memory of a full build, with the gate and without."""

import json
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bench.processes import Run, module, run
from bench.results import Row
from bench.sites import Sites, size

_GIB: Final = 2**30
_STEPS: Final = ("reading", "validating", "archiving", "storing", "sealing")


@dataclass(frozen=True, slots=True)
class Case:
    """A site to publish: quads, with a gate or not, how often, and the longest time of a run.

    `target` is the longest time that is meant, in seconds; 0 for none.
    """

    quads: int
    gate: bool
    runs: int
    limit: float
    target: float = 0


_CASES: Final = (
    Case(10_000, True, 2, 60),
    Case(100_000, True, 1, 200),
    Case(10_000, False, 3, 60),
    Case(100_000, False, 2, 60),
    Case(1_000_000, False, 1, 200),
    Case(1_000_000, True, 1, 600, target=90),
)
_BIG: Final = (*_CASES, Case(10_000_000, False, 1, 3600))


def measure(sites: Sites, *, big: bool) -> Iterator[Row]:
    """Publish each case, the runs of the cases taking turns."""
    cases = _BIG if big else _CASES
    runs: dict[Case, list[Run]] = {case: [] for case in cases}
    for turn in range(max(case.runs for case in cases)):
        for case in cases:
            if turn < case.runs:
                site = sites.unpublished(case.quads, shapes=case.gate)
                runs[case].append(run(module("bench.publishing", site), limit=case.limit))
    for case in cases:
        yield _row(case, runs[case])


def _row(case: Case, runs: Sequence[Run]) -> Row:
    gate = "with the gate" if case.gate else "without a gate"
    name = f"publish {size(case.quads)} quads, {gate}"
    target = f"≤ {case.target:.0f} s, ≤ 2 GiB" if case.target else ""
    peak = max(one.peak for one in runs)
    outputs = [one.output for one in runs if one.output is not None]
    if len(outputs) < len(runs):
        value = f"over the limit of {case.limit:.0f} s; {peak / _GIB:.2f} GiB by then"
        return Row(name, value, target, False if case.target else None, {"peak": peak})
    found = [json.loads(output) for output in outputs]
    seconds = statistics.median(one.seconds for one in runs)
    processor = statistics.median(one.processor for one in runs)
    steps = {step: statistics.median(one["steps"].get(step, 0) for one in found) for step in _STEPS}
    value = (
        f"{seconds:.1f} s ({processor:.1f} s of processor), {peak / _GIB:.2f} GiB; "
        + ", ".join(f"{step} {spent:.1f}" for step, spent in steps.items())
        + f"; {found[0]['quads']} quads in all, {found[0]['results']} results"
    )
    met = seconds <= case.target and peak <= 2 * _GIB if case.target else None
    figures = {"seconds": seconds, "processor": processor, "peak": peak, "runs": len(runs)}
    return Row(name, value, target, met, figures | steps | {"quads": found[0]["quads"]})
