"""A record is judged among the sources of its site, and leaves nothing there."""

import pytest
from tests.review.articles import notice
from tests.review.conftest import EXTRACTED, TODAY

from samverkan_ld.config import read_config
from samverkan_ld.errors import ShapesError, SourceError
from samverkan_ld.extraction.records.record import write_record
from samverkan_ld.pipeline.site import write_site
from samverkan_ld.reports import Severity
from samverkan_ld.review.workplace import Workplace

NAME = "2026-02-14-abcdefabcdef.yaml"


def record(draft):
    """Write the record of a draft as it stands."""
    return write_record(draft, extracted=EXTRACTED, reviewed=TODAY)


def violations(results):
    """List the messages of what stops a publication."""
    return [r.message("sv") for r in results if r.severity is Severity.VIOLATION]


@pytest.fixture
def site(tmp_path):
    """An empty site, to be changed."""
    site = tmp_path / "site"
    write_site(site, empty=True)
    return site


def judge(site, text):
    """Judge a record in a site."""
    return Workplace.at(read_config(site / "samverkan.toml")).judge.judge(text, NAME)


def test_nothing_stays(in_site):
    """What is judged is taken away again: another form of the same record does not meet it."""
    text = record(notice())
    first = in_site.judge.judge(text, NAME)
    other = in_site.judge.judge(text.replace("2026-04-20", "2026-04-21"), NAME)

    assert violations(first) == violations(other) == []
    assert [r.shape for r in first] == [r.shape for r in other]


def test_in_place_of_itself(site):
    """A record takes the place of what the site has in its graph, and is judged as if it were new.

    Nothing of the site is hidden, changed or counted twice.
    """
    text = record(notice())
    first = judge(site, text)
    (site / "data" / "articles").mkdir(exist_ok=True)
    (site / "data" / "articles" / NAME).write_text(text, encoding="utf-8")
    workplace = Workplace.at(read_config(site / "samverkan.toml"))
    other = text.replace("2026-04-20", "2026-04-21")
    found = [workplace.judge.judge(form, NAME) for form in (text, other, text)]

    assert [r.shape for r in first] != []
    assert [[r.shape for r in results] for results in found] == [[r.shape for r in first]] * 3


def test_blank_nodes(site):
    """A site that has blank nodes judges in the same way."""
    text = record(notice()).replace("2026-04-20", "2026-04")
    plain = judge(site, text)
    (site / "data" / "a.ttl").write_text(
        "@prefix ex: <https://ex.example/> . [] ex:a [ ex:b 1 ] .", encoding="utf-8"
    )
    found = judge(site, text)

    assert violations(plain) != []
    assert {(r.shape, r.focus) for r in found} == {(r.shape, r.focus) for r in plain}


def test_no_shapes(site):
    """Without shapes nothing stands against a record."""
    for path in (site / "shapes").iterdir():
        path.unlink()

    assert judge(site, record(notice())) == ()


def test_broken_shapes(site):
    """Shapes that are broken are told of when a record is judged, and not before."""
    (site / "shapes" / "broken.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://ex.example/> .\n"
        "ex:S a sh:NodeShape ; sh:targetClass ex:A ; sh:property [ sh:minCount 1 ] .",
        encoding="utf-8",
    )
    workplace = Workplace.at(read_config(site / "samverkan.toml"))
    workplace.judge.prepare()

    with pytest.raises(ShapesError):
        workplace.judge.judge(record(notice()), NAME)


def test_unreadable_shapes(site):
    """A file of shapes that cannot be read lets nothing through."""
    (site / "shapes" / "half.ttl").write_text("@prefix sh: <", encoding="utf-8")

    with pytest.raises(SourceError, match=r"shapes/half\.ttl"):
        judge(site, record(notice()))


def test_another_base(site):
    """A site of another address judges by its own addresses, and finds the places of results."""
    config = site / "samverkan.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("[site]", '[site]\nbase = "https://data.annan.example/"', 1), encoding="utf-8"
    )
    found = judge(site, record(notice()).replace("2026-04-20", "2026-04"))

    assert violations(found) != []
    assert all("https://data.annan.example/" in result.focus for result in found)
