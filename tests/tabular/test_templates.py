"""URI templates and the IRIs that they give."""

import pytest

from samverkan_ld.errors import SourceError
from samverkan_ld.tabular.templates import node, parse_template

BASE = "https://data.samverkan.example/"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param("id/kommun/{code}", "id/kommun/2482", id="simple"),
        pytest.param("{code}{code}", "24822482", id="twice"),
        pytest.param("x/{name}", "x/Sk%C3%A5ne%20%26%20L%C3%A4n%2F%25", id="simple encodes"),
        pytest.param("x/{tilde}", "x/a-b_c.d~e", id="unreserved stay"),
        pytest.param("{+url}", "https://a.example/b%20c?d=%C3%A5#e", id="reserved stay"),
        pytest.param("{url}", "https%3A%2F%2Fa.example%2Fb%2520c%3Fd%3D%C3%A5%23e", id="all go"),
        pytest.param("å/%C3%A5/%zz?#", "%C3%A5/%C3%A5/%25zz?#", id="literal text"),
        pytest.param("{a.b}", "dotted", id="dotted name"),
        pytest.param("{missing}/x", None, id="no value"),
        pytest.param("{code}/{+missing}", None, id="one value of two"),
    ],
)
def test_expand(template: str, expected: str | None) -> None:
    """A template is expanded as RFC 6570 says, and not at all where a value is missing."""
    values = {
        "code": "2482",
        "name": "Skåne & Län/%",
        "tilde": "a-b_c.d~e",
        "url": "https://a.example/b%20c?d=å#e",
        "a.b": "dotted",
    }
    assert parse_template(template, "t.json").expand(values) == expected


def test_variables() -> None:
    """A template tells which names it uses."""
    assert parse_template("a{b}/{+c}/{b}", "t.json").variables == {"b", "c"}


@pytest.mark.parametrize(
    "text", ["", "{", "}", "a{b", "{}", "{#a}", "{?a}", "{a,b}", "{a*}", "{å}"]
)
def test_parse_refuses(text: str) -> None:
    """A form of template outside the subset is refused, and named."""
    with pytest.raises(SourceError, match=r"^t\.json: .*no URI template known here"):
        parse_template(text, "t.json")


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("id/kommun/2482", BASE + "id/kommun/2482"),
        ("#part", BASE + "#part"),
        ("https://a.example/b", "https://a.example/b"),
        ("urn:isbn:1", "urn:isbn:1"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("schema:name", "http://schema.org/name"),
        ("dc:source", "http://purl.org/dc/terms/source"),
        ("adms:identifier", None),
        ("javascript:alert(1)", None),
        ("https://a.example/b c", None),
        ("https://[a", None),
        ("schema:a b", None),
    ],
)
def test_node(reference: str, expected: str | None) -> None:
    """A reference becomes an absolute IRI, or None when it is not usable."""
    iri = node(reference, BASE)
    assert (iri and iri.value) == expected
