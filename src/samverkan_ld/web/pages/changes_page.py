"""The page of what differs between two releases: things, and the facts that came and went."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from flask import render_template
from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.archive.difference import Difference, ThingChange
from samverkan_ld.archive.things import Change, find_thing
from samverkan_ld.formats.prefixes import Prefixes, compile_prefixes
from samverkan_ld.releases import Manifest
from samverkan_ld.store.labels import LABEL_PREDICATES
from samverkan_ld.web.choice.links import Resource
from samverkan_ld.web.pages.entity import heading
from samverkan_ld.web.pages.facts import Facts
from samverkan_ld.web.pages.names import Names, Reference
from samverkan_ld.web.pages.shell import shell

MOST_FACTS: Final = 200
"""So many facts of a thing are shown; the data have no limit."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: the releases, all that changed, and the things of the page."""

    before: Manifest | None
    after: Manifest
    listed: Sequence[ThingChange]
    differences: Sequence[Difference]
    number: int
    has_next: bool


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact that came or went: the part of the thing that it is about, and its source.

    `curie` tells apart properties of the same name.
    """

    is_added: bool
    part: str
    name: Reference
    curie: str
    value: Reference
    source: Reference


@dataclass(frozen=True, slots=True)
class ThingRow:
    """A thing on the page; `hidden` counts the facts that are not shown."""

    name: Reference
    iri: str
    change: str
    facts: Sequence[FactRow]
    hidden: int


def changes_page(names: Names, shown: Shown, resource: Resource) -> str:
    """Write the page."""
    counts = Counter(change.change for change in shown.listed)
    return render_template(
        "changes.html",
        **shell(names.language),
        before=shown.before,
        after=shown.after,
        counts=[(f"things-{change}", counts[change]) for change in Change],
        things=[_thing(names, difference) for difference in shown.differences],
        number=shown.number,
        has_next=shown.has_next,
        resource=resource,
        canonical=names.view.iris.base + resource.address().removeprefix("/"),
    )


def _thing(names: Names, difference: Difference) -> ThingRow:
    count = len(difference.added) + len(difference.removed)
    signed = _signed(difference, compile_prefixes(names.view.prefixes))
    rows = [_row(names, difference.iri, quad, sign) for quad, sign in signed]
    return ThingRow(
        _name(names, difference),
        difference.iri,
        f"change-{difference.change}",
        rows,
        count - len(rows),
    )


def _signed(difference: Difference, prefixes: Prefixes) -> Iterator[tuple[Quad, bool]]:
    """Order the facts of a thing: its own first, and of a property what went before what came."""

    def key(pair: tuple[Quad, bool]) -> tuple[object, ...]:
        quad, is_added = pair
        part = _part(quad, difference.iri)
        return part, prefixes.places[quad.predicate.value], is_added, str(quad.object)

    signed = [(quad, False) for quad in difference.removed]
    signed += [(quad, True) for quad in difference.added]
    return islice(sorted(signed, key=key), MOST_FACTS)


def _part(quad: Quad, iri: str) -> str:
    """Name the part of a thing that a fact is about; nothing for the thing itself."""
    subject = quad.subject
    return subject.value.removeprefix(iri) if isinstance(subject, NamedNode) else str(subject)


def _row(names: Names, iri: str, quad: Quad, is_added: bool) -> FactRow:
    source, name = quad.graph_name, names.property(quad.predicate.value)
    curie = names.curie(quad.predicate.value)
    return FactRow(
        is_added,
        _part(quad, iri),
        name,
        curie if curie != name.text else "",
        names.refer(quad.object),
        names.refer(source) if isinstance(source, NamedNode) else Reference(""),
    )


def _name(names: Names, difference: Difference) -> Reference:
    """Name a thing as it is called now; what is gone as it was called, else by its kind."""
    node = NamedNode(difference.iri)
    shown = names.refer(node)
    thing = find_thing(names.view.release.ledger, difference.iri)
    if thing and thing.is_described:
        if shown.is_foreign:
            return shown
        name = heading(Facts(names.view, (), ()), names, node)
        return Reference(name.text, name.lang, shown.href)
    told = (quad for quad in difference.removed if quad.subject == node)
    labels = [q.object for q in told if q.predicate in LABEL_PREDICATES]
    label = names.text([text for text in labels if isinstance(text, Literal)])
    return Reference(label.text, label.lang, shown.href) if label else shown
