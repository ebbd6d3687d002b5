"""Lists over HTTP."""

import csv
import io
import json

import pytest
from flask.testing import FlaskClient
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
)

from samverkan_ld.formats.table import DOCUMENT_FORMATS, Format
from samverkan_ld.namespaces import HYDRA
from samverkan_ld.search.schema import MEMBERSHIP_COLUMNS

BASE = "http://localhost"
PARSERS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def graph(client: FlaskClient, path: str, name: str, *, base: str = BASE) -> set[Quad]:
    """Read a list in a format, as from the address it was asked at."""
    data = client.get(path).data
    quads = parse(data, format=PARSERS[name], base_iri=f"{base}{path}")
    found = Dataset(Quad(*quad.triple) for quad in quads)
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(found)


def objects(quads: set[Quad], name: str) -> list[str]:
    """List the objects of a Hydra property."""
    found = (quad.object for quad in quads if quad.predicate == NamedNode(HYDRA + name))
    return sorted(term.value for term in found if isinstance(term, NamedNode | Literal))


@pytest.mark.parametrize("name", PARSERS)
def test_hydra(client: FlaskClient, name: str) -> None:
    """A page of a list names its members, how many there are, and its neighbours."""
    quads = graph(client, f"/doc/kommun.{name}?page=2", name)

    assert objects(quads, "totalItems") == ["290"]
    assert len(objects(quads, "member")) == 100
    assert all(
        m.startswith("https://data.example.org/id/kommun/") for m in objects(quads, "member")
    )
    assert objects(quads, "view") == [f"{BASE}/doc/kommun/?page=2"]
    assert objects(quads, "first") == [f"{BASE}/doc/kommun/?page=1"]
    assert objects(quads, "previous") == [f"{BASE}/doc/kommun/?page=1"]
    assert objects(quads, "next") == [f"{BASE}/doc/kommun/?page=3"]
    assert objects(quads, "last") == [f"{BASE}/doc/kommun/?page=3"]
    assert Literal("Ängelholms kommun", language="sv") in {quad.object for quad in quads}


def test_formats_agree(client: FlaskClient) -> None:
    """All RDF formats of a list hold the same graph."""
    graphs = {name: graph(client, f"/doc/person.{name}", name) for name in PARSERS}

    assert [name for name in graphs if graphs[name] != graphs["ttl"]] == []


def test_relative_links(client: FlaskClient) -> None:
    """Links of the service are relative where the format has that, else the requested address."""
    for name in ("ttl", "trig", "jsonld", "rdf"):
        assert b"localhost" not in client.get(f"/doc/kommun.{name}").data
        assert b"/doc/kommun/?page=3" in client.get(f"/doc/kommun.{name}").data
    answer = client.get("/doc/kommun.nt", base_url="http://other.example:8080")
    assert b"<http://other.example:8080/doc/kommun/?page=3>" in answer.data
    assert "X-Samverkan-Cache" not in answer.headers
    assert "X-Samverkan-Cache" in client.get("/doc/kommun.ttl").headers


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("other.example:8080", "http://other.example:8080/"),
        ("[::1]:8000", "http://[::1]:8000/"),
        ("", "https://data.example.org/"),
        ("a b", "https://data.example.org/"),
        ("evil.example/x?", "https://data.example.org/"),
        ('"><a', "https://data.example.org/"),
        ("user@host", "https://data.example.org/"),
    ],
)
def test_host(client: FlaskClient, host: str, expected: str) -> None:
    """Absolute links begin with what the client asked, or with the base if that is no host."""
    found = client.get("/doc/kommun.nt", headers={"Host": host}).text

    assert f"<{expected}doc/kommun/?page=3>" in found
    assert found.count("/doc/kommun/?page=3>") == found.count(f"<{expected}doc/kommun/?page=3>")


def test_link_header(client: FlaskClient) -> None:
    """The pages of a list are linked in the header, filters kept."""
    first = client.get("/doc/kommun/").headers["Link"]
    middle = client.get("/doc/kommun/?page=2").headers["Link"]

    assert '</doc/kommun/?page=2>; rel="next"' in first
    assert 'rel="prev"' not in first
    assert '</doc/kommun/>; rel="prev"' in middle
    assert '</doc/kommun/?page=3>; rel="last"' in middle
    assert '<https://data.example.org/doc/kommun/?page=2>; rel="canonical"' in middle
    narrowed = client.get("/doc/kommun/?county=14").headers["Link"]
    assert '</doc/kommun.csv?county=14>; rel="alternate"; type="text/csv"' in narrowed


@pytest.mark.parametrize("fmt", DOCUMENT_FORMATS)
def test_negotiation(client: FlaskClient, fmt: Format) -> None:
    """A list is given in every format, by suffix and by Accept."""
    by_accept = client.get("/doc/region/", headers={"Accept": fmt.media_type})
    by_suffix = client.get(f"/doc/region.{fmt.name}")

    assert by_accept.mimetype == by_suffix.mimetype == fmt.media_type
    assert by_accept.headers["Content-Location"].startswith(f"/doc/region.{fmt.name}")


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/doc/kommun", "/doc/kommun/"),
        ("/doc/kommun?county=24&page=1", "/doc/kommun/?county=24&page=1"),
    ],
)
def test_slash(client: FlaskClient, path: str, target: str) -> None:
    """A list without its slash sends to the address with it, by a path."""
    answer = client.get(path)

    assert answer.status_code == 308
    assert answer.headers["Location"] == target


@pytest.mark.parametrize(
    ("path", "total"),
    [
        ("/doc/kommun.ttl", 290),
        ("/doc/kommun.ttl?county=24", 15),
        ("/doc/kommun.ttl?county=99", 0),
        ("/doc/kommun.ttl?unknown=x", 290),
        ("/doc/kommun.ttl?county=", 290),
        ("/doc/region.ttl?county=24", 1),
        ("/doc/person.ttl", 9),
        ("/doc/person.ttl?role=vd", 1),
        ("/doc/person.ttl?role=https://t.example.org/def/roll/vd", 1),
        ("/doc/person.ttl?from=2020-01-01&role=vd", 0),
        ("/doc/person.ttl?from=2019-06-01&to=2019-06-30&role=vd", 1),
        ("/doc/artikel.ttl?year=2020", 1),
        ("/doc/artikel.ttl?year=2021", 0),
    ],
)
def test_filters(client: FlaskClient, path: str, total: int) -> None:
    """A list is narrowed by known parameters; unknown ones change nothing."""
    assert objects(graph(client, path, "ttl"), "totalItems") == [str(total)]


@pytest.mark.parametrize(
    ("query", "remedy"),
    [
        ("county=4", "två siffror"),
        ("county=abc", "två siffror"),
        ("year=20", "fyra siffror"),
        ("from=2020", "2020-03-17"),
        ("to=2020-13-40", "2020-03-17"),
        ("to=20200317", "2020-03-17"),
        ("to=2019-01-01&from=2020-01-01", "inte är före 2020-01-01"),
        ("role=%27%20OR%201=1", "beteckning"),
        ("page=0", "heltal"),
        ("page=1%27", "heltal"),
    ],
)
@pytest.mark.parametrize("suffix", ["ttl", "csv", "html"])
def test_wrong_filters(client: FlaskClient, query: str, remedy: str, suffix: str) -> None:
    """A wrong value is refused, naming the parameter and what it can be."""
    answer = client.get(f"/doc/person.{suffix}?{query}")

    assert answer.status_code == 400
    detail = json.loads(answer.data)["detail"]
    assert query.partition("=")[0] in detail
    assert remedy in detail


def test_page_past_last(client: FlaskClient) -> None:
    """A list has no page past its last."""
    assert client.get("/doc/kommun/?page=3").status_code == 200
    assert client.get("/doc/kommun/?page=4").status_code == 404


def rows(client: FlaskClient, path: str) -> list[list[str]]:
    """Read CSV."""
    answer = client.get(path)
    assert answer.content_type == "text/csv; charset=utf-8"
    return [*csv.reader(io.StringIO(answer.data.decode(), newline=""))]


def test_memberships_as_csv(client: FlaskClient) -> None:
    """The table of roles held has frozen columns and says what the sources say."""
    table = rows(client, "/doc/medlemskap.csv")

    assert tuple(table[0]) == MEMBERSHIP_COLUMNS
    found = {row[0]: dict(zip(table[0], row, strict=True)) for row in table[1:]}
    jovic = found["Vesna Jovic"]
    assert (jovic["role_as_written"], jovic["organisation"]) == (
        "VD",
        "Sveriges Kommuner och Regioner",
    )
    assert [jovic[name] for name in MEMBERSHIP_COLUMNS[7:11]] == [
        "2017-01-01",
        "2017-12-31",
        "2019-01-01",
        "2019-12-31",
    ]
    assert len(rows(client, "/doc/medlemskap.csv?role=vd")) == 2


def test_codes_on_a_page(client: FlaskClient) -> None:
    """A list in the order of codes shows them."""
    page = client.get("/doc/region/", headers={"Accept": "text/html"}).text

    assert '>Region Uppsala</a> <span class="note">03</span>' in page
    page = client.get("/doc/plats/", headers={"Accept": "text/html"}).text
    assert '<span class="note">' not in page


def test_memberships_as_a_page(client: FlaskClient) -> None:
    """The page tells of each role held who, which, where and when; what is not told is left out."""
    page = client.get("/doc/medlemskap/?lang=en", headers={"Accept": "text/html"}).text

    skr = "Sveriges Kommuner och Regioner"
    assert f">Vesna Jovic, chief executive officer, {skr} (2017–2019)</a>" in page
    assert ">Daniel Ahlqvist, Luleå Municipality (according to source 2020-03-17)</a>" in page


def test_list_as_csv(client: FlaskClient) -> None:
    """A list as CSV holds the things of all pages, in order."""
    table = rows(client, "/doc/kommun.csv?page=2")

    assert table[0] == ["iri", "label_sv", "label_en"]
    assert len(table) == 291
    assert table[1][0] == "https://data.example.org/id/kommun/0114"
    assert len(rows(client, "/doc/kommun.csv?county=24")) == 16


def test_csv_is_streamed(client: FlaskClient) -> None:
    """A list as CSV comes in pieces, without a length, and is not cached."""
    answer = client.get("/doc/kommun.csv", buffered=False)

    assert "Content-Length" not in answer.headers
    assert "X-Samverkan-Cache" not in answer.headers
    assert sum(1 for _ in answer.response) > 100
    answer.close()
