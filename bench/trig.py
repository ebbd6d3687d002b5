"""Named graphs as TriG text, and how many quads they are after mapping."""

from collections.abc import Sequence
from typing import Final

from samverkan_ld.iris import SOURCE_BASE

PREFIXES: Final = f"""\
PREFIX kallgraf: <{SOURCE_BASE}res/kallgraf/>
PREFIX amne: <{SOURCE_BASE}def/amne/>
PREFIX atg: <{SOURCE_BASE}def/atergivning/>
PREFIX roll: <{SOURCE_BASE}def/roll/>
PREFIX sam: <{SOURCE_BASE}spec/samverkan/>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <http://schema.org/>
PREFIX time: <http://www.w3.org/2006/time#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

TENURES: Final = {"observed": 7, "since": 12, "ended": 14}
"""The ways to state a tenure, and how many quads each is after mapping."""


class Graph:
    """The TriG text of one named graph, and its quads after mapping."""

    def __init__(self, key: str) -> None:
        self._head = f"GRAPH kallgraf:{key} {{"
        self._lines: list[str] = []
        self.quads = 0

    def say(self, subject: str, facts: Sequence[tuple[str, Sequence[str]]]) -> None:
        """State facts of a subject; predicates without values are left out."""
        stated = [(predicate, values) for predicate, values in facts if values]
        self.quads += sum(len(values) for _, values in stated)
        body = " ;\n    ".join(f"{p} {' , '.join(values)}" for p, values in stated)
        self._lines.append(f"  {subject} {body} .")

    def add_tenure(self, kind: str) -> None:
        """Count a tenure, of whose quads `say` has counted one."""
        self.quads += TENURES[kind] - 1

    def text(self) -> str:
        """Write the graph."""
        return "\n".join((self._head, *self._lines, "}\n"))


def thing(kind: str, key: str) -> str:
    """Write the IRI of a thing for TriG."""
    return iri(f"{kind}/{key}")


def iri(name: str) -> str:
    """Write the IRI of `kind/key` for TriG."""
    return f"<{SOURCE_BASE}id/{name}>"
