"""Releases as resources: `/res/utgava/{id}`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from flask import Response, render_template
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from samverkan_ld.archive.folder import read_manifest, release_folders
from samverkan_ld.errors import NotFoundError, NotKeptError
from samverkan_ld.formats.table import GRAPH_FORMATS, HTML, Format
from samverkan_ld.namespaces import CC0, DCAT, DCTERMS, PROV, RDF, SPDX, VOID, XSD
from samverkan_ld.releases import RELEASE_ID, Manifest
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.links import Resource
from samverkan_ld.web.choice.reply import Reply, send
from samverkan_ld.web.choice.representation import write_graph
from samverkan_ld.web.pages.names import Names, Reference
from samverkan_ld.web.pages.shell import shell
from samverkan_ld.web.routes.preferences import chosen
from samverkan_ld.web.site import current_site
from samverkan_ld.web.view import View

FORMATS: Final = (*GRAPH_FORMATS[:2], HTML, *GRAPH_FORMATS[2:])

_SLASHES: Final = 3
"""A path such as /res/utgava/{id} has so many."""


def edition(view: View, path: str, named: Format | None) -> Response:
    """Give a retained release: what it is, what it holds, and which came before.

    Raises:
        NotFoundError: no release of that id is retained.
        ReleaseError: its manifest is damaged.
    """
    manifest = read_manifest(retained(path))
    resource = Resource(path, formats=FORMATS)
    choice, language = chosen(resource, named), spoken()
    reply = Reply(resource, choice, language, manifest.modified)
    if choice.format is not HTML:
        topic = view.iris.topic(path)
        quads = _edition_quads(manifest, topic)
        return send(reply, write_graph(view, quads, choice.format, first=topic))
    names = Names(view, language)
    page = render_template(
        "edition.html",
        **shell(language),
        manifest=manifest,
        counts=_counts(names, manifest),
        graphs=[(names.refer(NamedNode(iri)), g) for iri, g in sorted(manifest.graphs.items())],
        changes=_changes_path(manifest),
        resource=resource,
        canonical=view.iris.topic(path),
    )
    return send(reply, page)


def retained(path: str) -> Path:
    """Give the folder of the retained release that a path names by its end.

    Raises:
        NotFoundError: the path names none, or no release of that id is retained.
    """
    if path.count("/") != _SLASHES:
        raise NotFoundError(f"{path} names no release")
    return kept(path.rpartition("/")[2])


def kept(name: str) -> Path:
    """Give the folder of a release that is kept.

    Raises:
        NotKeptError: no release of that id is.
    """
    folder = current_site().config.releases / name
    if not RELEASE_ID.fullmatch(name) or not folder.is_dir():
        raise NotKeptError(f"the release {name} is not kept")
    return folder


def _counts(names: Names, manifest: Manifest) -> list[tuple[Reference, str, int]]:
    """List the classes of the release, the largest first: by name, by CURIE, and how many."""
    counts = sorted(manifest.counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(names.refer(NamedNode(iri)), names.curie(iri), count) for iri, count in counts]


def _changes_path(manifest: Manifest) -> str:
    """Give the path of what the release changed, or nothing where none before it is kept."""
    names = [folder.name for folder in release_folders(current_site().config.releases)]
    if manifest.previous is None or manifest.previous in names:
        return f"/res/andringar/{manifest.id}"
    older = [name for name in names if name < manifest.id]
    return f"/res/andringar/{older[-1]}/{manifest.id}" if older else ""


def _edition_quads(manifest: Manifest, topic: str) -> Iterator[Quad]:
    node = NamedNode(topic)
    iris = manifest.iris

    def say(predicate: str, value: NamedNode | BlankNode | Literal) -> Quad:
        return Quad(node, NamedNode(predicate), value)

    moment = Literal(manifest.created, datatype=NamedNode(XSD + "dateTime"))
    yield say(RDF + "type", NamedNode(PROV + "Entity"))
    yield say(RDF + "type", NamedNode(DCAT + "Dataset"))
    yield say(DCTERMS + "identifier", Literal(manifest.id))
    yield say(DCTERMS + "isVersionOf", NamedNode(iris.dataset))
    yield say(DCTERMS + "license", NamedNode(CC0))
    yield say(PROV + "generatedAtTime", moment)
    yield say(DCTERMS + "relation", NamedNode(f"{iris.base}res/rapport/{manifest.id}"))
    changes = _changes_path(manifest)
    if changes:
        yield say(DCTERMS + "relation", NamedNode(iris.base + changes.removeprefix("/")))
    yield say(VOID + "triples", _number(sum(g.quads for g in manifest.graphs.values())))
    if manifest.previous:
        yield say(PROV + "wasRevisionOf", NamedNode(f"{iris.base}res/utgava/{manifest.previous}"))
    yield from _checksum(node, manifest.digest)
    for graph in manifest.graphs:
        yield say(DCTERMS + "hasPart", NamedNode(graph))
    for number, (kind, count) in enumerate(manifest.counts.items()):
        yield from _partition(node, kind, count, BlankNode(f"class{number}"))


def _checksum(node: NamedNode, digest: str) -> Iterator[Quad]:
    part = BlankNode("checksum")
    value = Literal(digest, datatype=NamedNode(XSD + "hexBinary"))
    yield Quad(node, NamedNode(SPDX + "checksum"), part)
    yield Quad(part, NamedNode(SPDX + "algorithm"), NamedNode(SPDX + "checksumAlgorithm_sha256"))
    yield Quad(part, NamedNode(SPDX + "checksumValue"), value)


def _partition(node: NamedNode, kind: str, count: int, part: BlankNode) -> Iterator[Quad]:
    yield Quad(node, NamedNode(VOID + "classPartition"), part)
    yield Quad(part, NamedNode(VOID + "class"), NamedNode(kind))
    yield Quad(part, NamedNode(VOID + "entities"), _number(count))


def _number(value: int) -> Literal:
    return Literal(value)
