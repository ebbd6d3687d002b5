"""What tests of reconciliation may use."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from samverkan_ld.iris import Iris
from samverkan_ld.search.index import build_index
from samverkan_ld.search.lists import Index, open_index

NAMES = """
BASE <https://data.samverkan.example/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
<id/kommun/0305> skos:prefLabel "Håbo kommun"@sv ; schema:alternateName "Håbo"@sv .
<id/kommun/0643> skos:prefLabel "Habo kommun"@sv ; schema:alternateName "Habo"@sv .
<id/kommun/2284> skos:prefLabel "Örnsköldsviks kommun"@sv .
<id/kommun/1292> skos:prefLabel "Ängelholms kommun"@sv .
<id/kommun/0114> skos:prefLabel "Upplands Väsby kommun"@sv .
<id/region/06> skos:prefLabel "Region Jönköpings län"@sv .
<id/organisation/aaaaaaaaaaaa> skos:prefLabel "Norrbottens e-nämnd"@sv .
<id/person/pppppppppppp> foaf:name "Marie Larsson" .
<id/person/qqqqqqqqqqqq> foaf:name "Maria Larsson" .
<id/person/rrrrrrrrrrrr> foaf:name "Marie Larsson" .
"""


@pytest.fixture(scope="session")
def names(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An index of a few names."""
    store = Store()
    store.load(NAMES.encode(), format=RdfFormat.TURTLE)
    path: Path = tmp_path_factory.mktemp("names") / "search.sqlite"
    build_index(path, store, Iris())
    return open_index(path)
