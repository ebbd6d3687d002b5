"""The list of roles held that nobody has vouched for lately: `check --stale`."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from samverkan_ld.cli.session import Session
from samverkan_ld.cli.table import plain, table

if TYPE_CHECKING:
    from samverkan_ld.cli.output import Voice
    from samverkan_ld.pipeline.stale import Stale

_COLUMNS: Final = ("day", "told", "holder", "role", "organisation", "source")


def say_stale(session: Session, paths: Sequence[Path], fmt: str, day: date) -> bool:
    """List what is older than a year on a day, as text or JSON; tell whether there is any."""
    from samverkan_ld.pipeline.stale import find_stale

    voice = session.voice
    found = find_stale(session.config, day, paths, progress=voice.progress)
    if fmt == "json":
        told = {"at": day.isoformat(), "stale": [asdict(one) for one in found]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    elif found:
        head = tuple(voice.text(f"column_{name}") for name in _COLUMNS)
        for line in table([head, *(_row(voice, one) for one in found)]):
            click.echo(line)
    voice.note("stale" if found else "fresh", count=len(found), day=day)
    return bool(found)


def _row(voice: "Voice", one: "Stale") -> tuple[str, ...]:
    place = one.source if one.line is None else f"{one.source}:{one.line}"
    told = voice.text("observed" if one.observed else "endless")
    return one.day, told, plain(one.holder), plain(one.role), plain(one.organisation), place
