"""The Link header (RFC 8288, https://www.rfc-editor.org/rfc/rfc8288#section-3), read leniently."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

_LINK: Final = re.compile(
    r'<([^<>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]+))?)*)'
)
_ATTRIBUTE: Final = re.compile(r';\s*([^\s=;,]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]+)))?')


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its absolute target and its attributes by lower-case names, the first of each."""

    target: str
    attributes: Mapping[str, str]

    @property
    def rels(self) -> tuple[str, ...]:
        """The relations of the link, in lower case."""
        return tuple(self.attributes.get("rel", "").lower().split())

    @property
    def type(self) -> str:
        """The media type that the link tells, without parameters."""
        return self.attributes.get("type", "").partition(";")[0].strip().lower()


def join(base: str, reference: str) -> str:
    """Resolve a reference (RFC 3986, section 5); what is none gives nothing."""
    try:
        return urljoin(base, reference)
    except ValueError:
        return ""


def read_links(header: str, base: str) -> tuple[Link, ...]:
    """Read a Link header; targets are resolved against the address that was asked."""
    return tuple(
        Link(join(base, found[1].strip()), _attributes(found[2]))
        for found in _LINK.finditer(header)
    )


def _attributes(text: str) -> dict[str, str]:
    read: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(text):
        quoted, bare = found[2], found[3]
        value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else bare or ""
        read.setdefault(found[1].lower(), value)
    return read
