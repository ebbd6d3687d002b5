"""What a search found, as it is shown on pages and told in JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import orjson
from pyoxigraph import NamedNode

from samverkan_ld.languages import in_language
from samverkan_ld.search.folding import Chunk, chunks
from samverkan_ld.search.names import Hit
from samverkan_ld.search.terms import answers
from samverkan_ld.web.pages.names import Names, Text
from samverkan_ld.web.pages.terms import KINDS, LISTS
from samverkan_ld.web.view import View


@dataclass(frozen=True, slots=True)
class Result:
    """A thing that was found: its label, and where it leads.

    `other` is the name or identifier that answered, where the label does not.
    """

    label: Text
    url: str
    other: str


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind that were found, and what the kind is called."""

    name: str
    results: tuple[Result, ...]


def group(view: View, hits: Iterable[Hit], text: str, language: str) -> tuple[Group, ...]:
    """Group what a text found by kind, the kind of the best hit first."""
    names, words = Names(view, language), chunks(text)
    found: dict[str, list[Result]] = {}
    for hit in hits:
        found.setdefault(hit.kind, []).append(_result(names, hit, words))
    return tuple(Group(name_kind(names, kind), tuple(some)) for kind, some in found.items())


def name_kind(names: Names, kind: str) -> str:
    """Name a kind in the plural: concepts are called by the scheme that they are in."""
    known = LISTS.get(kind)
    if known is not None:
        return in_language(known, names.language)
    iris = names.view.iris
    scheme = names.label(NamedNode(f"{iris.terms}{kind}")) if kind.startswith("def/") else None
    return scheme.text if scheme else in_language(KINDS.get(kind, (kind, kind)), names.language)


def write_results(view: View, hits: Sequence[Hit], language: str, following: str | None) -> str:
    """Write what was found as JSON; `following` is the address of the next page, if any."""
    members = {"results": told(view, hits, language), "next": following}
    return orjson.dumps(members, option=orjson.OPT_APPEND_NEWLINE).decode()


def told(view: View, hits: Iterable[Hit], language: str) -> list[dict[str, str]]:
    """Tell what was found: `id` is the path of the IRI below `/id/`, or from `def/` on."""
    return [
        {
            "id": _local(view, hit.iri),
            "iri": hit.iri,
            "kind": hit.kind,
            "label": hit.label(language),
            "matched": hit.matched,
            "url": view.iris.document(hit.iri) or hit.iri,
        }
        for hit in hits
    ]


def _result(names: Names, hit: Hit, words: Sequence[Chunk]) -> Result:
    view, language = names.view, names.language
    label = names.label(NamedNode(hit.iri)) or Text(hit.label(language))
    other = "" if answers(label.text, words) else hit.matched
    return Result(label, view.iris.document(hit.iri) or hit.iri, other)


def _local(view: View, iri: str) -> str:
    return iri.removeprefix(f"{view.iris.base}id/").removeprefix(view.iris.terms)
