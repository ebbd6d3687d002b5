"""Time entity documents in a process of their own, from a store just opened.

    python -m bench.documents FOLDER [COUNT]

writes one line of JSON: for each kind of thing the times of documents touched for the first time
(cold) and again (warm), in microseconds by the clock, and of the processor alone, which other work
on the machine disturbs less. The operating system has the files in memory already.
"""

import json
import statistics
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.topics import MIX, ORGANISATIONS, draw
from samverkan_ld.archive.folder import current_folder
from samverkan_ld.config import FILE_NAME, Config, read_config
from samverkan_ld.formats.turtle import write
from samverkan_ld.store.release import OpenRelease, open_release


@dataclass(frozen=True, slots=True)
class Touch:
    """One document: the kind of its thing, its quads, and its microseconds (clock, processor)."""

    kind: str
    quads: int
    clock: float
    processor: float


def main(site: Path, count: int) -> None:
    """Time the documents of a site and write the figures."""
    topics = [(kind, topic) for kind in (*MIX, *ORGANISATIONS) for topic in draw(site, kind, count)]
    Random(1).shuffle(topics)
    config = read_config(site / FILE_NAME)
    release = open_release(current_folder(config.releases))
    cold, warm = (_touch(topics, release, config) for _ in range(2))
    found = {"mix": _figures(cold, warm, MIX)}
    found |= {kind: _figures(cold, warm, [kind]) for kind in (*MIX, *ORGANISATIONS)}
    print(json.dumps(found))


def _touch(topics: Iterable[tuple[str, str]], release: OpenRelease, config: Config) -> list[Touch]:
    describer = release.describer(page_size=config.limits.page_size)
    prefixes = config.iris.prefixes()
    touches = []
    for kind, topic in topics:
        clock, processor = time.perf_counter(), time.thread_time()
        document = describer.document(topic)
        write(document.quads, prefixes, first=topic)
        spent = (time.perf_counter() - clock) * 1e6, (time.thread_time() - processor) * 1e6
        touches.append(Touch(kind, len(document.quads), *spent))
    return touches


def _figures(
    cold: Iterable[Touch], warm: Iterable[Touch], kinds: Iterable[str]
) -> dict[str, float]:
    wanted = {*kinds}
    first = [touch for touch in cold if touch.kind in wanted]
    again = [touch for touch in warm if touch.kind in wanted]
    return {
        "documents": len(first),
        "quads": statistics.median(touch.quads for touch in first),
        "cold_p50": statistics.median(touch.clock for touch in first),
        "cold_p95": statistics.quantiles([touch.clock for touch in first], n=20)[-1],
        "cold_processor_p50": statistics.median(touch.processor for touch in first),
        "warm_p50": statistics.median(touch.clock for touch in again),
        "warm_p95": statistics.quantiles([touch.clock for touch in again], n=20)[-1],
        "warm_processor_p50": statistics.median(touch.processor for touch in again),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 250)
