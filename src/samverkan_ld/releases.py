"""A release as a value: its manifest, its name, and the digest of a dataset."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from samverkan_ld.errors import DamagedError, NewerError, ReleaseError
from samverkan_ld.iris import Iris

FORMAT: Final = 3
"""The format of release folders that this version writes and reads."""

RELEASE_ID: Final = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class GraphEntry:
    """A graph of a release: the digest of its canonical N-Quads, its size and where it is from.

    `source` is the file's name, `modified` the time of the release in which it last changed. A
    store gives it back as it was written unless it has blank nodes or `is_rewritten`.
    """

    digest: str
    quads: int
    source: str
    modified: str
    has_blank_nodes: bool = False
    is_rewritten: bool = False

    @property
    def is_plain(self) -> bool:
        """Tell whether a store gives the graph back as it was written."""
        return not (self.has_blank_nodes or self.is_rewritten)


@dataclass(frozen=True, slots=True)
class Redaction:
    """What erasure did to a release: when, and the digest that the release had before."""

    moment: str
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release is: `manifest.json` of its folder.

    `digest` covers the source graphs only, so nothing from the clock stands in it; `shapes`,
    `contexts`, `queries` and `identifiers` are digests of what else the release was made with.
    `counts` are things per class, `properties` uses of each, `report` results per severity.
    `generation` counts the publications since the store was built from the objects. `redacted`
    tells of erasures, the first one first. `withheld` tells of which persons only the role was
    published, as Withholding writes it. `former` are the addresses that the site had before, as
    in Iris.
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
    identifiers: str = ""
    generation: int = 0
    redacted: Sequence[Redaction] = ()
    former: tuple[str, ...] = ()
    withheld: str = ""
    format: int = FORMAT

    def to_json(self) -> str:
        """Write the manifest as JSON text, with a line for each graph."""
        graphs = ",\n  ".join(
            f"{_dump(iri)}: {_dump(_entry(entry))}" for iri, entry in sorted(self.graphs.items())
        )
        text = json.dumps(
            asdict(replace(self, graphs={})), ensure_ascii=False, indent=1, sort_keys=True
        )
        return text.replace('"graphs": {}', f'"graphs": {{\n  {graphs}\n }}', 1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Read a manifest.

        Raises:
            DamagedError: the text is no manifest.
            NewerError: it is of a format of a newer version.
            ReleaseError: it is of another format that this version does not read.
        """
        try:
            data = json.loads(text)
            if data.get("format") != FORMAT:
                raise _format_error(data.get("format"))
            graphs = {iri: GraphEntry(**entry) for iri, entry in data.pop("graphs").items()}
            redacted = tuple(Redaction(**item) for item in data.pop("redacted"))
            former = tuple(data.pop("former"))
            return cls(graphs=graphs, redacted=redacted, former=former, **data)
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            raise DamagedError(f"is damaged ({error}); choose another release") from error

    @property
    def modified(self) -> str:
        """When the release last changed what it says (xsd:dateTime): made, or erased from."""
        return self.redacted[-1].moment if self.redacted else self.created

    @property
    def digests(self) -> list[str]:
        """The digests of the graphs, in the order of their IRIs."""
        return [entry.digest for _, entry in sorted(self.graphs.items())]

    @property
    def iris(self) -> Iris:
        """The addresses that the release was made with."""
        return Iris(self.base, self.terms, self.register, self.former)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _entry(entry: GraphEntry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in GraphEntry.__slots__}


def _format_error(found: object) -> ReleaseError:
    if isinstance(found, int) and found > FORMAT:
        return NewerError(
            f"the release has format {found}, made by a newer samverkan-ld, and this one reads "
            f"{FORMAT}: update this one"
        )
    return ReleaseError(
        f"the release has format {found!r}, made by an older samverkan-ld; publish again"
    )


def dataset_digest(graphs: Mapping[str, str]) -> str:
    """Compute the digest of a dataset: SHA-256 of its sorted (graph, digest) lines.

    `graphs` maps a graph IRI to the digest of its canonical N-Quads, both as text.
    """
    lines = "".join(f"{iri} {digest}\n" for iri, digest in sorted(graphs.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def release_id(moment: datetime, digest: str) -> str:
    """Name a release by its time in UTC and the start of its digest."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}-{digest[:8]}"


def compact(moment: str) -> str:
    """Write a time (xsd:dateTime in UTC, to the second) as it stands in addresses."""
    return moment.replace("-", "").replace(":", "")


def timestamp(moment: datetime) -> str:
    """Write a time as xsd:dateTime in UTC, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
