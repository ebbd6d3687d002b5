"""The focus nodes that may fail; none that fails is left out."""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Quad
from rdflib.term import Node

from samverkan_ld.records import Term
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.plans import Plan
from samverkan_ld.validation.reach import affected

_THREADS: Final = 2
"""The engine works in several threads at once; more of them gained nothing."""

_Answer = tuple[set[Term] | None, float]
"""Focus nodes, None for all of them, and the seconds of a query."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The focus nodes of a shape that may fail, with the shapes that they may fail.

    These are the shape itself, or some of its property shapes. `seconds` are those of all queries,
    of which several may have run at once.
    """

    nodes: Mapping[Term, frozenset[Node]]
    seconds: float


def find_candidates(plans: Sequence[Plan], data: Data) -> Iterator[Candidates]:
    """Find the candidates of each shape."""
    pool, blank = ThreadPoolExecutor(_THREADS), [*data.with_blank_nodes()]
    try:
        asked = [[*_ask(pool, plan, data)] for plan in plans]
        for plan, answers in zip(plans, asked, strict=True):
            start = time.perf_counter()
            found, seconds = _gather(plan, data, answers, blank)
            yield Candidates(found, seconds + time.perf_counter() - start)
    finally:
        pool.shutdown(cancel_futures=True)


_Asked = tuple[Node, Future[_Answer]]


def _ask(pool: ThreadPoolExecutor, plan: Plan, data: Data) -> Iterator[_Asked]:
    for part in plan.compiled.parts:
        for query in (*part.queries, *(select.text for select in part.selects.values())):
            yield part.node, pool.submit(_answer, data, query)


def _answer(data: Data, query: str) -> _Answer:
    start = time.perf_counter()
    found = {row["this"] for row in data.ask(query)}
    return None if None in found else found, time.perf_counter() - start


def _gather(
    plan: Plan, data: Data, answers: Iterable[_Asked], blank: Sequence[Quad]
) -> tuple[dict[Term, frozenset[Node]], float]:
    """Join what was answered with what no query can find."""
    seconds, shapes = 0.0, defaultdict[Term, set[Node]](set)
    for node, future in answers:
        found, spent = future.result()
        seconds += spent
        for term in plan.targets.all(data) if found is None else found:
            shapes[term].add(node)
    # The reference follows a recursive shape from where it begins.
    whole = frozenset((plan.node,)) if plan.reach.everywhere is None else None
    focus = {term: whole or frozenset(nodes) for term, nodes in shapes.items()}
    focus = {term: nodes for term, nodes in focus.items() if plan.targets.has(data, term)}
    return focus | dict.fromkeys(_doubtful(plan, data, blank), frozenset((plan.node,))), seconds


def _doubtful(plan: Plan, data: Data, blank: Sequence[Quad]) -> set[Term]:
    """List the focus nodes of which the engine does not know enough.

    These see literals that it rewrites, or their queries see blank nodes.
    """
    odd = [*data.rewritten.quads, *(blank if plan.compiled.selects else ())]
    affected_nodes = affected(data, plan.reach, odd)
    if affected_nodes is None:
        return plan.targets.all(data)
    doubtful = {node for node in affected_nodes if plan.targets.has(data, node)}
    if plan.reach.steps is None:
        # The engine gives no row for a path of no step from a node that the data do not mention.
        doubtful |= plan.targets.unmentioned(data)
    return doubtful | plan.targets.unaskable
