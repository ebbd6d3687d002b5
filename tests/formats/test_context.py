import json
from pathlib import Path

import pytest

from samverkan_ld.errors import ConfigError
from samverkan_ld.formats.context import read_context
from samverkan_ld.iris import SOURCE_BASE, Iris

IRIS = Iris(base="https://a.example/", terms="https://t.example/", register="https://r.example/")


def write(folder: Path, entries: object) -> Path:
    """Write a context document."""
    path = folder / "context.jsonld"
    path.write_text(json.dumps({"@context": entries}))
    return path


def test_iris_are_moved(tmp_path: Path) -> None:
    """IRIs written with the source base are moved to the site, wherever they stand."""
    entries = {
        "sam": SOURCE_BASE + "spec/samverkan/",
        "kommun": SOURCE_BASE + "id/kommun/",
        "person": SOURCE_BASE + "id/person/",
        "kod": {"@id": "sam:kod", "@type": SOURCE_BASE + "def/datatyp/kommunkod"},
    }
    context = read_context(write(tmp_path, entries), IRIS)
    assert context.namespaces == {
        "sam": "https://t.example/spec/samverkan/",
        "kommun": "https://r.example/id/kommun/",
        "person": "https://a.example/id/person/",
    }
    datatype = "https://t.example/def/datatyp/kommunkod"
    assert context.terms["https://t.example/spec/samverkan/kod"][datatype].name == "kod"
    assert context.only(["kod"])["kod"] == {"@id": "sam:kod", "@type": datatype}


def test_first_of_two_terms_stands(tmp_path: Path) -> None:
    """Of two terms for the same values of a property the first is used."""
    entries = {"ex": "http://ex.example/", "b": "ex:p", "a": "ex:p"}
    context = read_context(write(tmp_path, entries), Iris())
    assert context.terms["http://ex.example/p"]["@none"].name == "b"
    assert context.classes["http://ex.example/p"] == "b"


def test_only(tmp_path: Path) -> None:
    """A document's context holds the wanted terms and the prefixes that these need, sorted."""
    entries = {
        "@version": 1.1,
        "z": "ex:z",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "d": {"@id": "ex:d", "@type": "xsd:date"},
        "ex": "http://ex.example/",
        "unused": "http://un.example/",
    }
    context = read_context(write(tmp_path, entries), Iris())
    assert [*context.only(["z", "d", "absent"])] == ["ex", "xsd", "d", "z"]
    assert context.only(["unused"]) == {"unused": "http://un.example/"}
    context.only(["z"]).clear()
    assert context.only(["z"]) == {"ex": "http://ex.example/", "z": "ex:z"}


def test_without_prefixes(tmp_path: Path) -> None:
    """Without prefixes the terms stay, defined in full."""
    entries = {"ex": "http://ex.example/", "z": "ex:z"}
    context = read_context(write(tmp_path, entries), Iris()).without_prefixes()
    assert context.only(["z", "ex"]) == {"z": "http://ex.example/z"}
    assert context.prefixes.split("http://ex.example/z") is None


def test_all_faults_are_told(tmp_path: Path) -> None:
    """One message names every term that is not supported, and the file."""
    entries = {"@vocab": "http://ex.example/", "a": {"@reverse": "x:y"}, "p": "q/", "@version": 1.0}
    path = write(tmp_path, entries)
    with pytest.raises(ConfigError) as caught:
        read_context(path, Iris())
    lines = str(caught.value).splitlines()
    assert [line.removeprefix(f"{path}: ").split()[0] for line in lines] == [
        "@vocab",
        "a:",
        "p:",
        "@version",
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"{", "cannot be read as JSON"),
        (b"\xff", "cannot be read as JSON"),
        (b"[]", "holds no terms"),
        (b"{}", "holds no terms"),
        (b'{"@context": "http://schema.org/"}', "holds no terms"),
    ],
)
def test_bad_documents(tmp_path: Path, content: bytes, fault: str) -> None:
    """A file that is no context document is an error that names it."""
    path = tmp_path / "context.jsonld"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=fault) as caught:
        read_context(path, Iris())
    assert str(caught.value).startswith(f"{path}: ")


def test_no_document(tmp_path: Path) -> None:
    """Without a context document there are the site's prefixes, and no terms."""
    context = read_context(tmp_path / "context.jsonld", Iris())

    assert context.namespaces == Iris().prefixes()
    assert not context.terms


def test_own_context(project: Path) -> None:
    """The context of the vocabulary can be compiled."""
    context = read_context(project / "vocab" / "context.jsonld", Iris())
    assert context.terms["http://www.w3.org/ns/org#member"]["@id"].name == "member"
