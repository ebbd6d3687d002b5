"""DESCRIBE: the documents of the things that a query finds.

SPARQL 1.1, section 16.4 (https://www.w3.org/TR/sparql11-query/#describe), leaves it to the service
what a description is. Here it is what `/doc/…` gives, whole; of a dataset, what its graphs say.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Quad, QuerySolutions

from samverkan_ld.errors import NotFoundError
from samverkan_ld.sparql.lexer import Token
from samverkan_ld.sparql.names import resolve
from samverkan_ld.sparql.outline import Outline
from samverkan_ld.store.documents import Describer

_TARGETS: Final = ("iri", "name", "variable")

Ask = Callable[[str], QuerySolutions]
"""Asks the store a SELECT query in the dataset of the DESCRIBE query."""


def describe(
    outline: Outline, ask: Ask, describer: Describer, *, base: str, graphs: Collection[str] | None
) -> Iterator[Quad]:
    """Describe the things that a DESCRIBE query names or finds, each once.

    Args:
        outline: a query that the engine has found to be well-formed.
        ask: asks its patterns.
        describer: describes a thing.
        base: what relative IRIs begin with.
        graphs: the graphs of its dataset; None when it chooses none.

    Raises:
        QueryError: the patterns fail while they are matched.
    """
    seen: set[NamedNode | BlankNode] = set()
    for thing in _things(outline, ask, base):
        if thing not in seen:
            seen.add(thing)
            for quad in _description(thing, describer):
                if graphs is None or _is_from(quad, graphs):
                    yield quad


def _is_from(quad: Quad, graphs: Collection[str]) -> bool:
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value in graphs


def _things(outline: Outline, ask: Ask, base: str) -> Iterator[NamedNode | BlankNode]:
    targets, rest = _targets(outline)
    named = [target for target in targets if target.kind in ("iri", "name")]
    if named:
        yield from resolve(outline, named, base=base)
    sought = " ".join(target.text for target in targets if target not in named)
    if sought and rest:
        for solution in ask(f"{outline.prologue}SELECT {sought} {rest}"):
            yield from (term for term in solution if isinstance(term, NamedNode | BlankNode))


def _targets(outline: Outline) -> tuple[list[Token], str]:
    """Part a query into what it describes, and its text from there on."""
    assert outline.form is not None
    after = (token for token in outline.tokens if token.start > outline.form.start)
    targets: list[Token] = []
    for token in after:
        if token.kind not in _TARGETS and token.text != "*":
            return targets, outline.text[token.start :]
        targets.append(token)
    return targets, ""


def _description(thing: NamedNode | BlankNode, describer: Describer) -> tuple[Quad, ...]:
    if isinstance(thing, BlankNode) or describer.iris.document(thing.value) is None:
        return describer.facts(thing)
    path = describer.iris.document(thing.value)
    topic = describer.iris.topic(path) if path else thing.value
    try:
        return describer.document(topic).quads
    except NotFoundError:
        return ()
