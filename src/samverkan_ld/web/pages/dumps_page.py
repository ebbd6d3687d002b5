"""The page of the dumps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import render_template

from samverkan_ld.archive.dumps import Dump, Dumps
from samverkan_ld.languages import in_language
from samverkan_ld.web.choice.links import Resource
from samverkan_ld.web.pages.shell import shell
from samverkan_ld.web.pages.terms import LISTS
from samverkan_ld.web.site import current_view

_UNITS: Final = ("byte", "kB", "MB", "GB", "TB")
_THOUSAND: Final = 1000


@dataclass(frozen=True, slots=True)
class File:
    """A file of the whole dataset: its name and format, its size, and how many quads it has."""

    name: str
    label: str
    size: str
    entries: int


@dataclass(frozen=True, slots=True)
class Table:
    """The tables of a kind, by the language of the header: without a mark, and with one."""

    name: str
    entries: int
    files: dict[str, tuple[str, ...]]


def dumps_page(dumps: Dumps, resource: Resource, language: str, releases: Sequence[str]) -> str:
    """Write the page; `releases` are those that have dumps."""
    return render_template(
        "dumps.html",
        **shell(language),
        dumps=dumps,
        files=[_file(dump) for dump in dumps.files if not dump.content.is_table],
        tables=_tables(dumps, language),
        releases=releases,
        resource=resource,
        canonical=current_view().iris.base + resource.address().removeprefix("/"),
    )


def _file(dump: Dump) -> File:
    return File(dump.name, dump.content.written.label, told_size(dump.size), dump.entries)


def _tables(dumps: Dumps, language: str) -> list[Table]:
    tables: dict[str, Table] = {}
    for dump in dumps.files:
        kind = dump.content.kind
        if not kind or not dump.entries:
            continue
        name = in_language(LISTS.get(kind, (kind, kind)), language)
        table = tables.setdefault(kind, Table(name, dump.entries, {}))
        held = table.files.get(dump.content.language, ())
        table.files[dump.content.language] = (*held, dump.name)
    return [*tables.values()]


def told_size(size: int) -> str:
    """Tell a size in bytes as people do, to two or three digits."""
    value, unit = float(size), 0
    while value >= _THOUSAND and unit < len(_UNITS) - 1:
        value, unit = value / _THOUSAND, unit + 1
    return f"{value:.0f} {_UNITS[unit]}"
