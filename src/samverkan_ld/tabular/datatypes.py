"""The datatypes of table cells: what a text must look like to become a literal.

Of CSVW's built-in datatypes (https://www.w3.org/TR/tabular-data-model/#datatypes) those that
survive a store unchanged, and own datatypes built on `string`.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from pyoxigraph import Literal, NamedNode

from samverkan_ld.namespaces import XSD

PATTERNS: Final = {
    "string": re.compile(r".*", re.DOTALL),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "gYear": re.compile(r"[0-9]{4}"),
    "gYearMonth": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])"),
    "integer": re.compile(r"0|-?[1-9][0-9]*"),
    "anyURI": re.compile(r"[^\s<>\"{}|\\^`]+"),
    "boolean": re.compile(r"true|false|1|0"),
}
"""The built-in datatypes, each with the form of its values."""

_TRUTH: Final = {"1": "true", "0": "false"}


@dataclass(frozen=True, slots=True)
class Datatype:
    """A datatype: its IRI, the built-in one it is based on, and the form of its values."""

    iri: NamedNode
    base: str
    pattern: re.Pattern[str]

    @property
    def is_text(self) -> bool:
        """Tell whether white space in the text is meant."""
        return self.base == "string"

    def literal(self, text: str, language: str | None) -> Literal | None:
        """Make the literal of a text; None when the text is no value of the datatype."""
        if not self.pattern.fullmatch(text) or (self.base == "date" and not _is_date(text)):
            return None
        if self.iri.value == XSD + "string":
            return Literal(text, language=language)
        return Literal(
            _TRUTH.get(text, text) if self.base == "boolean" else text, datatype=self.iri
        )


def built_in(base: str) -> Datatype:
    """Give the built-in datatype of a name in PATTERNS."""
    return Datatype(NamedNode(XSD + base), base, PATTERNS[base])


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
