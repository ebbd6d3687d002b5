"""A follower of the feed that knows nothing of this project: LDES over HTTP, and no more.

It starts at the root, reads the pages that it has not read for good, and applies each member that
it has not seen. What it holds is a copy of the dataset, by thing.
"""

import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from pyoxigraph import Dataset, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse

AS = "https://www.w3.org/ns/activitystreams#"
LDES = "https://w3id.org/ldes#"
TREE = "https://w3id.org/tree#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
FORMATS = {
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/ld+json": RdfFormat.JSON_LD,
}


@dataclass
class Follower:
    """Follows one feed; `asked` are the addresses asked in the last round, with the statuses."""

    root: str
    media_type: str = "application/trig"
    things: dict[str, set[Triple]] = field(default_factory=dict)
    successors: dict[str, set[str]] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _closed: set[str] = field(default_factory=set)
    _kept: dict[str, tuple[str, Dataset]] = field(default_factory=dict)

    def triples(self) -> set[Triple]:
        """Give everything that is known now."""
        return set().union(*self.things.values())

    def catch_up(self) -> None:
        """Read what is new."""
        self.asked.clear()
        root = self._get(self.root)
        members: list[tuple[str, str, Dataset]] = []
        for address in sorted(self._pages(root) - self._closed):
            page = self._get(address)
            members += self._members(page)
            if any(page.quads_for_predicate(NamedNode(LDES + "immutable"))):
                self._closed.add(address)
                self._kept.pop(address)
        for _, member, page in sorted(members, key=lambda found: found[:2]):
            self._apply(member, page)

    def _pages(self, root: Dataset) -> set[str]:
        [view] = root.quads_for_predicate(NamedNode(TREE + "view"))
        assert view.object == NamedNode(self.root)
        relations = {q.object for q in root.quads_for_predicate(NamedNode(TREE + "relation"))}
        links = root.quads_for_predicate(NamedNode(TREE + "node"))
        return {urljoin(self.root, q.object.value) for q in links if q.subject in relations}

    def _members(self, page: Dataset) -> list[tuple[str, str, Dataset]]:
        found = []
        for quad in page.quads_for_predicate(NamedNode(TREE + "member")):
            if quad.object.value not in self._seen:
                [time] = self._objects(page, quad.object, AS + "published")
                found.append((time.value, quad.object.value, page))
        return found

    def _apply(self, iri: str, page: Dataset) -> None:
        self._seen.add(iri)
        member = NamedNode(iri)
        [kind] = self._objects(page, member, TYPE.value)
        [thing] = self._objects(page, member, AS + "object")
        payload = {quad.triple for quad in page.quads_for_graph_name(member)}
        if kind.value == AS + "Delete":
            assert not payload
            self.things.pop(thing.value, None)
            by = self._objects(page, thing, "http://purl.org/dc/terms/isReplacedBy")
            self.successors[thing.value] = {successor.value for successor in by}
        else:
            assert kind.value in (AS + "Create", AS + "Update")
            self.things[thing.value] = payload

    def _objects(self, page: Dataset, subject: Any, predicate: str) -> list[Any]:
        return [
            quad.object
            for quad in page.quads_for_subject(subject)
            if quad.predicate.value == predicate and quad.graph_name == DefaultGraph()
        ]

    def _get(self, address: str) -> Dataset:
        request = urllib.request.Request(address, headers={"Accept": self.media_type})
        kept = self._kept.get(address)
        if kept:
            request.add_header("If-None-Match", kept[0])
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                self.asked.append((address, answer.status))
                quads = self._parse(answer.read(), address)
                self._kept[address] = (answer.headers["ETag"], Dataset(quads))
        except urllib.error.HTTPError as error:
            self.asked.append((address, error.code))
            if error.code != 304:
                raise
        return self._kept[address][1]

    def _parse(self, body: bytes, address: str) -> list[Quad]:
        return [*parse(body, format=FORMATS[self.media_type], base_iri=address)]
