"""RDF lists: finding those that can be written as a sequence of items.

See RDF Schema, section 5.2 (https://www.w3.org/TR/rdf-schema/#ch_collectionvocab).
"""

from collections.abc import Mapping, Sequence
from typing import Final

from samverkan_ld.formats.subjects import Node, Object
from samverkan_ld.namespaces import RDF

RDF_FIRST: Final = RDF + "first"
RDF_REST: Final = RDF + "rest"
RDF_NIL: Final = RDF + "nil"

_CELL: Final = {RDF_FIRST, RDF_REST}


def take_lists(
    properties: dict[Node, list[tuple[str, list[Object]]]],
    places: Mapping[Node, tuple[Node, str]],
) -> dict[Node, list[Object]]:
    """Take the well-formed lists out of a graph.

    Args:
        properties: what each subject says; loses the cells of lists, but for the first of each.
        places: the subject and predicate of the blank nodes that are the object of one triple.

    Returns:
        The items of each list by its first cell.
    """
    cells = {node: cell for node in places if (cell := _cell(properties.get(node, ())))}
    lists: dict[Node, list[Object]] = {}
    for end in [node for node, (_, rest) in cells.items() if rest == RDF_NIL]:
        items, head = [cells[end][0]], end
        while (place := places[head])[1] == RDF_REST and place[0] in cells:
            del properties[head]
            head = place[0]
            items.append(cells[head][0])
        lists[head] = items[::-1]
    return lists


def _cell(values: Sequence[tuple[str, list[Object]]]) -> tuple[Object, Object] | None:
    said = dict(values)
    if said.keys() != _CELL or any(len(objects) > 1 for objects in said.values()):
        return None
    return said[RDF_FIRST][0], said[RDF_REST][0]
