"""The command that erases: `erase`."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from samverkan_ld.cli.output import Voice
from samverkan_ld.cli.session import Session

if TYPE_CHECKING:
    from samverkan_ld.archive.journal import Journal, Leftover
    from samverkan_ld.iris import Iris


@click.command("erase")
@click.argument("text", metavar="IRI")
@click.option("--reason", metavar="CODE", help="Why it ends: radering, felaktig or another code.")
@click.option(
    "--keep-statements",
    is_flag=True,
    help="Attribute the statements of a person to the organisation spoken for.",
)
@click.option(
    "--value",
    "prop",
    metavar="PROPERTY",
    help="Erase only the values of PROPERTY that no longer hold; IRI lives on.",
)
@click.pass_obj
def erase_command(
    session: Session, text: str, reason: str | None, keep_statements: bool, prop: str | None
) -> None:
    """Erase a thing from all releases that are kept.

    Of a person the memberships and statements are erased, too, and the name in what mentions it.
    IRI is never used again. The files that still hold it are listed.
    """
    from samverkan_ld.archive.folder import current_folder, read_manifest
    from samverkan_ld.archive.journal import Request
    from samverkan_ld.pipeline.erasing.erasure import erase
    from samverkan_ld.pipeline.finishing import finish

    if keep_statements and prop is not None:
        raise click.UsageError("--keep-statements goes with a person, not with --value")
    config, voice = session.config, session.voice
    iris = read_manifest(current_folder(config.releases)).iris
    request = Request(
        _thing(text, iris),
        _reason(reason, is_correction=prop is not None),
        keep_statements,
        "" if prop is None else _expanded(prop, iris),
    )
    outcome = erase(config, request, datetime.now(UTC), voice.progress)
    _say(voice, outcome)
    sys.stdout.flush()
    finish(config, voice.progress)


def _reason(code: str | None, *, is_correction: bool) -> str:
    from samverkan_ld.life.identifiers import Reason

    if code is None and is_correction:
        return Reason.CORRECTED.value
    if code not in list(Reason):
        names = ", ".join(reason.value for reason in Reason)
        raise click.UsageError(f"tell with --reason why it ends: one of {names}")
    return str(code)


def _thing(text: str, iris: "Iris") -> str:
    from samverkan_ld.life.identifiers import is_ours

    iri = iris.owner(_expanded(text, iris))
    if not is_ours(iri, iris) or iri.startswith(iris.graph("")):
        raise click.BadParameter(f"{iri} is no thing of this site: only those are erased")
    return iri


def _expanded(text: str, iris: "Iris") -> str:
    from samverkan_ld.life.identifiers import expand

    try:
        return expand(text, iris)
    except ValueError:
        raise click.BadParameter(
            f"{text} is no IRI: write it in full, or with a prefix (person:8k3fq2n7w5xd)"
        ) from None


def _say(voice: Voice, outcome: "Journal") -> None:
    """Tell what was erased, in numbers, and what is left to do; names are not told."""
    if not outcome.is_ready:
        voice.say("erased_before")
    elif outcome.request.prop:
        told = "erased_values" if outcome.releases else "erased_no_values"
        voice.say(told, releases=outcome.releases, id=outcome.release)
    else:
        voice.say("erased", things=outcome.things, releases=outcome.releases, id=outcome.release)
    _say_leftovers(voice, [left for left in outcome.leftovers if left.is_refused], "refused")
    _say_leftovers(voice, [left for left in outcome.leftovers if not left.is_refused], "doubtful")
    if outcome.is_ready:
        voice.say("erase_outside")


def _say_leftovers(voice: Voice, leftovers: "list[Leftover]", kind: str) -> None:
    if leftovers:
        voice.say(f"erase_{kind}")
    for left in leftovers:
        lines = ", ".join(map(str, left.lines))
        click.echo(f"  {left.name}{':' if lines else ''}{lines}")
