"""What strains a SPARQL server: queries without an end, and answers as long as the whole site."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean, median
from typing import Final

from bench.points import Points
from bench.queries import JSON
from bench.results import Row
from bench.rivals import own
from bench.runaways import AT_ONCE, DEADLINE, Trial, attempt
from bench.sites import size
from bench.streams import HangUp, Stream, hang_up, read_all

_TRIALS: Final = 3
_ANSWER_TARGET: Final = DEADLINE + 0.5
_OTHERS_TARGET: Final = 2.0
_GROWTH_TARGET: Final = 50 * 2**20
_HANG_UP_TARGET: Final = 1.0
_ANSWER_BYTES: Final = 16 * 2**30
_ANSWER_SECONDS: Final = 600
_FORMATS: Final = {"JSON": JSON, "CSV": "text/csv"}
_LATE: Final = 504


def runaways(site: Path, quads: int, logs: Path, points: Points) -> Iterator[Row]:
    """Tell how long the clients of runaways wait, and what happens to others meanwhile."""
    with own(site, logs, "deadline", seconds=DEADLINE) as server:
        trials = [attempt(server, points) for _ in range(_TRIALS)]
    name = f"{AT_ONCE} runaways at once, {size(quads)} quads, deadline {DEADLINE} s"
    yield _answered(f"{name}: answered", trials)
    yield _others(f"{name}: small queries of others", trials)


def _answered(name: str, trials: Sequence[Trial]) -> Row:
    seconds = max(trial.seconds for trial in trials)
    statuses = sorted({answer.status for trial in trials for answer in trial.answers})
    value = f"after {seconds:.2f} s at most, with {', '.join(map(str, statuses))}"
    met = seconds <= _ANSWER_TARGET and statuses == [_LATE]
    return Row(name, value, f"≤ {_ANSWER_TARGET} s, with {_LATE}", met, {"seconds": seconds})


def _others(name: str, trials: Sequence[Trial]) -> Row:
    ratios = [trial.ratio for trial in trials]
    beside = median(trial.beside.p95 for trial in trials)
    alone = median(mean(load.p95 for load in trial.alone) for trial in trials)
    faults = sum(trial.beside.faults for trial in trials)
    value = (
        f"{median(ratios):.2f} × ({min(ratios):.2f} to {max(ratios):.2f} in {len(trials)} trials; "
        f"p95 {beside / 1000:.2f} ms, alone {alone / 1000:.2f} ms)"
    )
    value += f"; {faults} FAULTS" if faults else ""
    met = median(ratios) <= _OTHERS_TARGET and not faults
    figures = {"ratio": median(ratios), "beside": beside, "alone": alone}
    return Row(name, value, f"≤ {_OTHERS_TARGET:g} ×", met, figures)


def long_answers(site: Path, quads: int, logs: Path) -> Iterator[Row]:
    """Tell what memory an answer with every quad takes, and what a hang-up leaves behind."""
    limits = {"answer_bytes": _ANSWER_BYTES, "seconds": _ANSWER_SECONDS}
    with own(site, logs, "long", **limits) as server:
        for name, accept in _FORMATS.items():
            found = read_all(server, accept)
            yield _stream(f"all of {size(quads)} quads as {name}: memory", found)
        left = hang_up(server, JSON)
    yield _hang_up(f"all of {size(quads)} quads, a client that pauses and hangs up", left)


def _stream(name: str, found: Stream) -> Row:
    value = f"+{_mib(found.growth)} in {found.seconds:.1f} s, {_mib(found.size)} sent"
    value += "" if found.is_whole else "; FAULT, not whole"
    met = found.growth <= _GROWTH_TARGET and found.is_whole
    figures = {"growth": found.growth, "seconds": found.seconds, "size": found.size}
    return Row(name, value, f"≤ {_mib(_GROWTH_TARGET)}", met, figures)


def _hang_up(name: str, left: HangUp) -> Row:
    value = f"workers idle {left.seconds:.2f} s later; memory +{_mib(left.growth)}"
    target = f"≤ {_HANG_UP_TARGET:g} s, ≤ {_mib(_GROWTH_TARGET)}"
    met = left.seconds <= _HANG_UP_TARGET and left.growth <= _GROWTH_TARGET
    return Row(name, value, target, met, {"seconds": left.seconds, "growth": left.growth})


def _mib(size: int) -> str:
    return f"{size / 2**20:.0f} MiB"
