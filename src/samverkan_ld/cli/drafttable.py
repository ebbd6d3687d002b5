"""The table of what was found in an article, for the eyes of an editor."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from samverkan_ld.cli.table import plain, table

if TYPE_CHECKING:
    from samverkan_ld.cli.output import Voice
    from samverkan_ld.drafts import Draft, DraftPerson, Value

_COLUMNS: Final = ("person", "title", "organisation", "time", "evidence")
_AROUND: Final = 24
"""Characters of the text shown before and after a value."""


def show(voice: "Voice", draft: "Draft") -> None:
    """Show what was found, with the words that say it, on standard error."""
    title = draft.title.text if draft.title else voice.text("no_headline")
    published = draft.published.text if draft.published else voice.text("no_date")
    click.echo(f"{plain(draft.file)}: {plain(title)} ({published}, {draft.language})", err=True)
    rows = [row for person in draft.persons for row in _rows(voice, draft, person)]
    head = tuple(voice.text(f"column_{name}") for name in _COLUMNS)
    lines = table([head, *rows]) if rows else [f"  {voice.text('no_persons')}"]
    click.echo("\n".join(lines), err=True)
    if any(len(found.links) != 1 for found in draft.organisations()):
        voice.note("unlinked")
    for code, words in draft.notices:
        voice.note(f"notice_{code}", words=plain(words))
    click.echo(err=True)


def _rows(voice: "Voice", draft: "Draft", person: "DraftPerson") -> Iterator[tuple[str, ...]]:
    """Give a row for each role, the name in the first, and one for who is responsible."""
    name = plain(person.name.text)
    for role in person.roles:
        title, body = role.title, role.organisation
        time = "–".join(value.text if value else "" for value in (role.begin, role.end))
        linked = "" if body is None or len(body.links) == 1 else " ?"
        yield (
            name,
            plain(title.text) if title else "",
            f"{plain(body.name.text)}{linked}" if body else "",
            "" if time == "–" else time,
            _evidence(draft, title or (body.name if body else None)),
        )
        name = ""
    if person.responsible or not person.roles:
        said = voice.text("responsible") if person.responsible else ""
        yield (name, said, "", "", _evidence(draft, person.responsible or person.name))


def _evidence(draft: "Draft", value: "Value | None") -> str:
    """Give the words around a value, and where they stand."""
    if value is None or value.span is None:
        return value.origin if value else ""
    start, end = value.span.start, value.span.end
    first, last = max(0, start - _AROUND), end + _AROUND  # a line may be as long as the text
    before = draft.text.rfind("\n", first, start)
    after = draft.text.find("\n", end, last)
    words = draft.text[before + 1 if before >= 0 else first : after if after >= 0 else last]
    return f"{start}–{end} ”{plain(words)}”"
