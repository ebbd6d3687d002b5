"""The command that tells the life of an identifier: `id`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from samverkan_ld.cli.session import Session
from samverkan_ld.errors import NotFoundError

if TYPE_CHECKING:
    from samverkan_ld.archive.endings import Ending
    from samverkan_ld.archive.ledger import Ledger
    from samverkan_ld.archive.things import Thing
    from samverkan_ld.iris import Iris
    from samverkan_ld.store.release import OpenRelease

Line = tuple[str, str]
"""What is told, as the name of a text, and the telling."""

_DOCUMENTS: Final = ("/doc/", "/res/")
_THINGS: Final = ("/id/", "/def/", "/spec/")


@click.command("id")
@click.argument("text", metavar="IRI")
@click.pass_obj
def id_command(session: Session, text: str) -> None:
    """Tell the life of an identifier.

    IRI is written in full, with a prefix (person:…) or as a path (/id/…).
    """
    from samverkan_ld.archive.folder import current_folder
    from samverkan_ld.pipeline.earlier import find_earlier
    from samverkan_ld.pipeline.naming import names_in
    from samverkan_ld.store.release import open_release

    releases, voice = session.config.releases, session.voice
    newest, _ = find_earlier(releases)
    release = open_release(newest.folder if newest else current_folder(releases))
    iri = release.iris.owner(_read(text, release.iris))
    course, sources = [*_course(release.ledger, iri)], [*_sources(release, iri)]
    if not course and not sources:
        advice = "correct it, or publish the source that describes it"
        raise NotFoundError(f"{iri} was never released: {advice}")
    click.echo(iri)
    called = names_in(releases, release.manifest)(iri, voice.language)
    named = [("life_name", called)] if called else []
    for name, value in (*named, *course, *_relations(release.ledger, iri), *sources):
        told = voice.text(value) if name == "life_state" else value
        click.echo(f"  {voice.text(name)}: {told}")


def _read(text: str, iris: "Iris") -> str:
    from samverkan_ld.life.identifiers import expand

    if text.startswith(_DOCUMENTS):
        return iris.topic(text)
    if text.startswith(_THINGS):
        home = iris.base if text.startswith("/id/") else iris.terms
        return home + text.removeprefix("/")
    try:
        return expand(text, iris)
    except ValueError:
        raise click.BadParameter(
            "write an IRI in full, with a prefix (person:8k3fq2n7w5xd), or as a path (/id/…)"
        ) from None


def _course(ledger: "Ledger", iri: str) -> Iterator[Line]:
    """Tell what has become of an identifier; nothing if it never existed."""
    from samverkan_ld.archive.endings import find_ending
    from samverkan_ld.archive.things import find_thing

    thing, ending = find_thing(ledger, iri), find_ending(ledger, iri)
    if thing is not None or ending is not None:
        yield "life_state", _state(thing, ending)
    if thing is not None:
        yield "life_released", thing.released
        yield "life_changed", thing.changed
    if ending is not None:
        yield "life_ended", ending.moment
        yield "life_reason", ending.reason
        if ending.source:
            yield "life_declared", ending.source


def _state(thing: "Thing | None", ending: "Ending | None") -> str:
    if ending is not None:
        return "life_erased" if ending.is_erased else f"life_{ending.kind}"
    return "life_current" if thing and thing.is_described else "life_undescribed"


def _relations(ledger: "Ledger", iri: str) -> Iterator[Line]:
    """Tell what comes in the place of what, by declaration and in the end."""
    from samverkan_ld.archive.endings import endings_of, find_ending
    from samverkan_ld.life.succession import final_successors

    ending = find_ending(ledger, iri)
    declared = ending.successors if ending else ()
    final = final_successors(ledger, iri)
    yield from (("life_successor", successor) for successor in declared)
    if final != declared:
        yield from (("life_final", successor) for successor in final)
    yield from (("life_replaces", other.iri) for other in endings_of(ledger, iri))


def _sources(release: "OpenRelease", iri: str) -> Iterator[Line]:
    """Tell the source graphs that describe a thing or one of its parts, and their files."""
    from pyoxigraph import NamedNode

    facts = release.describer().facts(NamedNode(iri))
    graphs = {quad.graph_name.value for quad in facts if isinstance(quad.graph_name, NamedNode)}
    for graph, entry in sorted(release.manifest.graphs.items()):
        if graph in graphs or graph == iri:
            yield "life_source", f"{graph} ({entry.source})"
