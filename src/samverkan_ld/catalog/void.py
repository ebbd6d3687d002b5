"""The dataset after VoID (https://www.w3.org/TR/void/): how much there is of what, and where."""

from collections.abc import Iterator, Sequence
from typing import Final

from pyoxigraph import Triple

from samverkan_ld.catalog.facts import Facts
from samverkan_ld.catalog.node import Node
from samverkan_ld.config import Config
from samverkan_ld.formats.prefixes import compile_prefixes
from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import CC0, DCTERMS, FOAF, PREFIXES, VOID, XSD

PATH: Final = "/.well-known/void"

_FORMATS: Final = "http://www.w3.org/ns/formats/"
_FEATURES: Final = ("Turtle", "JSON-LD", "N-Triples", "N-Quads", "TriG", "RDF_XML")


def dataset(config: Config, facts: Facts, examples: Sequence[str]) -> Iterator[Triple]:
    """Describe the dataset with the counts of its release.

    Args:
        config: the site.
        facts: what the current release tells.
        examples: IRIs of things to begin with.
    """
    manifest, site = facts.manifest, config.site
    iris, node = manifest.iris, Node(manifest.iris.dataset)
    yield from node.types(VOID + "Dataset")
    yield from node.texts(DCTERMS + "title", (site.title_sv, site.title_en))
    yield from node.texts(DCTERMS + "description", (site.description_sv, site.description_en))
    yield from node.links(DCTERMS + "license", CC0)
    yield from node.time(DCTERMS + "issued", facts.times.issued)
    yield from node.time(DCTERMS + "modified", facts.times.modified)
    yield from node.links(FOAF + "homepage", iris.base)
    yield from node.value(VOID + "uriSpace", f"{iris.base}id/")
    yield from node.links(VOID + "sparqlEndpoint", iris.endpoint)
    yield from node.links(VOID + "dataDump", *_dumps(facts, iris))
    yield from node.links(VOID + "exampleResource", *examples)
    yield from node.links(VOID + "feature", *(_FORMATS + name for name in _FEATURES))
    yield from node.links(VOID + "vocabulary", *_vocabularies(facts))
    yield from _counts(node, facts)


def _dumps(facts: Facts, iris: Iris) -> Iterator[str]:
    for dump in facts.dumps.files if facts.dumps else ():
        if not dump.content.is_table:
            yield f"{iris.base}dump/{dump.name}"


def _vocabularies(facts: Facts) -> list[str]:
    """List the namespaces of the standard vocabularies that are used."""
    prefixes = compile_prefixes(PREFIXES)
    used = {*facts.manifest.counts, *facts.manifest.properties}
    split = (parts for parts in map(prefixes.split, used) if parts)
    return sorted({PREFIXES[prefix] for prefix, _ in split})


def _counts(node: Node, facts: Facts) -> Iterator[Triple]:
    # as queries find it: what two graphs say counts twice, and what the program itself says, too
    properties, classes = facts.manifest.properties, facts.manifest.counts
    yield from _number(node, "triples", sum(properties.values()))
    yield from _number(node, "classes", len(classes))
    yield from _number(node, "properties", len(properties))
    for number, (iri, count) in enumerate(classes.items(), start=1):
        yield from _partition(node, f"class-{number}", ("class", iri), ("entities", count))
    for number, (iri, count) in enumerate(properties.items(), start=1):
        yield from _partition(node, f"property-{number}", ("property", iri), ("triples", count))


def _partition(
    node: Node, name: str, part: tuple[str, str], count: tuple[str, int]
) -> Iterator[Triple]:
    kind, iri = part
    subset = Node(f"{node.iri}#{name}")
    yield from node.links(f"{VOID}{kind}Partition", subset.iri)
    yield from subset.links(VOID + kind, iri)
    yield from _number(subset, *count)


def _number(node: Node, name: str, count: int) -> Iterator[Triple]:
    return node.value(VOID + name, str(count), XSD + "integer")
