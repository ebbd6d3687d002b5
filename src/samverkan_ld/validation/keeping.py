"""Findings written as text, to be kept from one publication to the next, and read again."""

import json
from collections import Counter
from typing import Any, Final

import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib.namespace import SH
from rdflib.term import Node

from samverkan_ld.records import Term
from samverkan_ld.reports import Severity
from samverkan_ld.validation.findings import Finding, Quoted
from samverkan_ld.validation.results import severity

_Json = str | list[str] | dict[str, str]
_OF: Final = {True: "shapes", False: "data"}


def count_severities(finding: Finding) -> Counter[Severity]:
    """Count the results of a finding by severity."""
    own = set(finding.results)
    given = {
        subject: value
        for subject, predicate, value in finding.triples
        if subject in own and predicate == SH.resultSeverity and not isinstance(value, Quoted)
    }
    return Counter(severity(given.get(result)) for result in finding.results)


def write_finding(finding: Finding) -> str:
    """Write a finding as JSON.

    IRIs stand as `<iri`, blank nodes as `_label`, plain strings as `"text`, other literals as a
    text with its language or datatype, what a report describes as an object.
    """
    return json.dumps(
        {
            "shape": _write(finding.shape),
            "focus": str(finding.focus),
            "results": [_write(node) for node in finding.results],
            "triples": [[_write(node) for node in triple] for triple in finding.triples],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def read_finding(text: str) -> Finding:
    """Read a finding that `write_finding` has written."""
    given = json.loads(text)
    return Finding(
        _read(given["shape"]),
        _read_term(given["focus"]),
        tuple(_read(node) for node in given["results"]),
        tuple((_read(s), _read(p), _read_object(o)) for s, p, o in given["triples"]),
    )


def _write(node: Node | Quoted) -> _Json:
    match node:
        case Quoted():
            return {_OF[node.of_shapes]: str(node.node)}
        case rdflib.URIRef():
            return f"<{node}"
        case rdflib.BNode():
            return f"_{node}"
        case rdflib.Literal(language=None, datatype=None):
            return f'"{node}'
        case rdflib.Literal(language=None, datatype=datatype):
            return [str(node), f"<{datatype}"]
        case rdflib.Literal(language=language):
            return [str(node), f"@{language}"]
        case _:
            raise TypeError(f"{node!r} is no term of a report")


def _read_object(given: Any) -> Node | Quoted:
    if isinstance(given, dict):
        ((kind, label),) = given.items()
        return Quoted(rdflib.BNode(label), kind == _OF[True])
    return _read(given)


def _read(given: str | list[str]) -> Node:
    if isinstance(given, list):
        text, kind = given
        if kind[0] == "@":
            return rdflib.Literal(text, lang=kind[1:])
        return rdflib.Literal(text, datatype=rdflib.URIRef(kind[1:]), normalize=False)
    text = given[1:]
    if given[0] == "<":
        return rdflib.URIRef(text)
    return rdflib.BNode(text) if given[0] == "_" else rdflib.Literal(text)


def _read_term(text: str) -> Term:
    """Read a term as N-Triples writes it."""
    line = f"<urn:x> <urn:x> {text} ."
    term: Term = next(iter(parse(line, format=RdfFormat.N_TRIPLES, lenient=True))).object
    return term
