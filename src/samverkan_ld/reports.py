"""The outcome of a validation, as values.

Terms as in SHACL, section 3.6 (https://www.w3.org/TR/shacl/#validation-report).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Triple


class Severity(StrEnum):
    """How much a result matters: only a violation stops a publication."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result.

    `focus` and `value` are terms as N-Triples, `path` a SPARQL property path or "", `messages`
    maps a language ("sv", "en", or "" for none) to a text, `shape` (or the query in it) and
    `component` are IRIs.
    `source` names the file of the focus node and `line` its line there, when known.
    """

    severity: Severity
    focus: str
    path: str
    value: str
    shape: str
    component: str
    messages: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    line: int | None = None

    def message(self, language: str) -> str:
        """Choose the message in a language, else in any."""
        for tag in (language, "", "en", "sv"):
            if tag in self.messages:
                return self.messages[tag]
        return next(iter(self.messages.values()), "")


@dataclass(frozen=True, slots=True)
class Report:
    """A validation report: its results, and the same as RDF."""

    results: tuple[Result, ...] = ()
    triples: "tuple[Triple, ...]" = ()

    def count(self, severity: Severity) -> int:
        """Count the results of a severity."""
        return sum(result.severity is severity for result in self.results)

    @property
    def conforms(self) -> bool:
        """Tell whether nothing stops a publication."""
        return self.count(Severity.VIOLATION) == 0
