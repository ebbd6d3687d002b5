"""The variants of a resource: their addresses, as its Link header tells, and their files."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from samverkan_ld.formats.table import DOCUMENT_FORMATS, HTML, Format
from samverkan_ld.web.choice.links import Resource, page_parameter
from samverkan_ld.web.routes.feed import ATOM

FORMATS: Final = (*DOCUMENT_FORMATS, ATOM)
"""The formats that resources are in; their names are the suffixes of files."""

SPOKEN: Final = (HTML, ATOM)
"""The formats for people, which are in a language."""

_LINK: Final = re.compile(r'<([^>]*)>((?:; [a-z]+="[^"]*")*)')
_ATTRIBUTE: Final = re.compile(r'([a-z]+)="([^"]*)"')
_LEFT_OUT: Final = frozenset(("timegate", "timemap"))
"""Relations to what files cannot do: to give the state of any time that is asked for."""


def split_links(header: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Part a Link header as this site writes it into targets and attributes."""
    for found in _LINK.finditer(header):
        yield found[1], dict(_ATTRIBUTE.findall(found[2]))


def kept_links(header: str) -> str:
    """Give a Link header without what only a running site can do."""
    return ", ".join(
        found[0]
        for found in _LINK.finditer(header)
        if _LEFT_OUT.isdisjoint(dict(_ATTRIBUTE.findall(found[2])).get("rel", "").split())
    )


def formats_in(header: str) -> tuple[Format, ...]:
    """List the formats that a Link header offers, the preferred first."""
    types = [found.get("type") for _, found in split_links(header) if found["rel"] == "alternate"]
    return tuple(fmt for kind in dict.fromkeys(types) for fmt in FORMATS if fmt.media_type == kind)


def has_next(header: str) -> bool:
    """Tell whether a Link header leads to a further page."""
    return any(found["rel"] == "next" for _, found in split_links(header))


@dataclass(frozen=True, slots=True)
class Variant:
    """A page of a resource in a format and, where that matters, a language.

    `asked` is the language that the address names, `preferred` that of Accept-Language.
    """

    format: Format
    number: int = 1
    asked: str = ""
    preferred: str = ""

    @classmethod
    def all_of(cls, fmt: Format, number: int, languages: Sequence[str]) -> "list[Variant]":
        """List the variants of a page in a format: by language where people read it.

        What was preferred by a header and what the address names differ: in their links.
        """
        if fmt not in SPOKEN:
            return [cls(fmt, number)]
        others = [cls(fmt, number, preferred=tag) for tag in languages[1:]]
        return [cls(fmt, number), *others, *(cls(fmt, number, asked=tag) for tag in languages)]

    def address(self, path: str) -> str:
        """Give the address to ask: pages are asked for without a suffix, as people do."""
        resource = Resource(path, page_parameter(self.number))
        if self.format is not HTML:
            return resource.variant(self.format, self.asked)
        return resource.address(*((("lang", self.asked),) if self.asked else ()))

    def file_name(self, stem: str) -> str:
        """Name the file of the variant; `@` stands in no address, so no two can meet."""
        page = f"@page={self.number}" if self.number > 1 else ""
        spoken = f"@lang={self.asked}" if self.asked else self.preferred and f"@{self.preferred}"
        return f"{stem}{page}{spoken}.{self.format.name}"
