"""Term definitions of JSON-LD contexts, as far as the writer follows them.

A subset of JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/#context-definitions): `@id`, `@type`,
`@language` and the containers `@language`, `@set` and `@list`. With anything else a term could
mean something that the writer does not know of, so it is an error.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from samverkan_ld.errors import ConfigError

NODE: Final = "@id"
VOCAB: Final = "@vocab"
LIST: Final = "@list"
LANGUAGE: Final = "@language"
ANY: Final = "@none"

_NAME: Final = re.compile(r"[^\W_][\w.-]*")
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|^`\\]+")
_GEN_DELIMS: Final = tuple(":/?#[]@")  # what the namespace of a prefix ends with
_KEYS: Final = ("@id", "@type", "@language", "@container")
_CONTAINERS: Final[tuple[set[object], ...]] = (
    set(),
    {LANGUAGE},
    {"@set"},
    {LIST},
    {LANGUAGE, "@set"},
)


@dataclass(frozen=True, slots=True)
class Term:
    """A name for a property or class, and the values that it stands before.

    `kind` tells which values: NODE, LIST, LANGUAGE (a map by language), a datatype's IRI, a
    `language_kind`, or ANY. `coercion` tells which of them need not be written out: NODE
    or VOCAB, a datatype's IRI, a `language_kind`, or plain texts where it is empty.
    `is_set` asks for an array, always. `shown` is the definition as it was read, `expanded` the
    same without prefixes.
    """

    name: str
    iri: str
    kind: str
    coercion: str
    is_set: bool
    shown: object
    expanded: object


def is_namespace(entry: object) -> bool:
    """Tell whether a definition makes its name a prefix
    (https://www.w3.org/TR/json-ld11/#compact-iris).
    """
    return isinstance(entry, str) and entry.endswith(_GEN_DELIMS)


def language_kind(tag: str) -> str:
    """Give the kind of a term that stands before texts in one language."""
    return f"{LANGUAGE}:{tag.lower()}"


def check_name(name: str) -> None:
    """Check that a name can stand for a term or prefix.

    Raises:
        ConfigError: it is a keyword, or looks like an IRI or a prefixed name.
    """
    if name.startswith("@"):
        raise ConfigError(f"{name} is not supported; leave it out")
    if not _NAME.fullmatch(name):
        raise ConfigError(f"{name!r} is no name for a term: use letters, digits, '_', '.' and '-'")


def check_namespace(name: str, namespaces: Mapping[str, str]) -> None:
    """Check that the namespace of a prefix is written in full.

    Raises:
        ConfigError: it is no absolute IRI, or is written with a prefix; its prefix is named.
    """
    if _expand(name, namespaces[name], namespaces) != namespaces[name]:
        raise ConfigError(f"{name}: write out the namespace {namespaces[name]!r}")


def read_term(name: str, entry: object, namespaces: Mapping[str, str]) -> Term:
    """Read the definition of a term.

    Raises:
        ConfigError: the definition uses what is not supported, or is wrong; the term is named.
    """
    if isinstance(entry, str):
        iri = _expand(name, entry, namespaces)
        return Term(name, iri, ANY, "", is_set=False, shown=entry, expanded=iri)
    if not isinstance(entry, dict):
        raise ConfigError(f"{name}: its definition must be an IRI or an object")
    return _read_object(name, entry, namespaces)


def _read_object(name: str, entry: dict[str, object], namespaces: Mapping[str, str]) -> Term:
    unknown = ", ".join(sorted(entry.keys() - set(_KEYS)))
    if unknown:
        raise ConfigError(f"{name}: {unknown} is not supported; leave it out")
    container = _container(name, entry.get("@container", []))
    iri = _expand(name, entry.get("@id"), namespaces)
    coercion = _coercion(name, entry, namespaces)
    if LANGUAGE in container and coercion:
        raise ConfigError(f"{name}: a map by language cannot have @type or @language as well")
    expanded = entry | {"@id": iri} | ({"@type": coercion} if "@type" in entry else {})
    kind = NODE if coercion == VOCAB else coercion or ANY
    for special in container & {LANGUAGE, LIST}:
        kind = str(special)
    return Term(name, iri, kind, coercion, "@set" in container, entry, expanded)


def _container(name: str, value: object) -> set[object]:
    items = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str) for item in items) or set(items) not in _CONTAINERS:
        raise ConfigError(f"{name}: this @container is not supported: {value}")
    return set(items)


def _coercion(name: str, entry: dict[str, object], namespaces: Mapping[str, str]) -> str:
    kind, language = entry.get("@type"), entry.get("@language")
    if "@type" in entry and "@language" in entry:
        raise ConfigError(f"{name}: has both @type and @language; keep one")
    if isinstance(language, str):
        return language_kind(language)
    if language is not None:
        raise ConfigError(f"{name}: its @language must be a language tag or null")
    if kind in (NODE, VOCAB):
        return str(kind)
    return _expand(name, kind, namespaces) if "@type" in entry else ""


def _expand(name: str, value: object, namespaces: Mapping[str, str]) -> str:
    if not isinstance(value, str) or not _IRI.fullmatch(value):
        raise ConfigError(f"{name}: needs an absolute or prefixed IRI, not {value!r}")
    prefix, _, rest = value.partition(":")
    return namespaces[prefix] + rest if prefix in namespaces and rest[:2] != "//" else value
