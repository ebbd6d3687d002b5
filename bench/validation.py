"""Validate a site in a process of its own, and tell what each step takes.

    python -m bench.validation FOLDER ENGINE

writes one line of JSON. ENGINE is `compiled`, for the gate, or `pyshacl`, for the reference
validator alone. Both begin with the packed graphs of the dataset: reading the sources counts for
neither, and for both `loading` ends when the store, or the validator's graph, holds all quads. The
gate's `judging` plans once more, from what is remembered, what `compiling` has planned.
"""

import json
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import Quad

from bench.processes import resident
from samverkan_ld.canonical import canonical_nquads, digest
from samverkan_ld.config import FILE_NAME, read_config
from samverkan_ld.pipeline.dataset import Dataset, read_dataset
from samverkan_ld.pipeline.validation import Engine, loaded
from samverkan_ld.reports import Report, Severity
from samverkan_ld.validation.gate import Gate, Judged, validate_by_reference

_PROCESS: Final = Path("/proc/self")
_PEAK: Final = re.compile(r"VmHWM:\s*([0-9]+) kB")
_CANONICAL_SECONDS: Final = 600


class Trial:
    """Takes the time of steps, of the clock and of the processor, and looks at memory.

    Attributes:
        seconds: by step.
        processor: seconds by step.
        memory: resident bytes after loading, after the last step, and at most in between.
        shapes: how each shape was judged.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.processor: dict[str, float] = {}
        self.memory: dict[str, int] = {}
        self.shapes: list[Judged] = []
        self._last = time.perf_counter(), time.process_time()

    def tell(self, step: str) -> None:
        """Count what has passed since the last step ended."""
        clock, processor = time.perf_counter(), time.process_time()
        self.seconds[step], self.processor[step] = clock - self._last[0], processor - self._last[1]
        self.memory["judged"] = resident(os.getpid())
        if step == "loading":
            self.memory["loaded"] = self.memory["judged"]
            (_PROCESS / "clear_refs").write_text("5")  # the peak begins anew
        found = _PEAK.search((_PROCESS / "status").read_text())
        self.memory["peak"] = int(found[1]) * 1024 if found else 0
        self._last = time.perf_counter(), time.process_time()


def main(folder: Path, engine: Engine) -> None:
    """Validate a site and write the measurements."""
    dataset = read_dataset(read_config(folder / FILE_NAME))
    validate = _gate if engine is Engine.COMPILED else _reference
    trial = Trial()
    report = validate(dataset, trial)
    print(json.dumps(_found(dataset, trial, report)))


def _gate(dataset: Dataset, trial: Trial) -> Report:
    with loaded(dataset) as data:
        trial.tell("loading")
        gate = Gate(dataset.shapes)
        gate.plans(data)
        trial.tell("compiling")
        findings = gate.judge(data, trial.shapes.append)
        trial.tell("judging")
        report = gate.report(findings, data)
        trial.tell("reporting")
    return report


def _reference(dataset: Dataset, trial: Trial) -> Report:
    report = validate_by_reference(_until_read(dataset, trial), dataset.shapes)
    trial.tell("judging")
    return report


def _until_read(dataset: Dataset, trial: Trial) -> Iterator[Quad]:
    """Give the quads of a dataset, and tell when all are taken."""
    yield from dataset.quads()
    trial.tell("loading")


def _found(dataset: Dataset, trial: Trial, report: Report) -> dict[str, object]:
    quads = (Quad(t.subject, t.predicate, t.object) for t in report.triples)
    shapes = sorted(trial.shapes, key=lambda judged: -judged.seconds)
    return {
        "quads": dataset.size,
        "seconds": trial.seconds,
        "processor": trial.processor,
        "memory": trial.memory,
        "results": len(report.results),
        "violations": report.count(Severity.VIOLATION),
        "report": digest(canonical_nquads(quads, seconds=_CANONICAL_SECONDS)),
        "shapes": [
            [judged.plan.name.rpartition("/")[2].rstrip(">"), judged.seconds, judged.candidates]
            for judged in shapes
        ],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Engine(sys.argv[2]))
