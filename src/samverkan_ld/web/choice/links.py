"""Addresses of resources and their variants, and the Link header (RFC 8288)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from samverkan_ld.formats.table import DOCUMENT_FORMATS, HTML, Format, by_name

Parameters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands in a Link header (https://www.rfc-editor.org/rfc/rfc8288)."""

    target: str
    rel: str
    type: str = ""
    hreflang: str = ""

    def __str__(self) -> str:
        """Write the link as one value of the header."""
        attributes = (("rel", self.rel), ("type", self.type), ("hreflang", self.hreflang))
        texts = (f'; {name}="{value}"' for name, value in attributes if value)
        return f"<{self.target}>{''.join(texts)}"


@dataclass(frozen=True, slots=True)
class Resource:
    """What an address names apart from the format.

    `path` is without suffix (a list's ends in /), `parameters` are those of the query that choose
    what is shown: filters and the page.
    """

    path: str
    parameters: Parameters = ()
    formats: tuple[Format, ...] = DOCUMENT_FORMATS

    def address(self, *more: tuple[str, str]) -> str:
        """Give the path and query without a suffix."""
        return _with_query(self.path, (*self.parameters, *more))

    def variant(self, fmt: Format, language: str = "") -> str:
        """Give the path and query of the resource in one format and, for pages, language."""
        spoken = (("lang", language),) if language else ()
        return _with_query(f"{self.path.rstrip('/')}.{fmt.name}", (*self.parameters, *spoken))

    def page(self, number: int) -> "Resource":
        """Give the same resource at another page."""
        others = tuple(pair for pair in self.parameters if pair[0] != "page")
        return Resource(self.path, (*others, *page_parameter(number)), self.formats)

    def alternates(self, languages: Iterable[str] = ()) -> tuple[Link, ...]:
        """List links to the resource in every format, and as a page in every language."""
        formats = tuple(
            Link(self.variant(fmt), "alternate", fmt.media_type) for fmt in self.formats
        )
        pages = languages if HTML in self.formats else ()
        return formats + tuple(
            Link(self.variant(HTML, tag), "alternate", HTML.media_type, tag) for tag in pages
        )


def page_parameter(number: int) -> Parameters:
    """Give the parameter that names a page; the first needs none."""
    return (("page", str(number)),) if number > 1 else ()


def split_suffix(path: str) -> tuple[str, Format | None]:
    """Part a path from the suffix that names a format, if it ends in one."""
    stem, dot, suffix = path.rpartition(".")
    named = by_name(suffix) if dot and "/" not in suffix else None
    return (stem, named) if named and not stem.endswith("/") else (path, None)


def header(links: Iterable[Link]) -> str:
    """Write a Link header."""
    return ", ".join(map(str, links))


_SAFE: Final = ":/"


def _with_query(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    query = urlencode(tuple(parameters), safe=_SAFE)
    return f"{path}?{query}" if query else path
