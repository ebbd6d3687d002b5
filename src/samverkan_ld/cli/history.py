"""The command that compares releases: `diff`."""

from collections import Counter
from typing import TYPE_CHECKING

import click

from samverkan_ld.cli.output import Voice
from samverkan_ld.cli.session import Session

if TYPE_CHECKING:
    from samverkan_ld.pipeline.difference import ReleaseDifference


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="[B]", required=False)
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["text", "turtle", "json"]),
    default="text",
    show_default=True,
    help="How the differences are written.",
)
@click.pass_obj
def diff_command(session: Session, before: str, after: str | None, fmt: str) -> None:
    """Tell what changed from one release to another.

    What came from A to B is marked by +, what went by -. Releases are named by their ids, or the
    start of them; B is the current one if left out.
    """
    from samverkan_ld.cli.changes import difference_json, say_differences, write_json
    from samverkan_ld.pipeline.difference import find_difference
    from samverkan_ld.pipeline.naming import names_in

    voice, releases = session.voice, session.config.releases
    found = find_difference(releases, before, after)
    name = names_in(releases, found.after, found.before)
    if fmt == "turtle":
        click.echo(_turtle(found), nl=False)
    elif fmt == "json":
        things = (difference_json(item, name(item.iri, voice.language)) for item in found.facts())
        write_json(_head(found), things)
    else:
        say_differences(voice, found.facts(), name, found.after.iris.prefixes())
        _say_counts(voice, found)


def _head(found: "ReleaseDifference") -> dict[str, object]:
    return {"before": found.before.id, "after": found.after.id, "counts": _counts(found)}


def _counts(found: "ReleaseDifference") -> dict[str, int]:
    from samverkan_ld.archive.things import Change

    counts = Counter(change.change for change in found.changes)
    return {change.value: counts[change] for change in Change}


def _say_counts(voice: Voice, found: "ReleaseDifference") -> None:
    voice.say("compared", before=found.before.id, after=found.after.id)
    voice.say("compared_counts" if found.changes else "compared_same", **_counts(found))


def _turtle(found: "ReleaseDifference") -> str:
    from samverkan_ld.archive.activities import activity_triples, changes_iri, collection_triples
    from samverkan_ld.formats.turtle import write

    iri = changes_iri(found.before, found.after)
    head = collection_triples(iri, found.before, found.after, found.changes)
    triples = [*head, *activity_triples(iri, found.after, found.changes)]
    return write(triples, found.after.iris.prefixes(), first=iri)
