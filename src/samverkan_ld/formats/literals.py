"""Literals as Turtle writes them, with the lexical form kept to the letter.

See Turtle, section 2.5 (https://www.w3.org/TR/turtle/#literals).
"""

import re
from typing import Final

from samverkan_ld.namespaces import XSD

XSD_STRING: Final = XSD + "string"

# Readers may keep the value only: rdflib reads a bare 01 as 1. So bare numbers are canonical ones.
_BARE: Final = {
    XSD + "integer": re.compile(r"0|-?[1-9][0-9]{0,17}"),
    XSD + "decimal": re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,6}"),
    XSD + "double": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}
_SPECIAL: Final = re.compile(r'[\x00-\x1f"\\\x7f]')
_SPECIAL_IN_LONG: Final = re.compile(r'[\x00-\x09\x0b-\x1f\\\x7f]|"(?="|\Z)')
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def is_bare(value: str, datatype: str) -> bool:
    """Tell whether a literal may stand without quotes and is read back as the same."""
    form = _BARE.get(datatype)
    return form is not None and form.fullmatch(value) is not None


def quote(value: str) -> str:
    """Put a text in quotes: three of them if it has several lines."""
    if value.isprintable() and '"' not in value and "\\" not in value:
        return f'"{value}"'  # most texts, without the search below
    if "\n" in value:
        return f'"""{_SPECIAL_IN_LONG.sub(_escape, value)}"""'
    return f'"{_SPECIAL.sub(_escape, value)}"'


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}"
