"""The terms of JSON-LD contexts, as far as finding one's way in a document needs them.

The parser has the last word on what a term means; this tells only where IRIs, types, graphs and
JSON literals stand. https://www.w3.org/TR/json-ld11/#context-definitions
"""

from collections.abc import Mapping, Set
from typing import Final

from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.parsing.jsontext import Json

REFERENCE: Final = "reference"
"""The role of a term whose texts are IRIs."""

_MAPS: Final = frozenset(("@id", "@index", "@language", "@type"))
_NO_MAP: Final[Set[str]] = frozenset()
_MAX_STEPS: Final = 8


class Terms:
    """What the keys of a document are for: collected from all contexts, the last one counts."""

    __slots__ = ("_iris", "_maps", "_prefixes", "_roles")

    def __init__(self) -> None:
        self._iris: dict[str, str] = {}
        self._maps: dict[str, Set[str]] = {}
        self._prefixes: dict[str, str] = {}
        self._roles: dict[str, str] = {}

    def role(self, key: str) -> str:
        """Tell the keyword that a key stands for, REFERENCE, or the key itself.

        Terms for JSON literals have the role `@json`.
        """
        return self._roles.get(key, key)

    def maps(self, key: str) -> Set[str]:
        """Tell what the keys of a term's value are: `@id`, `@type`, `@index`, `@language`."""
        return self._maps.get(key, _NO_MAP)

    def learn(self, context: Mapping[str, Json]) -> None:
        """Take in the definitions of a context; those of scoped contexts have been taken in."""
        for term, value in context.items():
            definition = _simple(value) if isinstance(value, str) else value
            if term[:1] != "@" and isinstance(definition, dict):
                self._learn(term, definition)

    def update(self, other: "Terms") -> None:
        """Take in other terms."""
        self._iris |= other._iris
        self._maps |= other._maps
        self._prefixes |= other._prefixes
        self._roles |= other._roles

    def expand(self, text: str) -> str:
        """Expand a term, a compact or a relative IRI, as far as terms tell."""
        for _ in range(_MAX_STEPS):
            longer = self._step(text)
            if longer == text:
                break
            text = longer
        return text if ":" in text else SOURCE_BASE + text.removeprefix("/")

    def _step(self, text: str) -> str:
        prefix, colon, rest = text.partition(":")
        if colon and prefix in self._prefixes and not rest.startswith("//"):
            return self._prefixes[prefix] + rest
        return self._iris.get(text, text)

    def _learn(self, term: str, definition: dict[str, Json]) -> None:
        role = _role(definition)
        if role is None:
            self._roles.pop(term, None)
        else:
            self._roles[term] = role
        container = definition.get("@container")
        parts = container if isinstance(container, list) else [container]
        self._maps[term] = _MAPS.intersection(part for part in parts if isinstance(part, str))
        iri = definition.get("@id")
        if isinstance(iri, str) and iri[:1] != "@":
            self._iris[term] = iri
            if definition.get("@prefix") is True:
                self._prefixes[term] = iri


def _simple(iri: str) -> dict[str, Json]:
    # https://www.w3.org/TR/json-ld11-api/#create-term-definition: step 14.2.5
    return {"@id": iri, "@prefix": iri.endswith((":", "/", "?", "#", "[", "]", "@"))}


def _role(definition: dict[str, Json]) -> str | None:
    name, kind = definition.get("@id"), definition.get("@type")
    if isinstance(name, str) and name.startswith("@"):
        return name
    if kind == "@json":
        return "@json"
    return REFERENCE if kind in ("@id", "@vocab") else None
