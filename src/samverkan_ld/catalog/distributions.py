"""The forms in which the dataset can be had: dumps, queries, the feed."""

from collections.abc import Iterator, Mapping
from typing import Final

from pyoxigraph import Triple

from samverkan_ld.archive.dumps import Dump, Dumps
from samverkan_ld.catalog.codes import FILE_TYPES, GZIP, MEDIA_TYPES, QUERY, SHA256, STABLE
from samverkan_ld.catalog.node import Node, Texts
from samverkan_ld.catalog.services import FEED, SPARQL, service_iri
from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import CC0, DCAT, DCATAP, DCTERMS, SPDX, XSD

Names = Mapping[str, Texts]
"""What the kinds of things are called, in the plural."""

_SERVED: Final = {SPARQL: QUERY, FEED: FEED.file_type}
"""The services that give the whole dataset, and the file type of what they take or give."""

_WHOLE: Final = ("Hela datamängden som {}", "The whole dataset as {}")
_WHOLE_NOTE: Final = (
    "Alla uppgifter, med källgraferna som de kommer ifrån. Packad med gzip.",
    "All facts, with the source graphs that they are from. Compressed by gzip.",
)
_TABLE: Final = ("{} som tabell", "{} as a table")
_TABLE_NOTE: Final = (
    (
        "En rad för varje sak. UTF-8, packad med gzip. Filer med svenska rubriker (.sv) och för "
        "kalkylprogram (.bom) finns på samma adress."
    ),
    (
        "A row for each thing. UTF-8, compressed by gzip. Files with Swedish headers (.sv) and for "
        "spreadsheets (.bom) are to be had at the same address."
    ),
)


def dump_distributions(iris: Iris, dumps: Dumps, names: Names) -> Iterator[Triple]:
    """Describe the newest dumps; of the tables of a kind the one with an English header."""
    for dump in main_dumps(dumps):
        node = Node(f"{iris.base}res/distribution/{_slug(dump)}")
        yield from Node(iris.dataset).links(DCAT + "distribution", node.iri)
        yield from node.links(DCAT + "accessURL", f"{iris.base}dump/")
        yield from _file(node, dump, f"{iris.base}dump/{dump.name}", names)
        yield from node.time(DCTERMS + "modified", dumps.created)


def dated_distributions(iris: Iris, dumps: Dumps, names: Names) -> Iterator[Triple]:
    """Describe the dumps of a release, each by its own address."""
    home = f"{iris.base}dump/{dumps.release}/"
    for dump in dumps.files:
        node = Node(home + dump.name)
        yield from Node(f"{iris.base}res/utgava/{dumps.release}").links(
            DCAT + "distribution", node.iri
        )
        yield from node.links(DCAT + "accessURL", home)
        yield from _file(node, dump, node.iri, names)
        yield from node.time(DCTERMS + "issued", dumps.created)


def main_dumps(dumps: Dumps) -> Iterator[Dump]:
    """Choose the dumps of the dataset, and one table for each kind that there is something of."""
    for dump in dumps.files:
        content = dump.content
        is_plain = content.language != "sv" and not content.has_mark
        if not content.is_table or (is_plain and dump.entries):
            yield dump


def service_distributions(iris: Iris) -> Iterator[Triple]:
    """Describe the dataset as it is given by queries, and by the feed."""
    for service, file_type in _SERVED.items():
        node = Node(f"{iris.base}res/distribution/{service.name}")
        yield from Node(iris.dataset).links(DCAT + "distribution", node.iri)
        yield from node.types(DCAT + "Distribution")
        yield from node.texts(DCTERMS + "title", service.title)
        yield from node.texts(DCTERMS + "description", service.description)
        yield from node.links(DCTERMS + "format", file_type)
        yield from node.links(DCAT + "accessURL", iris.base + service.path)
        yield from node.links(DCAT + "accessService", service_iri(iris, service))
        yield from node.links(DCTERMS + "conformsTo", service.standard)
        yield from _terms(node)


def _file(node: Node, dump: Dump, address: str, names: Names) -> Iterator[Triple]:
    yield from node.types(DCAT + "Distribution")
    yield from node.texts(DCTERMS + "title", _title(dump, names))
    yield from node.texts(
        DCTERMS + "description", _TABLE_NOTE if dump.content.is_table else _WHOLE_NOTE
    )
    yield from node.links(DCTERMS + "format", FILE_TYPES[dump.content.format])
    yield from node.links(DCAT + "mediaType", MEDIA_TYPES + dump.content.written.media_type)
    yield from node.links(DCAT + "compressFormat", GZIP)
    yield from node.links(DCAT + "downloadURL", address)
    yield from node.value(DCAT + "byteSize", str(dump.size), XSD + "nonNegativeInteger")
    yield from _checksum(node, dump)
    yield from _terms(node)


def _title(dump: Dump, names: Names) -> Texts:
    content = dump.content
    if content.is_table:
        patterns, named = _TABLE, names.get(content.kind, (content.kind, content.kind))
    else:
        patterns, named = _WHOLE, (content.written.label, content.written.label)
    return patterns[0].format(named[0]), patterns[1].format(named[1])


def _checksum(node: Node, dump: Dump) -> Iterator[Triple]:
    part = Node(f"{node.iri}#sha256")
    yield from node.links(SPDX + "checksum", part.iri)
    yield from part.types(SPDX + "Checksum")
    yield from part.links(SPDX + "algorithm", SHA256)
    yield from part.value(SPDX + "checksumValue", dump.sha256, XSD + "hexBinary")


def _terms(node: Node) -> Iterator[Triple]:
    yield from node.links(DCTERMS + "license", CC0)
    yield from node.links(DCATAP + "availability", STABLE)


def _slug(dump: Dump) -> str:
    content = dump.content
    return f"{content.format}-{content.kind}" if content.is_table else content.format
