"""Where the nodes of a report are described: the file, and the line where it is known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from samverkan_ld.iris import Iris
from samverkan_ld.pipeline.dataset import Dataset
from samverkan_ld.reports import Result


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something is said of a node: a file, and the thing that it is said with."""

    source: str
    thing: str


def place_results(results: Iterable[Result], dataset: Dataset, iris: Iris) -> tuple[Result, ...]:
    """Tell file and line of each result's focus node, or else of its value.

    A node that is described nowhere is placed where something links to it.
    """
    found = [*results]
    places = _described(dataset, {text for r in found for text in (r.focus, r.value)})
    lost = [r for r in found if r.focus not in places and r.value not in places]
    if lost:
        linked = _linked(dataset, {text for r in lost for text in (r.focus, r.value)})
        places = {**linked, **places}
    return tuple(_placed(result, places, dataset, iris) for result in found)


def _described(dataset: Dataset, wanted: set[str]) -> dict[str, _Place]:
    # Lines are split and not parsed: there are as many as the dataset has quads.
    tokens, places = {text.encode() for text in wanted}, dict[str, _Place]()
    for source, line in _lines(dataset):
        subject = line.partition(b" ")[0]
        if subject in tokens:
            text = subject.decode()
            places.setdefault(text, _Place(source, text.strip("<>")))
    return places


def _linked(dataset: Dataset, wanted: set[str]) -> dict[str, _Place]:
    tokens, places = {text.encode() for text in wanted}, dict[str, _Place]()
    for source, line in _lines(dataset):
        subject, _, rest = line.partition(b" ")
        value = rest.partition(b" ")[2].rpartition(b" <")[0]
        if value in tokens:
            places.setdefault(value.decode(), _Place(source, subject.decode().strip("<>")))
    return places


def _lines(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    graphs = sorted(dataset.graphs.items())
    for (_, graph), data in zip(graphs, dataset.lines_apart(), strict=True):
        yield from ((graph.source, line) for line in data.splitlines())


def _placed(result: Result, places: Mapping[str, _Place], dataset: Dataset, iris: Iris) -> Result:
    place = places.get(result.focus) or places.get(result.value)
    if place is None:
        return result
    for iri in (place.thing, _parent(place.thing, iris)):
        name, line = dataset.lines.get(iri, ("", None))
        if name == place.source:
            return replace(result, source=name, line=line)
    return replace(result, source=place.source)


def _parent(iri: str, iris: Iris) -> str:
    """Give the thing that a sub-node belongs to."""
    things = f"{iris.base}id/"
    if not iri.startswith(things):
        return iri
    return things + "/".join(iri[len(things) :].split("/")[:2])
