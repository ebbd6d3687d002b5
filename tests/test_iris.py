"""The IRIs of a site."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan_ld.iris import KINDS, SOURCE_BASE, Iris, mint_key

SITE = Iris("https://a.example/", "https://t.example/", "https://r.example/")
S = SOURCE_BASE

REBASED = [
    (f"{S}id/person/abc", "https://a.example/id/person/abc"),
    (f"{S}id/kommun/2417", "https://r.example/id/kommun/2417"),
    (f"{S}id/region/24/lanskod", "https://r.example/id/region/24/lanskod"),
    (f"{S}res/kallgraf/x", "https://a.example/res/kallgraf/x"),
    (f"{S}def/roll/kso", "https://t.example/def/roll/kso"),
    (f"{S}spec/samverkan", "https://t.example/spec/samverkan"),
    (S, "https://a.example/"),
    ("http://www.wikidata.org/entity/Q1", "http://www.wikidata.org/entity/Q1"),
    ("http://data.samverkan.example/id/x/y", "http://data.samverkan.example/id/x/y"),
]


@pytest.mark.parametrize(("given_iri", "wanted"), REBASED)
def test_rebase(given_iri, wanted):
    """Each kind of IRI moves to its home; foreign ones stay."""
    assert SITE.rebase(given_iri) == wanted
    assert Iris().rebase(given_iri) == given_iri


def test_rebase_text():
    """Addresses inside queries and patterns move as IRIs do."""
    text = f'PREFIX s: <{S}spec/samverkan/> FILTER(?x = <{S}id/kommun/1>) "^{S}id/" <{S}>'

    moved = SITE.rebase_text(text)
    assert S not in moved
    assert moved == (
        "PREFIX s: <https://t.example/spec/samverkan/> "
        'FILTER(?x = <https://r.example/id/kommun/1>) "^https://a.example/id/" <https://a.example/>'
    )


DOCUMENTS = [
    (f"{S}id/kommun/2417", "/doc/kommun/2417"),
    (f"{S}id/kommun/2417/kommunkod", "/doc/kommun/2417"),
    (f"{S}def/roll/kso", "/doc/def/roll/kso"),
    (f"{S}def/roll", "/doc/def/roll"),
    (f"{S}spec/samverkan/talarSom", "/doc/spec/samverkan/talarSom"),
    (f"{S}res/kallgraf/x", "/res/kallgraf/x"),
    (f"{S}id/kommun", None),
    (f"{S}sparql", None),
    (S, None),
    ("http://www.wikidata.org/entity/Q1", None),
]


@pytest.mark.parametrize(("iri", "path"), DOCUMENTS)
def test_document(iri, path):
    """Each IRI of the site has the path of its document, sub-nodes that of their parent."""
    assert Iris().document(iri) == path


@given(st.sampled_from(KINDS), st.from_regex(r"[0-9a-z]{2,12}", fullmatch=True))
def test_topic_undoes_document(kind, key):
    """From a thing to its document and back."""
    for iri in (SITE.thing(kind, key), SITE.concept(kind, key), SITE.term(key), SITE.graph(key)):
        path = SITE.document(iri)
        assert path is not None
        assert SITE.topic(path) == iri


def test_mint_key():
    """Keys are 12 characters of Crockford's base32 and never the same."""
    keys = {mint_key() for _ in range(1000)}

    assert len(keys) == 1000
    assert all(re.fullmatch("[0-9a-hjkmnp-tv-z]{12}", key) for key in keys)
