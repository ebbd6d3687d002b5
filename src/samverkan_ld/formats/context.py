"""JSON-LD contexts, compiled for writing (https://www.w3.org/TR/json-ld11/#the-context)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from samverkan_ld.errors import ConfigError
from samverkan_ld.formats.definitions import (
    ANY,
    Term,
    check_name,
    check_namespace,
    is_namespace,
    read_term,
)
from samverkan_ld.formats.prefixes import Prefixes, compile_prefixes
from samverkan_ld.iris import Iris

_VERSION: Final = ("@version", 1.1)


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """A context, ready for writing; made by `read_context`.

    `namespaces` are found by prefix, `terms` by property and then by kind, `classes` are the names
    of classes by IRI, `definitions` what stands in the context of a document, by term.
    """

    namespaces: Mapping[str, str]
    prefixes: Prefixes
    terms: Mapping[str, Mapping[str, Term]]
    classes: Mapping[str, str]
    definitions: Mapping[str, object]

    def only(self, names: Iterable[str]) -> dict[str, object]:
        """Make the context of a document in which these terms and prefixes are used."""
        return dict(_only(self, frozenset(names)))

    def without_prefixes(self) -> "Context":
        """Make a context of the same terms, for IRIs that look like prefixed names."""
        terms = [term for kinds in self.terms.values() for term in kinds.values()]
        expanded = {term.name: term.expanded for term in terms}
        return replace(self, namespaces={}, prefixes=compile_prefixes({}), definitions=expanded)


@lru_cache(maxsize=512)  # documents about things of one kind mostly use the same terms
def _only(context: Context, names: frozenset[str]) -> dict[str, object]:
    terms = {name: context.definitions[name] for name in sorted(names & context.definitions.keys())}
    needed = names.union(*(_prefixes(definition) for definition in terms.values()))
    prefixes = sorted(needed & context.namespaces.keys())
    return {prefix: context.namespaces[prefix] for prefix in prefixes} | terms


def read_context(path: Path, iris: Iris) -> Context:
    """Read a context document and compile it, its IRIs moved to the site's addresses.

    A site without the file writes JSON-LD with the site's prefixes alone.

    Raises:
        ConfigError: the file cannot be read, or terms use what is not supported; all are named.
    """
    try:
        document = json.loads(path.read_bytes())
    except FileNotFoundError:
        return _compile(path, iris.prefixes())
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read as JSON: {error}") from error
    entries = document.get("@context") if isinstance(document, dict) else None
    if not isinstance(entries, dict):
        raise ConfigError(f'{path}: holds no terms: write them in {{"@context": {{…}}}}')
    return _compile(path, {name: _rebase(entry, iris) for name, entry in entries.items()})


def _rebase(value: object, iris: Iris) -> object:
    if isinstance(value, dict):
        return {key: _rebase(item, iris) for key, item in value.items()}
    return iris.rebase(value) if isinstance(value, str) else value


def _compile(path: Path, entries: Mapping[str, object]) -> Context:
    namespaces = {name: str(entry) for name, entry in entries.items() if is_namespace(entry)}
    terms: list[Term] = []
    faults: list[str] = []
    for name, entry in entries.items():
        try:
            terms += _read_entry(name, entry, namespaces)
        except ConfigError as error:
            faults.append(f"{path}: {error}")
    if faults:
        raise ConfigError("\n".join(faults))
    return Context(
        namespaces,
        compile_prefixes(namespaces),
        _by_property(terms),
        {term.iri: term.name for term in reversed(terms) if term.kind == ANY},
        {term.name: term.shown for term in terms},
    )


def _read_entry(name: str, entry: object, namespaces: Mapping[str, str]) -> list[Term]:
    if (name, entry) == _VERSION:
        return []
    check_name(name)
    if name not in namespaces:
        return [read_term(name, entry, namespaces)]
    check_namespace(name, namespaces)
    return []


def _by_property(terms: Iterable[Term]) -> dict[str, dict[str, Term]]:
    """Sort terms by property and kind; where two would do, the first stands."""
    kinds: dict[str, dict[str, Term]] = {}
    for term in terms:
        kinds.setdefault(term.iri, {}).setdefault(term.kind, term)
    return kinds


def _prefixes(definition: object) -> Iterable[str]:
    texts = definition.values() if isinstance(definition, dict) else [definition]
    return [text.partition(":")[0] for text in texts if isinstance(text, str)]
