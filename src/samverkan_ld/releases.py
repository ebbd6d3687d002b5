"""A release as a value: its manifest, its name, and the digest of a dataset."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Final

from samverkan_ld.errors import DamagedError, ReleaseError
from samverkan_ld.iris import Iris

FORMAT: Final = 1
"""The format of release folders that this version writes and reads."""

RELEASE_ID: Final = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class GraphEntry:
    """A graph of a release: the digest of its canonical N-Quads, its size and where it is from.

    `source` is the file's name, `modified` the time of the release in which it last changed.
    """

    digest: str
    quads: int
    source: str
    modified: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release is: `manifest.json` of its folder.

    `digest` covers the source graphs only, so nothing from the clock stands in it; `shapes`,
    `contexts` and `queries` are digests of what else the release was made with. `counts` are things
    per class, `properties` uses of each, `report` results per severity.
    """

    id: str
    created: str
    previous: str | None
    base: str
    terms: str
    register: str
    digest: str
    shapes: str
    contexts: str
    tool: str
    graphs: Mapping[str, GraphEntry]
    counts: Mapping[str, int] = field(default_factory=dict)
    report: Mapping[str, int] = field(default_factory=dict)
    queries: str = ""
    properties: Mapping[str, int] = field(default_factory=dict)
    format: int = FORMAT

    def to_json(self) -> str:
        """Write the manifest as JSON text."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Read a manifest.

        Raises:
            DamagedError: the text is no manifest.
            ReleaseError: it is of a format that this version does not know.
        """
        try:
            data = json.loads(text)
            if data.get("format") != FORMAT:
                raise ReleaseError(_format_fault(data.get("format")))
            graphs = {iri: GraphEntry(**entry) for iri, entry in data.pop("graphs").items()}
            return cls(graphs=graphs, **data)
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            raise DamagedError(f"is damaged ({error}); choose another release") from error

    @property
    def iris(self) -> Iris:
        """The addresses that the release was made with."""
        return Iris(self.base, self.terms, self.register)


def _format_fault(found: object) -> str:
    if isinstance(found, int) and found > FORMAT:
        return (
            f"the release has format {found}, made by a newer samverkan-ld; this one reads {FORMAT}"
        )
    return f"the release has format {found!r}, which this samverkan-ld cannot read; publish again"


def dataset_digest(graphs: Mapping[str, str]) -> str:
    """Compute the digest of a dataset: SHA-256 of its sorted (graph, digest) lines.

    `graphs` maps a graph IRI to the digest of its canonical N-Quads, both as text.
    """
    lines = "".join(f"{iri} {digest}\n" for iri, digest in sorted(graphs.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def release_id(moment: datetime, digest: str) -> str:
    """Name a release by its time in UTC and the start of its digest."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}-{digest[:8]}"


def timestamp(moment: datetime) -> str:
    """Write a time as xsd:dateTime in UTC, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
