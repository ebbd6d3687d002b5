"""Addresses and Link headers."""

import pytest

from samverkan_ld.formats.table import CSV, HTML, TURTLE, Format
from samverkan_ld.web.choice.links import Link, Resource, header, split_suffix


@pytest.mark.parametrize(
    ("path", "stem", "fmt"),
    [
        ("/doc/kommun/2482", "/doc/kommun/2482", None),
        ("/doc/kommun/2482.ttl", "/doc/kommun/2482", TURTLE),
        ("/doc/kommun/2482.csv", "/doc/kommun/2482", CSV),
        ("/doc/kommun/2482.pdf", "/doc/kommun/2482.pdf", None),
        ("/doc/x.ttl/2482", "/doc/x.ttl/2482", None),
        ("/doc/kommun/.ttl", "/doc/kommun/.ttl", None),
        ("", "", None),
    ],
)
def test_split_suffix(path: str, stem: str, fmt: Format | None) -> None:
    """A suffix counts when it names a format and something stands before it."""
    assert split_suffix(path) == (stem, fmt)


def test_addresses() -> None:
    """Variants keep the filters and the page; a list's suffix stands instead of its slash."""
    listed = Resource("/doc/kommun/", (("county", "24"), ("page", "2")))

    assert listed.address() == "/doc/kommun/?county=24&page=2"
    assert listed.variant(HTML, "en") == "/doc/kommun.html?county=24&page=2&lang=en"
    assert listed.page(1).address() == "/doc/kommun/?county=24"
    assert listed.page(3).address() == "/doc/kommun/?county=24&page=3"


def test_values_are_escaped() -> None:
    """A value of a parameter cannot end the address or the header."""
    resource = Resource("/doc/person/", (("role", '"><\r\nX: y'),))

    assert resource.address() == "/doc/person/?role=%22%3E%3C%0D%0AX:+y"


def test_header() -> None:
    """Links are written one after another, with the attributes they have."""
    links = [Link("/a", "next"), Link("/b.html", "alternate", "text/html", "sv")]

    assert header(links) == (
        '</a>; rel="next", </b.html>; rel="alternate"; type="text/html"; hreflang="sv"'
    )
