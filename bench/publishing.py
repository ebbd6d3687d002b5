"""Publish a site in a process of its own, and tell how long each step took.

    python -m bench.publishing FOLDER

writes one line of JSON: seconds by step, quads and graphs of the release, and whether it conforms.
"""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from samverkan_ld.config import FILE_NAME, read_config
from samverkan_ld.pipeline.publish import publish


class Stopwatch:
    """Adds up the time until each report of progress, by step.

    What passes before a step reports that it begins belongs to the step before.
    """

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._step = "reading"
        self.seconds: dict[str, float] = {}

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take a report of progress."""
        now, before = time.perf_counter(), step if done else self._step
        self.seconds[before] = self.seconds.get(before, 0) + now - self._last
        self._last, self._step = now, step


def main(folder: Path) -> None:
    """Publish a site and write the measurements."""
    watch = Stopwatch()
    config = read_config(folder / FILE_NAME)
    publication = publish(config, datetime.now(UTC), full=True, progress=watch)
    watch("sealing", 1, 1)
    graphs = publication.manifest.graphs if publication.manifest else {}
    found = {
        "steps": watch.seconds,
        "quads": sum(graph.quads for graph in graphs.values()),
        "graphs": len(graphs),
        "conforms": publication.report.conforms,
        "results": len(publication.report.results),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
