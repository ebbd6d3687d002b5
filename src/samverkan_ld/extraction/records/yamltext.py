"""YAML text for people, written so that every value comes back as it was (https://yaml.org/spec/1.2.2/).

Values are texts, whole numbers, compact IRIs, lists of these, mappings, and several mappings; what
stands on one line may have a comment at its end.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias


class Name(str):
    """A compact IRI or term, which needs no quotes anywhere: `kommun:2417`."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with a comment on its line."""

    value: "str | int | list[Name]"
    comment: str


Yaml: TypeAlias = "str | int | list[Name] | Noted | Mapping[str, Yaml] | tuple[Node, ...]"
Node: TypeAlias = Mapping[str, Yaml]

_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w ,.()”’–/&+-]*[\w.)”’])?")
"""Texts that are read as they stand by every version of YAML, unless they are one of its words."""

_WORDS: Final = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_ROW: Final = 3
"""Items of a list that stand on one line; longer lists have a line for each."""


def scalar(text: str) -> str:
    r"""Write a text: as it is where that is safe, else in double quotes.

    >>> print(scalar("IT-direktör"), scalar("no"), scalar("2017"), scalar('A: "B"\n'))
    IT-direktör "no" "2017" "A: \"B\"\n"
    """
    if _PLAIN.fullmatch(text) and text.isprintable() and text.lower() not in _WORDS:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def remark(text: str) -> str:
    """Write a text as the words of a comment: on one line, without what cannot be printed."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def block(mapping: Node, indent: str = "") -> Iterator[str]:
    """Write a mapping, a line for each value."""
    for key, value in mapping.items():
        if isinstance(value, Mapping):
            yield f"{indent}{scalar(key)}:"
            yield from block(value, f"{indent}  ")
        elif isinstance(value, tuple):
            yield f"{indent}{scalar(key)}:"
            for node in value:
                yield from item(node, f"{indent}  ")
        else:
            yield from _entry(f"{indent}{scalar(key)}:", value, indent)


def item(node: Node, indent: str = "  ") -> Iterator[str]:
    """Write a mapping as the item of a list."""
    first, *rest = block(node, f"{indent}  ")
    yield f"{indent}- {first.lstrip()}"
    yield from rest


def commented(lines: Iterable[str], indent: str = "  ") -> Iterator[str]:
    """Make comments of lines, so that taking away `# ` makes them count."""
    return (f"{indent}# {line.removeprefix(indent)}" for line in lines)


def _entry(start: str, value: "str | int | list[Name] | Noted", indent: str) -> Iterator[str]:
    noted = value if isinstance(value, Noted) else Noted(value, "")
    value, comment = noted.value, f"  # {remark(noted.comment)}" if noted.comment else ""
    if isinstance(value, list) and len(value) > _ROW:
        yield start + comment
        yield from (f"{indent}  - {name}" for name in value)
    else:
        yield f"{start} {_inline(value)}{comment}"


def _inline(value: str | int | list[Name]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(value)}]"
    return str(value) if isinstance(value, Name | int) else scalar(value)


def _escaped(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if sign.isprintable():
        return sign
    return f"\\U{ord(sign):08x}" if ord(sign) > 0xFFFF else f"\\u{ord(sign):04x}"
