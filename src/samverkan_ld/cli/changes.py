"""How differences are told: as text for people, as JSON for programs."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import click
from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.archive.difference import Difference
from samverkan_ld.cli.output import Voice
from samverkan_ld.formats.turtle import Page
from samverkan_ld.records import GraphName, Subject, Term

if TYPE_CHECKING:
    from samverkan_ld.pipeline.naming import Name


def say_differences(
    voice: Voice, differences: Iterable[Difference], name: "Name", prefixes: Mapping[str, str]
) -> None:
    """Print differences: a heading for each thing, then what went (-) and came (+).

    Parts of the thing are written as what follows its IRI; other things that a fact leads to are
    called by their names besides.

    Args:
        voice: who speaks.
        differences: what happened to each thing.
        name: names a thing in the language of the voice.
        prefixes: the namespaces by prefix.
    """
    page = Page(prefixes)

    def named(iri: str) -> str:
        return name(iri, voice.language)

    for difference in differences:
        label = named(difference.iri)
        parts = (label, page.iri(difference.iri), f"({voice.text(difference.change.value)})")
        click.echo("  ".join(filter(None, parts)))
        for line in _lines(difference, page, named):
            click.echo("  " + line.replace("\n", "\n      "))
        click.echo()


def difference_json(difference: Difference, label: str) -> dict[str, Any]:
    """Make the JSON of a difference; terms are written as in N-Triples."""
    return {
        "iri": difference.iri,
        "label": label,
        "change": difference.change.value,
        "added": [_fact(quad) for quad in difference.added],
        "removed": [_fact(quad) for quad in difference.removed],
    }


def write_json(head: Mapping[str, object], things: Iterable[Mapping[str, object]]) -> None:
    """Print a JSON object whose member `things` is written one by one, as long as it may be."""
    click.echo(json.dumps(head, ensure_ascii=False)[:-1] + ', "things": [', nl=False)
    separator = "\n"
    for thing in things:
        click.echo(separator + json.dumps(thing, ensure_ascii=False), nl=False)
        separator = ",\n"
    click.echo("\n]}")


def _fact(quad: Quad) -> dict[str, str]:
    return {
        "subject": str(quad.subject),
        "predicate": str(quad.predicate),
        "object": str(quad.object),
        "graph": str(quad.graph_name),
    }


def _lines(difference: Difference, page: Page, named: Callable[[str], str]) -> Iterator[str]:
    """Write the facts, the thing's own first, and of a property what went before what came."""
    signed = [(quad, "-") for quad in difference.removed]
    signed += [(quad, "+") for quad in difference.added]
    graphs = {quad.graph_name for quad, _ in signed}
    for quad, sign in sorted(signed, key=partial(_key, iri=difference.iri, page=page)):
        words = [sign, _part(quad.subject, difference.iri, page)]
        words += [page.iri(quad.predicate.value), _value(quad.object, difference.iri, page, named)]
        if len(graphs) > 1:
            words.append(f"[{_text(quad.graph_name, page)}]")
        yield " ".join(filter(None, words))


def _key(pair: tuple[Quad, str], iri: str, page: Page) -> tuple[Any, ...]:
    quad, sign = pair
    place = page.prefixes.places[quad.predicate.value]
    return _part(quad.subject, iri, page), place, sign == "+", str(quad.object)


def _part(subject: Subject, iri: str, page: Page) -> str:
    """Name the subject of a fact where it is a part of the thing."""
    if isinstance(subject, NamedNode):
        return subject.value.removeprefix(iri)
    return _text(subject, page)


def _value(value: Term, iri: str, page: Page, named: Callable[[str], str]) -> str:
    """Write what is said: a part of the thing as such, another thing with its name."""
    if not isinstance(value, NamedNode):
        return _text(value, page)
    if value.value.startswith(f"{iri}/"):
        return value.value.removeprefix(iri)
    label = named(value.value)
    return f"{page.iri(value.value)} ({label})" if label else page.iri(value.value)


def _text(term: Term | GraphName, page: Page) -> str:
    if isinstance(term, NamedNode):
        return page.iri(term.value)
    return page.literal(term) if isinstance(term, Literal) else str(term)
