"""Reading example queries, and publishing them."""

from datetime import UTC, datetime, timedelta

import pytest
from pyoxigraph import NamedNode

from samverkan_ld.archive.folder import STORE
from samverkan_ld.config import read_config
from samverkan_ld.errors import SourcesError
from samverkan_ld.pipeline.dataset import read_dataset
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.pipeline.queries import query_files, read_query
from samverkan_ld.pipeline.verify import verify
from samverkan_ld.queries import read_queries
from samverkan_ld.store.disk import open_store

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HEADER = """# title-sv: Alla
# title-en: All
# about-sv: Allt som finns.
# about-en: All there is.
# position: 10

"""
TEXT = "PREFIX sam: <https://data.samverkan.example/id/person/>\nDESCRIBE sam:abcdefabcdef"


@pytest.fixture
def config(tiny_site):
    """The configuration of a site with one example."""
    (tiny_site / "queries").mkdir()
    (tiny_site / "queries/alla.rq").write_text(HEADER + TEXT, encoding="utf-8")
    return read_config(tiny_site / "samverkan.toml")


def test_read(config):
    """A query is read without its header, at the addresses of the site."""
    (path,) = query_files(config)

    query = read_query(path, config)
    assert (query.key, query.form, query.position) == ("alla", "DESCRIBE", 10)
    assert query.titles == {"sv": "Alla", "en": "All"}
    assert query.notes == {"sv": "Allt som finns.", "en": "All there is."}
    assert query.text == TEXT.replace("data.samverkan.example", "tiny.example")


def test_comments_below_the_header_stay(config):
    """Only the header is cut off."""
    path = config.queries / "alla.rq"
    path.write_text(HEADER + "# note: this stays\nASK {}", encoding="utf-8")

    assert read_query(path, config).text == "# note: this stays\nASK {}"


def test_service_is_not_asked(config):
    """A query that asks another endpoint is not tried when it is read."""
    path = config.queries / "alla.rq"
    path.write_text(HEADER + "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")

    assert read_query(path, config).form == "ASK"


FAULTS = {
    "no header": ("alla", TEXT, "begin with the comments: # title-sv:, # title-en:"),
    "a part missing": ("alla", HEADER.replace("All\n", "\n") + TEXT, "comments: # title-en:"),
    "unknown part": ("alla", "# titel: x\n" + HEADER + TEXT, "unknown titel; known are title-sv"),
    "position": ("alla", HEADER.replace("10", "ten") + TEXT, "a whole number, not ten"),
    "name": ("Alla Å", HEADER + TEXT, "name the file with a-z, 0-9 and hyphens"),
    "syntax": ("alla", HEADER + "SELECT * {", "queries/alla.rq:7: "),
    "update": ("alla", HEADER + "CLEAR ALL", "an update is no query"),
    "nothing": ("alla", HEADER, "queries/alla.rq"),
    "encoding": ("alla", HEADER + "ASK {} # \udcff", "is not UTF-8"),
}


@pytest.mark.parametrize(("name", "text", "words"), FAULTS.values(), ids=FAULTS)
def test_faults(config, name, text, words):
    """A file that is no example stops the reading, and is named with what is wrong."""
    (config.queries / "alla.rq").unlink()
    (config.queries / f"{name}.rq").write_bytes(text.encode("utf-8", "surrogateescape"))

    with pytest.raises(SourcesError) as caught:
        read_dataset(config)
    (fault,) = caught.value.faults
    assert words in str(fault)


def test_link_out_of_the_folder(config, tmp_path):
    """No file from elsewhere is published by a link."""
    (tmp_path / "elsewhere.rq").write_text(HEADER + TEXT)
    (config.queries / "lank.rq").symlink_to(tmp_path / "elsewhere.rq")

    with pytest.raises(SourcesError, match="lies outside"):
        read_dataset(config)


def test_no_folder(config):
    """A site may have no examples."""
    (config.queries / "alla.rq").unlink()
    config.queries.rmdir()

    manifest = publish(config, NOW).manifest
    assert verify(config.releases, config.releases / manifest.id) == []


def test_published(config):
    """A release has the examples in a graph, and says what each class and property is used for."""
    manifest = publish(config, NOW).manifest
    store = open_store(config.releases / manifest.id / STORE)
    graph = NamedNode("https://tiny.example/res/queries")

    found = read_queries(store.quads_for_pattern(None, None, None, graph), config.iris)
    assert [query.key for query in found] == ["alla"]
    assert manifest.counts["http://www.w3.org/ns/shacl#SPARQLExecutable"] == 1
    assert manifest.properties["http://schema.org/target"] == 1
    assert manifest.properties["http://www.w3.org/2000/01/rdf-schema#label"] == 2


def test_change_makes_a_release(config):
    """Another text makes another release, the same text none."""
    first = publish(config, NOW).manifest
    assert not publish(config, NOW + timedelta(days=1)).is_new
    (config.queries / "alla.rq").write_text(HEADER + "ASK {}")

    outcome = publish(config, NOW + timedelta(days=2))
    assert outcome.is_new
    assert outcome.manifest.digest == first.digest
    assert outcome.manifest.queries != first.queries


def test_tampering_is_found(config):
    """A query that is changed after the release was sealed is named."""
    manifest = publish(config, NOW).manifest
    folder = config.releases / manifest.id
    (folder / "queries/alla.rq").write_text(HEADER + "ASK {}")

    faults = verify(config.releases, folder)
    assert any("the example queries are not those" in fault for fault in faults)


def test_store_is_rebuilt_with_them(config):
    """A store that is lost gets its examples back."""
    manifest = publish(config, NOW).manifest
    folder = config.releases / manifest.id
    for path in (folder / STORE).iterdir():
        path.unlink()
    (folder / STORE).rmdir()

    assert verify(config.releases, folder) == []
