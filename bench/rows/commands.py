"""The command line: how soon help comes, and how long the sample site takes."""

import json
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.processes import module, run
from bench.results import Row
from bench.sites import Sites
from samverkan_ld.pipeline.site import write_site

_HELP_RUNS: Final = 9
_HELP_LIMIT: Final = 20
_HELP_TARGET: Final = 0.4
_SAMPLE_RUNS: Final = 3
_SAMPLE_LIMIT: Final = 120
_SAMPLE_TARGET: Final = 20.0


def measure(sites: Sites, *, big: bool) -> Iterator[Row]:
    """Time `--help` beside an empty interpreter, and `publish` of the sample site."""
    yield _help()
    yield _sample(sites.folder("sample"))


def _help() -> Row:
    commands: dict[str, list[str | Path]] = {
        "help": [Path(sys.executable).with_name("samverkan-ld"), "--help"],
        "empty": [sys.executable, "-c", ""],
    }
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(_HELP_RUNS):
        for name, command in commands.items():
            spent[name].append(run(command, limit=_HELP_LIMIT).seconds)
    seconds, empty = (statistics.median(spent[name]) for name in ("help", "empty"))
    value = f"{seconds:.2f} s; an empty Python takes {empty:.2f} s"
    met = seconds <= _HELP_TARGET
    return Row("samverkan-ld --help", value, f"≤ {_HELP_TARGET} s", met, {"seconds": seconds})


def _sample(site: Path) -> Row:
    write_site(site)
    name, target = "publish the sample site, validated", f"≤ {_SAMPLE_TARGET:.0f} s"
    runs = [run(module("bench.publishing", site), limit=_SAMPLE_LIMIT) for _ in range(_SAMPLE_RUNS)]
    outputs = [json.loads(done.output) for done in runs if done.output is not None]
    if len(outputs) < len(runs):
        return Row(name, f"over the limit of {_SAMPLE_LIMIT} s", target, False)
    spent = sorted(done.seconds for done in runs)
    seconds, processor = statistics.median(spent), statistics.median(r.processor for r in runs)
    value = (
        f"{seconds:.1f} s ({spent[0]:.1f} to {spent[-1]:.1f} in {len(runs)} runs; "
        f"{processor:.1f} s of processor), of which validating "
        f"{statistics.median(one['steps']['validating'] for one in outputs):.1f}; "
        f"{outputs[0]['quads']} quads in {outputs[0]['graphs']} graphs"
    )
    met = seconds <= _SAMPLE_TARGET and all(one["conforms"] for one in outputs)
    return Row(name, value, target, met, {"seconds": seconds, "processor": processor})
