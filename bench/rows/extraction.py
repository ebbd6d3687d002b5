"""Extraction: how soon the command begins, many short articles, and the largest page."""

import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from bench.extraction import write_articles, write_page
from bench.processes import Run, run
from bench.results import Row
from bench.sites import Sites

_COUNT: Final = 100
_SMALL: Final = 5_000
_LARGE: Final = 5 * 1024 * 1024
_ROUNDS: Final = 3
_LIMIT: Final = 120
_START_TARGET: Final = 0.7
_MANY_TARGET: Final = 5.0
_LARGE_TARGET: Final = 10.0
_GROWTH_TARGET: Final = 2.0

Runs = Mapping[str, Sequence[Run]]


def measure(sites: Sites, *, big: bool) -> Iterator[Row]:
    """Time the command with one article, with many, and with the largest text and page."""
    folder = sites.folder("extraction")
    many = write_articles(folder / "many", _COUNT, _SMALL)
    (text,) = write_articles(folder / "large", 1, _LARGE)
    page = write_page(folder / "large.html", _LARGE)
    program = Path(sys.executable).with_name("samverkan-ld")
    extract: list[str | Path] = [program, "extract", "--format", "json"]
    runs = _runs(
        {
            "empty": [sys.executable, "-c", ""],
            "help": [program, "--help"],
            "one": [*extract, many[0]],
            "many": [*extract, *many],
            "text": [*extract, text],
            "page": [*extract, page],
        }
    )
    yield _start(runs)
    yield _many(runs)
    yield _large("text", "a text of 5 MB", runs)
    yield _large("page", "a page (HTML) of 5 MB", runs)
    yield _growth(runs)


def _runs(commands: Mapping[str, Sequence[str | Path]]) -> Runs:
    """Run the commands in turns."""
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(_ROUNDS):
        for name, command in commands.items():
            found[name].append(run(command, limit=_LIMIT))
    return found


def _start(runs: Runs) -> Row:
    seconds, empty, help_ = (_clock(runs[name]) for name in ("one", "empty", "help"))
    value = (
        f"{seconds:.2f} s ({_processor(runs['one']):.2f} s of processor); "
        f"--help takes {help_:.2f} s, an empty Python {empty:.2f} s"
    )
    name, met = "extract one article of 5 kB, cold", seconds <= _START_TARGET
    return Row(name, value, f"≤ {_START_TARGET} s", met, {"seconds": seconds, "help": help_})


def _many(runs: Runs) -> Row:
    processor, seconds = _processor(runs["many"]), _clock(runs["many"])
    each = 1000 * (processor - _processor(runs["one"])) / (_COUNT - 1)
    value = f"{processor:.2f} s of processor ({seconds:.2f} s by the clock); {each:.1f} ms for each"
    name, met = f"extract {_COUNT} articles of 5 kB", processor <= _MANY_TARGET
    return Row(name, value, f"≤ {_MANY_TARGET:.0f} s", met, {"processor": processor, "ms": each})


def _large(kind: str, what: str, runs: Runs) -> Row:
    processor, seconds = _processor(runs[kind]), _clock(runs[kind])
    peak = statistics.median(one.peak for one in runs[kind]) / 2**20
    is_done = all(one.output is not None for one in runs[kind])
    value = f"{processor:.1f} s of processor ({seconds:.1f} s by the clock), {peak:.0f} MiB"
    met = is_done and processor <= _LARGE_TARGET
    figures = {"processor": processor, "seconds": seconds, "peak": peak}
    return Row(f"extract {what}", value, f"≤ {_LARGE_TARGET:.0f} s", met, figures)


def _growth(runs: Runs) -> Row:
    """Compare what a byte takes in the large text and in many small ones, beyond the start."""
    ratios = []
    for one, many, text in zip(runs["one"], runs["many"], runs["text"], strict=True):
        small = (many.processor - one.processor) / ((_COUNT - 1) * _SMALL)
        ratios.append((text.processor - one.processor) / (_LARGE - _SMALL) / small)
    ratio = statistics.median(ratios)
    name, met = "a byte of the text of 5 MB against one of 5 kB", ratio <= _GROWTH_TARGET
    return Row(name, f"{ratio:.2f} ×", f"≤ {_GROWTH_TARGET:.0f} ×", met, {"ratio": ratio})


def _clock(runs: Sequence[Run]) -> float:
    return statistics.median(one.seconds for one in runs)


def _processor(runs: Sequence[Run]) -> float:
    return statistics.median(one.processor for one in runs)
