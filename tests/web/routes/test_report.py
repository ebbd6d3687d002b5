"""Validation reports over HTTP."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from samverkan_ld.archive.folder import REPORT, current_folder, read_manifest
from samverkan_ld.config import Config
from samverkan_ld.formats.turtle import write
from samverkan_ld.namespaces import RDF, SH
from samverkan_ld.pipeline.report import published_report
from samverkan_ld.releases import Manifest
from samverkan_ld.reports import Report, Result, Severity
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current

RESULTS = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix schema: <http://schema.org/> .
@prefix sam: <https://t.example.org/spec/samverkan/> .
@prefix id: <https://data.example.org/id/> .
@base <https://data.example.org/id/> .

[] a sh:ValidationReport ; sh:conforms false ; sh:result
  [ a sh:ValidationResult ; sh:resultSeverity sh:Warning ; sh:focusNode <medlemskap/zy9dqktt730k> ;
    sh:resultPath org:memberDuring ; sh:resultMessage "Tid saknas."@sv, "There is no time."@en ;
    sh:sourceConstraintComponent sh:MinCountConstraintComponent ;
    sh:sourceShape <https://t.example.org/spec/samverkan/MedlemskapShape/tid> ] ,
  [ a sh:ValidationResult ; sh:resultSeverity sh:Warning ; sh:focusNode <medlemskap/finnsinte0000> ;
    sh:resultPath [ sh:alternativePath ( schema:caption [ sh:inversePath schema:video ] ) ] ;
    sh:value <person/cc7jf612n7t3> ; sh:resultMessage "Bara svenska."@sv ;
    sh:sourceConstraintComponent sh:MinCountConstraintComponent ;
    sh:sourceShape <https://t.example.org/spec/samverkan/MedlemskapShape/tid> ] ,
  [ a sh:ValidationResult ; sh:resultSeverity sh:Info ; sh:focusNode "Ett <b>namn</b>"@sv ;
    sh:value 17 ; sh:resultMessage "Samma namn." ;
    sh:sourceConstraintComponent sh:SPARQLConstraintComponent ;
    sh:sourceConstraint <https://t.example.org/spec/samverkan/PersonShape/samma-namn> ;
    sh:sourceShape sam:PersonShape ] ,
  [ a sh:ValidationResult ; sh:resultSeverity sh:Warning ; sh:focusNode [] ; sh:sourceShape [] ;
    sh:sourceConstraintComponent sh:NodeKindConstraintComponent ] ,
  [ a sh:ValidationResult ; sh:resultSeverity sh:Warning ; sh:focusNode <https://else.example/x> ;
    sh:resultMessage "Elsewhere."@en ; sh:sourceShape sam:DokumentShape ;
    sh:sourceConstraintComponent sh:NodeKindConstraintComponent ] .
"""
TID = "https://t.example.org/spec/samverkan/MedlemskapShape/tid"
EMPTY = "@prefix sh: <http://www.w3.org/ns/shacl#> . [] a sh:ValidationReport ; sh:conforms true ."
Write = Callable[[str], str]


@pytest.fixture(scope="module")
def config(site_config: Config, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """A copy of the published site, whose reports may be written over."""
    root = tmp_path_factory.mktemp("reported") / "site"
    shutil.copytree(site_config.root, root, symlinks=True)
    return replace(site_config, root=root)


@pytest.fixture(scope="module")
def manifest(config: Config) -> Manifest:
    """What the release says of itself."""
    return read_manifest(current_folder(config.releases))


@pytest.fixture(scope="module")
def client(config: Config) -> FlaskClient:
    """A client of the copy."""
    return create_app(config, Current(config.releases)).test_client()


@pytest.fixture
def reported(config: Config, manifest: Manifest) -> Write:
    """Write the report of the release; gives its path."""

    def put(text: str) -> str:
        (current_folder(config.releases) / REPORT).write_text(text, encoding="utf-8")
        return f"/res/rapport/{manifest.id}"

    return put


def as_published(text: str, manifest: Manifest, *results: Result) -> str:
    """Write a report as a release carries it."""
    triples = tuple(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))
    return write(published_report(Report(results, triples), manifest), {})


def read(text: str) -> Element:
    """Parse a page strictly."""
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False, strict=True
    )
    found: Element = parser.parse(text)
    return found


def tables(text: str) -> list[list[list[str]]]:
    """Give the tables of a page as rows of texts."""
    return [
        [[_words(cell) for cell in row] for row in table.iter("tr")]
        for table in read(text).iter("table")
    ]


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def hrefs(text: str) -> list[str]:
    """List the links of the main part of a page."""
    return re.findall(r'href="([^"]*)"', text[text.index("<main") : text.index("</main>")])


def test_outcome(client: FlaskClient, reported: Write) -> None:
    """The page tells the outcome in one sentence, in both languages."""
    path = reported(RESULTS)

    swedish = client.get(f"{path}.html?lang=sv").text
    english = client.get(f"{path}.html?lang=en").text

    shapes = len(list(_named_shapes(client)))
    assert f"prövades mot {shapes} regler: inga fel, 4 varningar och en upplysning." in swedish
    assert f"against {shapes} rules: no violations, 4 warnings and one note." in english


def _named_shapes(client: FlaskClient) -> set[str]:
    """List the shapes that the site publishes, from the documents of the vocabulary."""
    view = client.application.extensions["samverkan"].view()
    quads = view.contents("https://data.example.org/res/shapes", limit=100_000)
    types = {NamedNode(SH + "NodeShape"), NamedNode(SH + "PropertyShape")}
    return {q.subject.value for q in quads if q.object in types and _is_named(q)}


def _is_named(quad: Quad) -> bool:
    return isinstance(quad.subject, NamedNode)


def test_counts(client: FlaskClient, reported: Write) -> None:
    """A table counts the results of each rule by severity, and all of them."""
    page = client.get(f"{reported(RESULTS)}.html?lang=sv").text

    assert tables(page)[0] == [
        ["Regel", "Fel", "Varningar", "Upplysningar", "Anmärkningar"],
        ["regel utan namn", "0", "1", "0", ""],
        ["Dokument", "0", "1", "0", "Visa"],
        ["Medlemskap tid", "0", "2", "0", "Visa"],
        ["Person samma-namn", "0", "0", "1", "Visa"],
        ["Summa", "0", "4", "1", ""],
    ]
    heads = [cell.get("scope") for cell in read(page).find(".//table").iter("th")]
    assert heads == ["col"] * 5 + ["row"] * 5
    assert "/doc/spec/samverkan/MedlemskapShape/tid?lang=sv" in hrefs(page)


def test_results(client: FlaskClient, reported: Write) -> None:
    """Each result tells what it concerns, the property and value, the message and the rule."""
    page = client.get(f"{reported(RESULTS)}.html?lang=en").text

    unnamed, elsewhere, missing, known, note = tables(page)[1][1:]
    assert unnamed == ["warning", "node without a name", "", "", "", "rule without a name"]
    assert elsewhere[1:] == ["https://else.example/x", "", "", "Elsewhere.", "Document"]
    assert missing[1:3] == [
        "https://data.example.org/id/medlemskap/finnsinte0000",
        "schema:caption | ^schema:video",
    ]
    assert missing[3:] == ["Daniel Ahlqvist", "Bara svenska.", "Membership tid"]
    assert known[0] == "warning"
    assert known[2:] == ["period", "", "There is no time.", "Membership tid"]
    assert note == ["note", "Ett <b>namn</b>", "", "17", "Samma namn.", "Person samma-namn"]


def test_links(client: FlaskClient, reported: Write) -> None:
    """Focus nodes and values link to their documents, and only to documents that are there."""
    page = client.get(f"{reported(RESULTS)}.html").text

    links = hrefs(page)
    assert "/doc/medlemskap/zy9dqktt730k" in links
    assert "/doc/person/cc7jf612n7t3" in links
    assert "https://else.example/x" in links
    assert not any("finnsinte" in link for link in links)
    for link in {link.replace("&amp;", "&").partition("#")[0] for link in links}:
        if link.startswith("/"):
            assert client.get(link).status_code == 200, link


def test_own_address_without_document(client: FlaskClient, reported: Write) -> None:
    """An address of the site that nothing can be found at is no link."""
    text = RESULTS.replace("https://else.example/x", "https://data.example.org/else")
    page = client.get(f"{reported(text)}.html").text

    assert tables(page)[1][2][1] == "https://data.example.org/else"
    assert not any("data.example.org/else" in link for link in hrefs(page))


def test_role_held_is_named(client: FlaskClient, reported: Write) -> None:
    """A membership, which has no label, is named by who holds it, as what, and where."""
    page = client.get(f"{reported(RESULTS)}.html").text
    document = client.get("/doc/medlemskap/zy9dqktt730k.html").text

    heading = read(document).find(".//h1").text
    assert tables(page)[1][4][1] == heading


def test_languages_of_texts(client: FlaskClient, reported: Write) -> None:
    """A message in another language than the page's says so."""
    path = reported(RESULTS)

    assert '<span lang="sv">Bara svenska.</span>' in client.get(f"{path}.html?lang=en").text
    assert "<span>Bara svenska.</span>" in client.get(f"{path}.html?lang=sv").text


def test_passed(client: FlaskClient, reported: Write) -> None:
    """The shapes that gave no result are listed; not those whose property shapes gave some."""
    page = client.get(f"{reported(RESULTS)}.html?lang=sv").text

    details = read(page).find(".//details")
    passed = [_words(item) for item in details.iter("li")]
    assert f"<summary>Regler utan anmärkningar: {len(passed)}</summary>" in page
    assert {"Medlemskap roll", "Person typ", "Dokument licens"} <= set(passed)
    assert {"Medlemskap", "Medlemskap tid", "Person", "Dokument"}.isdisjoint(passed)
    assert len(passed) == len(_named_shapes(client)) - 4
    assert passed == sorted(passed)
    assert details.get("open") is None


def test_no_results(client: FlaskClient, reported: Write) -> None:
    """A report without results says so, and lists all shapes as passed."""
    page = client.get(f"{reported(EMPTY)}.html?lang=sv").text

    shapes = _named_shapes(client)
    assert f"Utgåvan prövades mot {len(shapes)} regler: inga anmärkningar." in page
    assert len([*read(page).find(".//details").iter("li")]) == len(shapes)
    assert tables(page) == []


def test_of_rule(client: FlaskClient, reported: Write) -> None:
    """The results of one rule can be chosen: of a query, or of a shape with its queries."""
    path = reported(RESULTS)

    page = client.get(f"{path}.html?lang=sv&shape={TID}").text
    (link,) = [h for h in hrefs(client.get(f"{path}.html").text) if f"shape={TID}" in h]
    assert link == f"{path}?shape={TID}#anmarkningar"
    assert [row[-1] for row in tables(page)[1][1:]] == ["Medlemskap tid"] * 2
    assert tables(page)[0][-1] == ["Summa", "0", "4", "1", ""]
    assert "Bara från regeln" in page
    assert f"{path}?lang=sv#anmarkningar" in hrefs(page)
    for name in ("PersonShape", "PersonShape/samma-namn"):
        shape = f"https://t.example.org/spec/samverkan/{name}"
        found = tables(client.get(f"{path}.html?shape={shape}").text)[1][1:]
        assert [row[-1] for row in found] == ["Person samma-namn"]


def test_of_rule_without_results(client: FlaskClient, reported: Write) -> None:
    """A rule that gave no results is not found, and what was asked for is no link."""
    answer = client.get(f"{reported(RESULTS)}.html?lang=sv&shape=https://evil.example/")

    assert answer.status_code == 404
    assert "inga anmärkningar från regeln https://evil.example/" in answer.text


def test_pages(config: Config, manifest: Manifest, reported: Write) -> None:
    """Results are paged, also those of one rule; links lead from page to page."""
    path = reported(RESULTS)
    small = replace(config, limits=replace(config.limits, page_size=2))
    client = create_app(small, Current(config.releases)).test_client()

    pages = [client.get(f"{path}.html?page={number}") for number in (1, 2, 3)]

    rows = [tables(page.text)[1][1:] for page in pages]
    assert [len(found) for found in rows] == [2, 2, 1]
    assert len({str(row) for found in rows for row in found}) == 5
    assert f'<{path}?page=3>; rel="next", <{path}>; rel="prev"' in pages[1].headers["Link"]
    assert 'rel="next"' not in pages[2].headers["Link"]
    assert client.get(f"{path}.html?page=4").status_code == 404
    assert client.get(f"{path}.html?page=2&shape={TID}").status_code == 404
    shape = "https://t.example.org/spec/samverkan/PersonShape"
    assert "rel=" in client.get(f"{path}.html?shape={shape}").headers["Link"]
    assert (
        f'<https://data.example.org{path}?shape={shape}>; rel="canonical"'
        in (client.get(f"{path}.html?shape={shape}").headers["Link"])
    )


def test_nothing_judged(client: FlaskClient, reported: Write, manifest: Manifest) -> None:
    """A site without shapes has a report that says so, in the old form and in the new."""
    for text in ("", as_published("", manifest)):
        path = reported(text)
        swedish = client.get(f"{path}.html?lang=sv").text
        english = client.get(f"{path}.html?lang=en").text
        assert "Utgåvan har inga regler, så ingenting har prövats." in swedish
        assert "The release has no rules, so nothing was checked." in english
        assert tables(english) == []
        assert client.get(f"{path}.ttl").status_code == 200


def test_site_without_shapes(
    tmp_path: Path, make_site: Callable[[Path, str], Config], project: Path
) -> None:
    """A published site without shapes has such a report."""
    for name in ("data", "shapes"):
        (tmp_path / name).mkdir()
    shutil.copytree(project / "vocab", tmp_path / "vocab")
    config = make_site(tmp_path, "")
    client = create_app(config, Current(config.releases)).test_client()

    path = f"/res/rapport/{current_folder(config.releases).name}"
    page = client.get(f"{path}.html?lang=sv").text

    assert "ingenting har prövats" in page
    assert read(page).find(".//details") is None
    assert client.get(f"{path}.ttl").status_code == 200


def test_published(client: FlaskClient, reported: Write, manifest: Manifest) -> None:
    """A report as it is published now has the same page as the old form."""
    result = Result(Severity.WARNING, "", "", "", TID, "")
    old = client.get(f"{reported(RESULTS)}.html").text
    new = client.get(f"{reported(as_published(RESULTS, manifest, result))}.html").text

    assert tables(new)[0] == tables(old)[0]
    assert sorted(tables(new)[1]) == sorted(tables(old)[1])


@pytest.mark.parametrize("suffix", ["ttl", "nt", "jsonld", "rdf", "nq", "trig"])
def test_root(client: FlaskClient, reported: Write, manifest: Manifest, suffix: str) -> None:
    """In every format the report has its address, in the old form too."""
    formats = {
        "ttl": RdfFormat.TURTLE,
        "nt": RdfFormat.N_TRIPLES,
        "jsonld": RdfFormat.JSON_LD,
        "rdf": RdfFormat.RDF_XML,
        "nq": RdfFormat.N_QUADS,
        "trig": RdfFormat.TRIG,
    }
    kind = NamedNode(RDF + "type"), NamedNode(SH + "ValidationReport")
    for text in (RESULTS, as_published(RESULTS, manifest)):
        path = reported(text)
        quads = [*parse(client.get(f"{path}.{suffix}").data, format=formats[suffix])]
        root = NamedNode(f"https://data.example.org{path}")
        assert Triple(root, *kind) in [quad.triple for quad in quads]
        assert sum(quad.predicate.value == SH + "result" for quad in quads) == 5
        assert {quad.subject for quad in quads if quad.object == kind[1]} == {root}


def test_report_comes_first(client: FlaskClient, reported: Write, manifest: Manifest) -> None:
    """Turtle begins with the report, whatever else is described."""
    path = reported(as_published(RESULTS, replace(manifest, terms="https://a.example/")))
    text = client.get(f"{path}.ttl").text

    assert text.partition("\n\n")[2].startswith(f"<https://data.example.org{path}>")


def test_older_release(config: Config, manifest: Manifest, tmp_path: Path) -> None:
    """The report of an older release is judged by that release's own shapes."""
    root = tmp_path / "site"
    shutil.copytree(config.root, root, symlinks=True)
    releases = root / "releases"
    older = releases / "20200101T000000Z-00000000"
    shutil.copytree(current_folder(releases), older)
    (older / REPORT).write_text(EMPTY, encoding="utf-8")
    text = replace(manifest, id=older.name).to_json()
    (older / "manifest.json").write_text(text, encoding="utf-8")
    client = create_app(replace(config, root=root), Current(releases)).test_client()
    path = f"/res/rapport/{older.name}.html?lang=en"

    shapes = len(_named_shapes(client))
    assert f"checked against {shapes} rules: no remarks." in client.get(path).text
    shutil.rmtree(older / "store")
    assert "checked against its rules: no remarks." in client.get(path).text
