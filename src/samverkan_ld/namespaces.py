"""The namespaces that samverkan-ld writes, and the prefixes people see."""

from typing import Final

AS: Final = "https://www.w3.org/ns/activitystreams#"
ADMS: Final = "http://www.w3.org/ns/adms#"
CV: Final = "http://data.europa.eu/m8g/"
DCAT: Final = "http://www.w3.org/ns/dcat#"
DCATAP: Final = "http://data.europa.eu/r5r/"
DCTERMS: Final = "http://purl.org/dc/terms/"
DQV: Final = "http://www.w3.org/ns/dqv#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
GEO: Final = "http://www.opengis.net/ont/geosparql#"
HYDRA: Final = "http://www.w3.org/ns/hydra/core#"
LOCN: Final = "http://www.w3.org/ns/locn#"
ORG: Final = "http://www.w3.org/ns/org#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
PROV: Final = "http://www.w3.org/ns/prov#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA: Final = "http://schema.org/"  # http: what the official context and DCAT-AP bind
SH: Final = "http://www.w3.org/ns/shacl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
SPDX: Final = "http://spdx.org/rdf/terms#"
TIME: Final = "http://www.w3.org/2006/time#"
VCARD: Final = "http://www.w3.org/2006/vcard/ns#"
VOID: Final = "http://rdfs.org/ns/void#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final = {
    "as": AS,
    "adms": ADMS,
    "cv": CV,
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "dqv": DQV,
    "foaf": FOAF,
    "geo": GEO,
    "hydra": HYDRA,
    "locn": LOCN,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "time": TIME,
    "void": VOID,
    "xsd": XSD,
}

CATALOGUE_PREFIXES: Final = {"dcatap": DCATAP, "spdx": SPDX, "vcard": VCARD}
"""The prefixes that catalogues use besides."""

CC0: Final = "http://creativecommons.org/publicdomain/zero/1.0/"
