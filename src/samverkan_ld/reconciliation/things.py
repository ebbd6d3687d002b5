"""The things of a release as the service tells of them: their ids, kinds, names and values."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from samverkan_ld.archive.endings import EndingKind, find_ending
from samverkan_ld.life.succession import final_successors
from samverkan_ld.reconciliation.types import KINDS
from samverkan_ld.store.labels import Labels
from samverkan_ld.store.release import OpenRelease

_KEY: Final = re.compile(r"[A-Za-z0-9._~-]+")


@dataclass(frozen=True, slots=True)
class Things:
    """The things of a release, told of in one language.

    `hidden` are the IRIs of persons whom the site leaves out: to the service they are not there.
    """

    release: OpenRelease
    labels: Labels
    hidden: frozenset[str]
    language: str
    space: str = field(init=False)

    def __post_init__(self) -> None:
        """Keep what the IRIs of things begin with: the rest is their id."""
        object.__setattr__(self, "space", f"{self.release.iris.base}id/")

    def id(self, iri: str) -> str:
        """Give the id of a thing."""
        return iri.removeprefix(self.space)

    def kind(self, iri: str) -> str:
        """Give the kind of a thing; nothing for what cannot be reconciled."""
        kind, _, key = self.id(iri).partition("/")
        is_thing = iri.startswith(self.space) and kind in KINDS and _KEY.fullmatch(key)
        return kind if is_thing else ""

    def called(self, text: str) -> tuple[tuple[str, ...], bool]:
        """Find what an id or IRI stands for by now, and whether that is the same thing still.

        What replaced a thing is the same; what a thing was merged into or split up in is not.
        """
        iri = self._iri(text)
        ending = find_ending(self.release.ledger, iri) if self.kind(iri) else None
        if ending is None:
            return (iri,) if self.exists(iri) else (), True
        successors = final_successors(self.release.ledger, iri)
        return tuple(filter(self.exists, successors)), ending.kind is EndingKind.REPLACED

    def _iri(self, text: str) -> str:
        asked = unquote(text.strip())
        return self.release.iris.rebase(asked if "://" in asked else self.space + asked)

    def exists(self, iri: str) -> bool:
        """Tell whether the release describes a thing that may be told of."""
        return bool(self.kind(iri)) and iri not in self.hidden and bool(self._labels(iri))

    def name(self, iri: str) -> str:
        """Name a thing or a concept: in the language, else without language, else in any."""
        texts = sorted(self._labels(iri), key=self._rank)
        return texts[0].value if texts else ""

    def values(self, iri: str, predicate: NamedNode) -> Iterator[NamedNode | Literal]:
        """Give the values of a property of a thing, each once."""
        quads = self.release.store.quads_for_pattern(NamedNode(iri), predicate, None, None)
        found = dict.fromkeys(quad.object for quad in quads)
        return (value for value in found if isinstance(value, NamedNode | Literal))

    def _labels(self, iri: str) -> Iterable[Literal]:
        quads = self.labels.of(NamedNode(iri)) if iri else ()
        return [quad.object for quad in quads if isinstance(quad.object, Literal)]

    def _rank(self, text: Literal) -> tuple[int, str]:
        language = text.language or ""
        return (0 if language == self.language else 1 if not language else 2, text.value)
