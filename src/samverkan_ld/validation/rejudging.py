"""Judging anew what changes of the data may affect.

All that decides about the affected nodes is taken out of the data, and judged as data of its own:
so it costs the same in small and in large data, and graphs that no shape may see stay unseen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeGuard

from pyoxigraph import Quad

from samverkan_ld.records import Term
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.findings import Finding, shape_name
from samverkan_ld.validation.judging import judge
from samverkan_ld.validation.nearby import Nearby, TooFarError
from samverkan_ld.validation.plans import Aim, make_aims, narrow
from samverkan_ld.validation.reach import affected
from samverkan_ld.validation.reference import Reference

_MOST: Final = 5000
"""Affected nodes, over all shapes, up to which they are judged by themselves."""


@dataclass(frozen=True, slots=True)
class Rejudged:
    """What changes of the data alter.

    `affected` gives, for each shape with targets by its name, the nodes for which earlier findings
    no longer count; `findings` are the findings of these nodes now.
    """

    affected: Mapping[str, frozenset[Term]]
    findings: tuple[Finding, ...]


def rejudge(reference: Reference, data: Data, changes: Sequence[Quad]) -> Rejudged | None:
    """Judge what changes may affect; None where that may be nearly everything.

    Args:
        reference: the reference validator with the shapes.
        data: the data after the changes, without blank nodes.
        changes: the quads that came or went, as they were written.

    Raises:
        ShapesError: a shape cannot be applied.
    """
    near = Nearby.to(data)
    try:
        aims = make_aims(reference, near)
        nodes = [affected(near, aim.reach, changes) for aim in aims]
        if not _are_few(nodes):
            return None
        focus = [(aim, _focus(near, aim, found)) for aim, found in zip(aims, nodes, strict=True)]
    except TooFarError:
        return None
    plans = narrow(reference, near, [(aim, found) for aim, found in focus if found])
    findings = judge(reference, plans, near.take())
    names = (shape_name(aim.node) for aim in aims)
    return Rejudged(dict(zip(names, map(frozenset, nodes), strict=True)), tuple(findings))


def _are_few(nodes: Sequence[set[Term] | None]) -> TypeGuard[Sequence[set[Term]]]:
    return None not in nodes and sum(len(found or ()) for found in nodes) <= _MOST


def _focus(near: Nearby, aim: Aim, nodes: set[Term]) -> set[Term]:
    """Choose the focus nodes of a shape among nodes, and look at all that decides about them."""
    focus = {node for node in nodes if aim.targets.has(near, node)}
    near.look(focus, aim.reach)
    return focus
