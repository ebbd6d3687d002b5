"""Keys of names, and names found by them."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import FOAF
from samverkan_ld.search.index import build_index
from samverkan_ld.search.lists import open_index
from samverkan_ld.search.misspelt import keys_alike, keys_beginning, keys_ending, names_with
from samverkan_ld.search.spelling import key


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("kommun", ("Falu kommun", "Falu kn", "falu K:N", "FALU", "Falu stad")),
        ("kommun", ("Ängelholms kommun", "Engelholm", "Angelholm", "Ängelholms", "Ængelholm")),
        ("kommun", ("Växjö kommun", "Wexiö", "Vaexjoe", "växjökommun")),
        ("kommun", ("Göteborgs stad", "Goeteborg", "City of Göteborg", "Gotheborg")),
        ("kommun", ("Upplands-Bro kommun", "UpplandsBro", "Upplands Bro")),
        ("kommun", ("Malmö stad", "Malmo¨", "malmø")),
        ("region", ("Region Kalmar län", "Kalmar läns landsting", "Landstinget i Kalmar län")),
        ("person", ("Per Qvist", "PER KVIST", "Pär Kwist")),
    ],
)
def test_key(kind, texts):
    """Spellings that are easily mistaken have one key."""
    assert len({key(kind, text) for text in texts}) == 1


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("kommun", "Kil", "Hil"),
        ("kommun", "Mora", "Nora"),
        ("person", "Anders Ek", "Anders Eks"),
        ("organisation", "Inera AB", "Inera kommun"),
    ],
)
def test_other_key(kind, one, other):
    """Other names have other keys; only names of municipalities and regions lose anything."""
    assert key(kind, one) != key(kind, other)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """An index of a thousand persons whose names begin alike, and one of another name."""
    store = Store()
    names = [
        f"Anders {a}{b}{c}sson"
        for a in "BDFGHKLMNP"
        for b in "aeiou"
        for c in "bdfgklmnprtvszhjqwxc"
    ]
    for number, name in enumerate([*names, "Ärla Bo"]):
        iri = NamedNode(f"https://data.samverkan.example/id/person/{number:012}")
        store.add(Quad(iri, NamedNode(FOAF + "name"), Literal(name)))
    path = tmp_path_factory.mktemp("crowd") / "search.sqlite"
    build_index(path, store, Iris())
    return open_index(path)


@pytest.mark.parametrize(("text", "expected"), [("Erla Boo", ["Ärla Bo"]), ("Ärla Boman", [])])
def test_names_with(crowd, text, expected):
    """Names are found by their key."""
    found = names_with(crowd, "person", key("person", text))

    assert [name.text for name in found] == expected


@pytest.mark.parametrize(
    ("find", "asked", "expected"),
    [
        (keys_alike, "arlabi", {"arlabo"}),
        (keys_alike, "arnabo", {"arlabo"}),
        (keys_alike, "arlaboisson", set()),
        (keys_alike, "a", set()),
        (keys_alike, "", set()),
        (keys_beginning, "arl", {"arlabo"}),
        (keys_ending, "abo", {"arlabo"}),
        (keys_ending, "abu", set()),
    ],
)
def test_keys(crowd, find, asked, expected):
    """Keys are found by half of one, from the beginning or the end."""
    assert find(crowd, "person", asked) == expected
    assert not find(crowd, "kommun", asked)


def test_whole_crowd(crowd):
    """Of a thousand names that begin alike none is left out."""
    assert len(keys_alike(crowd, "person", key("person", "Anders Xyzsson"))) > 500
