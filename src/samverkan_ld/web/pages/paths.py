"""Property paths, as pages show them.

Written with the operators of SPARQL (https://www.w3.org/TR/sparql11-query/#propertypaths).
"""

from typing import Final

from pyoxigraph import NamedNode

from samverkan_ld.namespaces import RDF, SH
from samverkan_ld.records import Term
from samverkan_ld.web.pages.facts import Facts
from samverkan_ld.web.pages.names import Names, Reference

_REPEATED: Final = {
    SH + "zeroOrMorePath": "*",
    SH + "oneOrMorePath": "+",
    SH + "zeroOrOnePath": "?",
}


def path_reference(facts: Facts, names: Names, path: Term) -> Reference:
    """Show a path (https://www.w3.org/TR/shacl/#property-paths): a property by its name."""
    if isinstance(path, NamedNode):
        return names.property(path.value)
    return Reference(_Writer(facts, names).text(path))


class _Writer:
    """Writes the paths of one report; `above` are the nodes that a path is a part of."""

    def __init__(self, facts: Facts, names: Names) -> None:
        self._facts = facts
        self._names = names

    def text(self, path: Term, above: tuple[Term, ...] = ()) -> str:
        if isinstance(path, NamedNode):
            return self._names.curie(path.value)
        if path in above:  # going round in a circle
            return "…"
        inside = (*above, path)
        for predicate, mark in _REPEATED.items():
            for part in self._facts.objects(path, predicate):
                return self.text(part, inside) + mark
        for part in self._facts.objects(path, SH + "inversePath"):
            return "^" + self.text(part, inside)
        return self._joined(path, inside)

    def _joined(self, path: Term, inside: tuple[Term, ...]) -> str:
        alternatives = self._facts.one(path, SH + "alternativePath")
        cells = self._items(path if alternatives is None else alternatives)
        parts = (self.text(item, inside) for item in cells.values())
        text = (" / " if alternatives is None else " | ").join(parts)
        return f"({text})" if len(inside) > 1 else text

    def _items(self, cell: Term | None) -> dict[Term, Term]:
        """Give the items of a list by their cells."""
        items: dict[Term, Term] = {}
        while cell is not None and cell not in items:
            item = self._facts.one(cell, RDF + "first")
            if item is None:
                break
            items[cell] = item
            cell = self._facts.one(cell, RDF + "rest")
        return items
