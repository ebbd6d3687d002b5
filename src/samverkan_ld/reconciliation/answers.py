"""What the service says, as values for JSON: the manifest, candidates, suggestions.

Reconciliation API 0.2; the texts are in the language of the things.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from samverkan_ld.languages import in_language
from samverkan_ld.reconciliation.batch import MOST, SETTING, Fetch
from samverkan_ld.reconciliation.description import describe
from samverkan_ld.reconciliation.extension import fetch
from samverkan_ld.reconciliation.matching import Candidate
from samverkan_ld.reconciliation.properties import PROPERTIES, Property
from samverkan_ld.reconciliation.things import Things
from samverkan_ld.reconciliation.types import TYPES, Type, types_of
from samverkan_ld.reconciliation.verdicts import Verdict

Said = dict[str, Any]

WIDTH: Final = 420
HEIGHT: Final = 220
"""How large a preview is, in pixels."""

_DEFAULTS: Final = ("kommun", "region", "organisation", "person")
_SERVICE: Final = "/reconcile"
_DAY: Final = ("Dag", "Date")
_DAY_HELP: Final = (
    "Bara roller som kan ha innehafts den dagen, som 2020-03-17; tomt ger alla.",
    "Only roles that may have been held on that day, such as 2020-03-17; empty gives all.",
)


def manifest(things: Things, *, host: str, title: str, version: str) -> Said:
    """Describe the service, section 3.

    Args:
        things: the things of the current release.
        host: the address that the service was asked at, without a slash at its end.
        title: the name of the site.
        version: the version of the program.
    """
    service = host + _SERVICE
    return {
        "versions": ["0.2"],
        "name": title,
        "identifierSpace": things.space,
        "schemaSpace": f"{things.release.iris.terms}spec/samverkan/",
        "serviceVersion": version,
        "defaultTypes": [say_type(TYPES[name], things.language) for name in _DEFAULTS],
        "batchSize": MOST,
        "view": {"url": f"{host}/lookup?id={{{{id}}}}"},
        "preview": {
            "url": f"{service}/preview?id={{{{id}}}}",
            "width": WIDTH,
            "height": HEIGHT,
        },
        "suggest": {
            name: {"service_url": service, "service_path": f"/suggest/{name}"}
            for name in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/extend/propose"},
            "property_settings": [_day_setting(things.language)],
        },
    }


def say_candidate(things: Things, candidate: Candidate) -> Said:
    """Tell a candidate, section 4.4."""
    return {
        "id": things.id(candidate.iri),
        "name": things.name(candidate.iri),
        "description": describe(things, candidate.iri),
        "score": round(candidate.score, 2),
        "match": candidate.is_match,
        "type": [
            say_type(known, things.language) for known in types_of(things.kind(candidate.iri))
        ],
        "features": [
            {"id": "name", "value": round(candidate.by_name, 2)},
            *_verdicts(candidate),
        ],
    }


def say_thing(things: Things, iri: str) -> Said:
    """Tell a thing that is suggested."""
    return {
        "id": things.id(iri),
        "name": things.name(iri),
        "description": describe(things, iri),
        "notable": [say_type(known, things.language) for known in types_of(things.kind(iri))],
    }


def say_type(known: Type, language: str) -> Said:
    """Tell a type, and the one that it is a part of."""
    said: Said = {"id": known.id, "name": known.name(language)}
    if known.broader:
        said["broader"] = [say_type(TYPES[known.broader], language)]
    return said


def say_property(known: Property, language: str) -> Said:
    """Tell a property."""
    return {
        "id": known.id,
        "name": known.name(language),
        "description": known.note(language),
    }


def say_values(things: Things, asked: Fetch) -> Said:
    """Tell values of properties of things, section 6.3."""
    meta = [_meta(PROPERTIES[name], things.language) for name, _ in asked.properties]
    return {"meta": meta, "rows": fetch(things, asked)}


def _meta(known: Property, language: str) -> Said:
    said: Said = {"id": known.id, "name": known.name(language)}
    if known.type:
        kind = TYPES[known.type]
        said["type"] = {"id": kind.id, "name": kind.name(language)}
    return said


def _verdicts(candidate: Candidate) -> Iterable[Mapping[str, object]]:
    return (
        {"id": name, "value": verdict is Verdict.MET}
        for name, verdict in candidate.verdicts.items()
    )


def _day_setting(language: str) -> Said:
    return {
        "name": SETTING,
        "type": "text",
        "default": "",
        "label": in_language(_DAY, language),
        "help_text": in_language(_DAY_HELP, language),
    }
