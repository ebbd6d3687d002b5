"""The codes of the EU's authority tables and of others that a catalogue uses.

See https://op.europa.eu/en/web/eu-vocabularies/authority-tables; docs/catalogue.md tells where each
was seen.
"""

from typing import Final

from samverkan_ld.formats.table import CSV, JSON, JSONLD, NQUADS, TRIG

_AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"

LANGUAGES: Final = {"sv": f"{_AUTHORITY}language/SWE", "en": f"{_AUTHORITY}language/ENG"}
SWEDEN: Final = f"{_AUTHORITY}country/SWE"
THEMES: Final = f"{_AUTHORITY}data-theme"
GOVERNMENT: Final = f"{_AUTHORITY}data-theme/GOVE"
PUBLIC: Final = f"{_AUTHORITY}access-right/PUBLIC"
IRREGULAR: Final = f"{_AUTHORITY}frequency/IRREG"
STABLE: Final = f"{_AUTHORITY}planned-availability/STABLE"

FILE_TYPES: Final = {
    CSV.name: f"{_AUTHORITY}file-type/CSV",
    JSON.name: f"{_AUTHORITY}file-type/JSON",
    JSONLD.name: f"{_AUTHORITY}file-type/JSON_LD",
    NQUADS.name: f"{_AUTHORITY}file-type/RDF_N_QUADS",
    TRIG.name: f"{_AUTHORITY}file-type/RDF_TRIG",
}
"""File types by the names of formats."""

QUERY: Final = f"{_AUTHORITY}file-type/SPARQLQ"
QUERY_RESULTS: Final = f"{_AUTHORITY}file-type/SPARQLQRES"

MEDIA_TYPES: Final = "http://www.iana.org/assignments/media-types/"
GZIP: Final = f"{MEDIA_TYPES}application/gzip"

PUBLISHER_TYPES: Final = "http://purl.org/adms/publishertype/"

SHA256: Final = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
