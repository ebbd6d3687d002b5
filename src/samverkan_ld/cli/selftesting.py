"""The command that tests a running service: `selftest`."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import click

from samverkan_ld.cli.output import Voice
from samverkan_ld.cli.session import FAULTS, Session
from samverkan_ld.languages import LANGUAGES, in_language

if TYPE_CHECKING:
    from samverkan_ld.selftest.rules import Judgement, Outcome
    from samverkan_ld.selftest.service import Service

_FAMILIES: Final = ("BI", "UM", "SAM")
_TOLD: Final = 5
"""So many faults of a rule are told."""

_COUNTED: Final = ("ok", "failed", "inapplicable", "untested")


@click.command("selftest")
@click.argument("url")
@click.option("--iri", "iris", multiple=True, metavar="IRI", help="An identifier to test by.")
@click.option("--gone", multiple=True, metavar="IRI", help="One that no longer exists (410).")
@click.option("--replaced", multiple=True, metavar="IRI", help="One that was replaced (308).")
@click.option("--merged", multiple=True, metavar="IRI", help="One merged or split (300).")
@click.option(
    "--only",
    "families",
    multiple=True,
    type=click.Choice(_FAMILIES),
    help="Only these rules: BI and UM are DIGG's, SAM are ours.",
)
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the report is written.",
)
@click.pass_obj
def selftest_command(
    session: Session,
    url: str,
    iris: tuple[str, ...],
    gone: tuple[str, ...],
    replaced: tuple[str, ...],
    merged: tuple[str, ...],
    families: tuple[str, ...],
    fmt: str,
) -> None:
    """Test a running service by DIGG's profile.

    The profile for persistent identifiers is tried rule by rule on the service at URL. Without
    --iri the identifiers are those that /.well-known/void names.
    """
    from samverkan_ld.selftest.inspection import inspect
    from samverkan_ld.selftest.rules import Verdict
    from samverkan_ld.selftest.service import Ended
    from samverkan_ld.selftest.survey import survey

    _check_url(url)
    voice = session.voice
    service = survey(url, iris=iris, ended=Ended(gone, replaced, merged))
    judged = inspect(
        service,
        families=families,
        watch=lambda done, total: voice.progress("testing", done, total),
    )
    if fmt == "json":
        click.echo(json.dumps(_data(service, judged), ensure_ascii=False, indent=1))
    else:
        _say(voice, service, judged)
    sys.exit(FAULTS if any(one.verdict is Verdict.FAILED for one in judged) else 0)


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_address = False
    if not is_address:
        raise click.BadParameter("give an address such as https://data.example.se/")


def _say(voice: Voice, service: "Service", judged: Sequence["Judgement"]) -> None:
    voice.say("tested", url=service.url)
    for iri in service.iris:
        click.echo(f"  {_shown(iri)}")
    for judgement in judged:
        _say_rule(voice, judgement)
    counts = Counter(judgement.verdict.name.lower() for judgement in judged)
    voice.say("tested_counts", **{name: counts[name] for name in _COUNTED})


def _say_rule(voice: Voice, judgement: "Judgement") -> None:
    """Tell what became of a rule on a line, and why on others where that is not plain."""
    rule, verdict = judgement.rule, judgement.verdict
    told = f"{rule.name} {voice.text(f'verdict_{verdict.name.lower()}')}"
    click.echo(f"{told:24}{_in(voice, rule.title)} ({voice.text(f'level_{rule.level.value}')})")
    reasons = [_reason(voice, outcome) for outcome in judgement.telling]
    listed = list(dict.fromkeys(filter(None, reasons)))
    for reason in listed[:_TOLD]:
        click.echo(f"      {reason}")
    if len(listed) > _TOLD:
        click.echo(f"      {voice.text('ended_more', count=len(listed) - _TOLD)}")


def _reason(voice: Voice, outcome: "Outcome") -> str:
    reason = _in(voice, outcome.reason)
    return f"{_shown(outcome.iri)}: {reason}" if outcome.iri and reason else reason


def _in(voice: Voice, text: tuple[str, str]) -> str:
    return _shown(in_language(text, voice.language))


def _shown(text: str) -> str:
    """Give a text of the service without what a terminal would obey instead of showing it."""
    return "".join(sign for sign in text if sign.isprintable())


def _data(service: "Service", judged: Sequence["Judgement"]) -> dict[str, Any]:
    counts = Counter(judgement.verdict.value for judgement in judged)
    return {
        "url": service.url,
        "ok": counts["failed"] == 0,
        "iris": service.iris,
        "counts": dict(counts),
        "rules": [_rule_data(judgement) for judgement in judged],
    }


def _rule_data(judgement: "Judgement") -> dict[str, Any]:
    rule = judgement.rule
    return {
        "rule": rule.name,
        "level": rule.level.value,
        "title": dict(zip(LANGUAGES, rule.title, strict=True)),
        "verdict": judgement.verdict.value,
        "outcomes": [
            {
                "iri": outcome.iri,
                "verdict": outcome.verdict.value,
                "reason": dict(zip(LANGUAGES, outcome.reason, strict=True)),
            }
            for outcome in judgement.outcomes
        ],
    }
