"""The reading order of a graph: which subject stands where, and what nests in what."""

from collections import deque
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Quad, Triple

from samverkan_ld.formats.lists import RDF_REST, take_lists
from samverkan_ld.formats.prefixes import Prefixes
from samverkan_ld.formats.subjects import Node, Object, Subjects, read_subjects, sort_subjects

MAX_DEPTH: Final = 8
"""How deep nodes nest; deeper ones stand by themselves."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A graph in reading order, without repeats.

    `properties` holds what each subject says, sorted; `subjects` those that stand by themselves,
    in reading order. `nested` are the blank nodes that stand where they are referred to, `lists`
    the items of well-formed lists by their first cell, and `parts` the sub-nodes (IRIs that begin
    with another subject's and a slash) with the node that holds them, for formats in which nodes
    with IRIs can nest too. `unmentioned` are the blank nodes that nothing refers to.
    """

    properties: dict[Node, list[tuple[str, list[Object]]]]
    lists: dict[Node, list[Object]]
    unmentioned: Set[Node] = frozenset()
    subjects: list[Node] = field(default_factory=list)
    nested: set[Node] = field(default_factory=set)
    parts: dict[str, Node] = field(default_factory=dict)


def make_outline(
    quads: Iterable[Quad | Triple],
    prefixes: Prefixes,
    *,
    first: str = "",
    labelled: Set[BlankNode] = frozenset(),
) -> Outline:
    """Put a graph into reading order.

    The topic `first` comes first with its sub-nodes, then what it leads to, breadth first, then
    what leads to it, then the rest by IRI. Graph names are left out. Blank nodes in `labelled` are
    referred to from elsewhere and never nest.

    Raises:
        FormatError: a term is one of RDF 1.2: a triple term or a text with a direction.
    """
    subjects = read_subjects(quads, topic=first)
    properties = sort_subjects(subjects, prefixes)
    places = {
        node: next(iter(uses))
        for node, uses in subjects.uses.items()
        if len(uses) == 1 and node not in labelled
    }
    unmentioned = {
        node
        for node in properties
        if isinstance(node, BlankNode) and node not in subjects.uses and node not in labelled
    }
    plan = Outline(properties, take_lists(properties, places), unmentioned)
    walk = _Walk(plan, places.keys())
    walk.read([first, *_parts(plan, first)])
    walk.go_on()
    for nodes in _roots(plan, subjects):
        walk.go_on(nodes)
    return plan


def _parts(plan: Outline, first: str) -> list[str]:
    stem = f"{first}/"
    return [node for node in plan.properties if isinstance(node, str) and node.startswith(stem)]


def _roots(plan: Outline, subjects: Subjects) -> Iterator[list[Node]]:
    """List where reading may go on after the topic; what has been read by then is passed over."""
    free = [node for node in plan.properties if len(subjects.uses.get(node, ())) != 1]
    yield [node for node in free if node in subjects.toward]
    yield from ([node] for node in free)
    yield from ([node] for node in plan.properties)  # blank nodes that form a circle are left


_Link: TypeAlias = tuple[Node, Node, int]
"""The node that holds a reference, the node referred to, and how deep that would nest."""


class _Walk:
    """Reads each subject once: a head, then its sub-nodes, then whatever these lead to."""

    def __init__(self, plan: Outline, single: Set[Node]) -> None:
        self._plan = plan
        self._single = single
        self._seen: set[Node] = set()
        self._later: deque[Node] = deque()

    def read(self, heads: Iterable[Node]) -> None:
        for head in heads:
            if head not in self._seen and head in self._plan.properties:
                self._read(head)

    def go_on(self, nodes: Iterable[Node] = ()) -> None:
        """Read what was found on the way and these nodes, each after what it is a sub-node of."""
        self._later.extend(nodes)
        while self._later:
            node = self._later.popleft()
            if node not in self._seen:
                self.read([self._parent(node), node])

    def _parent(self, node: Node) -> Node:
        head = node
        rest = node.rpartition("/")[0] if isinstance(node, str) else ""
        while rest:
            head = rest if rest in self._plan.properties else head
            rest = rest.rpartition("/")[0]
        return head

    def _read(self, head: Node) -> None:
        self._seen.add(head)
        self._open_list(head)
        stem = f"{head}/"
        family = deque([(head, 0)])
        while family:
            node, depth = family.popleft()
            self._plan.subjects.append(node)
            for holder, child, level in self._links(node, depth + 1):
                if not isinstance(child, str) or not child.startswith(stem):
                    self._later.append(child)
                elif child not in self._seen:
                    self._seen.add(child)
                    family.append((child, self._part(child, holder, level)))

    def _part(self, node: str, holder: Node, depth: int) -> int:
        if depth > MAX_DEPTH:
            return 0
        self._plan.parts[node] = holder
        return depth

    def _open_list(self, node: Node) -> None:
        """Let a list's first cell stand by itself; the list then begins at the second."""
        items = self._plan.lists.pop(node, None)
        rest = None if items is None else dict(self._plan.properties[node])[RDF_REST][0]
        if items is not None and isinstance(rest, BlankNode):
            self._plan.lists[rest] = items[1:]

    def _links(self, node: Node, depth: int) -> list[_Link]:
        links: list[_Link] = []
        for _, objects in self._plan.properties.get(node, ()):
            self._collect(node, objects, depth, links)
        return links

    def _collect(self, holder: Node, objects: list[Object], depth: int, links: list[_Link]) -> None:
        """Add the subjects among objects, with those that are found inside nested blank nodes."""
        for term in objects:
            if isinstance(term, str):
                if term in self._plan.properties and term not in self._seen:
                    links.append((holder, term, depth))
            elif isinstance(term, BlankNode):
                self._enter((holder, term, depth), links)

    def _enter(self, link: _Link, links: list[_Link]) -> None:
        holder, node, depth = link
        if node in self._seen or node not in self._single or depth > MAX_DEPTH:
            links.append(link)
            return
        self._seen.add(node)
        self._plan.nested.add(node)
        if node in self._plan.lists:
            self._collect(holder, self._plan.lists[node], depth + 1, links)
        else:
            links.extend(self._links(node, depth + 1))
