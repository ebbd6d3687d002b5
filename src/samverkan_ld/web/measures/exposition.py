"""The text of the metrics for Prometheus, summed over the server processes.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from samverkan_ld.archive.attempts import Attempt
from samverkan_ld.releases import Manifest
from samverkan_ld.web.measures.board import Row
from samverkan_ld.web.measures.families import (
    BEAT,
    BOUNDS,
    COUNTERS,
    GAUGES,
    LATENCY,
    PLACES,
    REQUESTS,
    STARTS,
    Family,
)

CONTENT_TYPE: Final = CONTENT_TYPE_PLAIN_0_0_4

_SILENT: Final = 5.0
"""So many seconds after its last beat a process counts as dead."""


class Exposition(Collector):
    """The metrics at a moment: what the processes counted, the release, the last publication."""

    def __init__(
        self, rows: Sequence[Row], manifest: Manifest | None, attempt: Attempt | None
    ) -> None:
        """Tell the rows of a board, the release that is served, and the last attempt to publish."""
        self._rows = rows
        self._manifest = manifest
        self._attempt = attempt

    def text(self) -> bytes:
        """Write them."""
        registry = CollectorRegistry(auto_describe=False)
        registry.register(self)
        return generate_latest(registry)

    def collect(self) -> Iterator[Metric]:
        """Give the families, as Prometheus' client asks for them."""
        yield _requests(self._rows)
        for family in COUNTERS:
            yield _filled(CounterMetricFamily, family, self._rows)
        living = [row for row in self._rows if time.monotonic() - row[BEAT] < _SILENT and row[BEAT]]
        for family in GAUGES:
            yield _filled(GaugeMetricFamily, family, living)
        yield _single("samverkan_processes", "Server processes that are alive.", len(living))
        if self._manifest is not None:
            yield from _release(self._manifest)
        if self._attempt is not None:
            yield from _publication(self._attempt)


def _requests(rows: Sequence[Row]) -> Metric:
    """Sum the latencies of each series that has any."""
    made = HistogramMetricFamily(REQUESTS.name, REQUESTS.meaning, labels=REQUESTS.labels)
    first = min(STARTS.values())
    for place, labels in enumerate(REQUESTS.series):
        start = first + place * LATENCY
        numbers = [sum(row[start + offset] for row in rows) for offset in range(LATENCY)]
        *counts, total = numbers
        if any(counts):
            made.add_metric(labels, buckets=_cumulated(counts), sum_value=total)
    return made


def _cumulated(counts: Iterable[float]) -> list[tuple[str, float]]:
    so_far, found = 0.0, []
    for bound, count in zip((*map(str, BOUNDS), "+Inf"), counts, strict=True):
        so_far += count
        found.append((bound, so_far))
    return found


def _filled(
    kind: type[CounterMetricFamily] | type[GaugeMetricFamily], family: Family, rows: Sequence[Row]
) -> Metric:
    made = kind(family.name, family.meaning, labels=family.labels)
    for labels in family.series:
        place = PLACES[family.name, *labels]
        made.add_metric(labels, sum(row[place] for row in rows))
    return made


def _release(manifest: Manifest) -> Iterator[Metric]:
    told = GaugeMetricFamily(
        "samverkan_release_info", "The release that is served.", labels=("release",)
    )
    told.add_metric((manifest.id,), 1)
    yield told
    age = time.time() - datetime.fromisoformat(manifest.created).timestamp()
    yield _single("samverkan_release_age_seconds", "How long ago the release was made.", age)


def _publication(attempt: Attempt) -> Iterator[Metric]:
    result = GaugeMetricFamily(
        "samverkan_publication_info", "How the last attempt to publish ended.", labels=("result",)
    )
    result.add_metric((attempt.result,), 1)
    yield result
    yield _single(
        "samverkan_publication_success",
        "Whether the last attempt to publish ended well.",
        int(attempt.is_success),
    )
    yield _single(
        "samverkan_publication_timestamp_seconds",
        "When the last attempt to publish ended.",
        _seconds(attempt.moment),
    )
    if attempt.succeeded:
        yield _single(
            "samverkan_publication_success_timestamp_seconds",
            "When the last attempt to publish ended that ended well.",
            _seconds(attempt.succeeded),
        )


def _single(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(name, meaning, value=value)


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).astimezone(UTC).timestamp()
