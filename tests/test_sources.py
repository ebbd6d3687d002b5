"""Reading the sources of a site."""

from dataclasses import replace

import pytest
from tests.pipeline.test_publish import NOW

from samverkan_ld.config import read_config
from samverkan_ld.errors import SourceError, SourcesError
from samverkan_ld.pipeline.check import check
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.records import Source
from samverkan_ld.sources import read_source, source_file

HOME = "https://data.samverkan.example"
GRAPH = f"{HOME}/res/kallgraf/a"
SPEC = f"{HOME}/spec/samverkan"
DATE = "http://www.w3.org/2001/XMLSchema#date"


def said(name, day, subject=GRAPH, spec=SPEC):
    """Write a statement that something was extracted or reviewed on a day."""
    return f'<{subject}> <{spec}/{name}> "{day}"^^<{DATE}> .\n'


EXTRACTED, REVIEWED = said("utdragen", "2026-11-26"), said("granskad", "2026-11-27")
CONTEXT = f'{{"extracted": "{SPEC}/utdragen", "reviewed": "{SPEC}/granskad"}}'
RDF_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="{spec}/">'
    '<rdf:Description rdf:about="{graph}"><s:utdragen>2026-11-26</s:utdragen>{more}'
    "</rdf:Description></rdf:RDF>"
)

FORMATS = {
    "a.ttl": (EXTRACTED, REVIEWED),
    "a.nt": (EXTRACTED, REVIEWED),
    "a.trig": (f"<{GRAPH}> {{ {EXTRACTED} }}\n", f"<{GRAPH}> {{ {REVIEWED} }}"),
    "a.nq": (EXTRACTED, REVIEWED),
    "a.yaml": (
        f'"@context": {CONTEXT}\n"@id": "{GRAPH}"\nextracted: "2026-11-26"\n',
        'reviewed: "2026-11-27"',
    ),
}
"""Formats to which more can be added at the end: what is extracted, and its review."""


@pytest.fixture
def read(tiny_site):
    """Read a source of the site, whatever its name says that it is."""

    def read(name, text, **site):
        path = tiny_site / "data" / name
        path.write_text(text, encoding="utf-8")
        config = read_config(tiny_site / "samverkan.toml")
        config = replace(config, site=replace(config.site, **site))
        return read_source(source_file(path, config), config)

    return read


@pytest.mark.parametrize("name", FORMATS)
def test_what_nobody_reviewed_is_refused(name, read):
    """What was extracted from a text is read once it is reviewed, in every format."""
    extracted, review = FORMATS[name]
    error = read(name, extracted)

    assert isinstance(error, SourceError)
    assert (error.name, error.record) == (f"data/{name}", GRAPH)
    assert "run samverkan-ld review with its draft (.draft.json) or the page" in error.reason
    assert isinstance(read(name, extracted + review), Source)


@pytest.mark.parametrize(
    ("name", "text", "review"),
    [
        ("a.jsonld", f'{{"@context": {CONTEXT}, "@id": "{GRAPH}", "extracted": "2026"%s}}', None),
        ("a.rdf", RDF_XML.format(spec=SPEC, graph=GRAPH, more="%s"), None),
    ],
)
def test_what_nobody_reviewed_is_refused_in_documents(name, text, review, read):
    """The same holds of formats with an end."""
    more = {
        "a.jsonld": ', "reviewed": "2026-11-27"',
        "a.rdf": "<s:granskad>2026-11-27</s:granskad>",
    }

    assert isinstance(read(name, text % ""), SourceError)
    assert isinstance(read(name, text % more[name]), Source)


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        (REVIEWED, True),
        (EXTRACTED + said("granskad", "2026-11-31"), False),
        (EXTRACTED + said("granskad", "20261127"), False),
        (EXTRACTED + said("granskad", "2026-W48-5"), False),
        (EXTRACTED + said("granskad", ""), False),
        (EXTRACTED + said("granskad", "nej"), False),
        (EXTRACTED + f"<{GRAPH}> <{SPEC}/granskad> <{GRAPH}> .", False),
        (EXTRACTED + said("granskad", "2026-11-27", subject=f"{GRAPH}b"), False),
        (EXTRACTED + REVIEWED + said("utdragen", "2026-11-26", subject=f"{GRAPH}b"), False),
        (f'<{GRAPH}> <{SPEC}/utdragen> "" .', False),
        (f'_:a <{SPEC}/utdragen> "x" .', False),
    ],
)
def test_what_is_a_review(text, is_read, read):
    """A review is a day that is said of the very thing that was extracted."""
    assert isinstance(read("a.ttl", text), Source) is is_read


def test_own_terms_are_known(read):
    """A source may be written with the site's own addresses."""
    terms = "https://termer.example/"
    spec = f"{terms}spec/samverkan"
    extracted = said("utdragen", "2026-11-26", spec=spec)

    assert isinstance(read("a.ttl", extracted, terms=terms), SourceError)
    assert isinstance(read("a.ttl", extracted + REVIEWED, terms=terms), Source)
    assert isinstance(read("a.ttl", EXTRACTED, terms=terms), SourceError)
    assert isinstance(read("a.ttl", extracted), Source)


def test_former_terms_are_known(tiny_site):
    """So may one with the addresses that the site had before."""
    path = tiny_site / "data" / "a.ttl"
    path.write_text(said("utdragen", "2026-11-26", spec="https://old.example/spec/samverkan"))
    config = read_config(tiny_site / "samverkan.toml")
    moved = replace(config, former=("https://old.example/spec/",))

    assert isinstance(read_source(source_file(path, config), config), Source)
    assert isinstance(read_source(source_file(path, config), moved), SourceError)


@pytest.mark.parametrize("full", [False, True])
def test_nothing_is_published_then(full, tiny_site):
    """Neither a check nor a publication passes over what nobody has reviewed."""
    config = read_config(tiny_site / "samverkan.toml")
    publish(config, NOW)
    (tiny_site / "data" / "a.ttl").write_text(EXTRACTED)

    with pytest.raises(SourcesError, match="nobody has reviewed"):
        publish(config, NOW, full=full)
    with pytest.raises(SourcesError, match="nobody has reviewed"):
        check(config)
    with pytest.raises(SourcesError, match="nobody has reviewed"):
        check(config, [tiny_site / "data" / "person.ttl"])


def test_paths_from_outside_are_not_passed_over(tiny_site, tmp_path):
    """A record outside the site is refused by a check as well."""
    path = tmp_path / "draft.ttl"
    path.write_text(EXTRACTED)

    with pytest.raises(SourcesError, match="nobody has reviewed"):
        check(read_config(tiny_site / "samverkan.toml"), [path])
