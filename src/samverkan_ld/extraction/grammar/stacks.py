"""Stacks: a name, a title, an organisation, each on a line of its own.

SKR's pages, contact pages and programmes say who is who by what stands below or above a name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from samverkan_ld.extraction.grammar.entries import (
    is_address,
    is_label,
    is_role_line,
    name_part,
    own_signs,
)
from samverkan_ld.extraction.grammar.portraits import is_portrait, portrayed
from samverkan_ld.extraction.grammar.sentence import Sentence

_BEGINS: Final = re.compile(r"[NM]P?(?:,|\(|\.)")
_BODY: Final = re.compile(r"b*O(?:[,/]O)?")
_DEEP: Final = 4
"""Lines of a stack below the name, at most."""


@dataclass(frozen=True, slots=True)
class Stacked:
    """What a stack says: the line and part of a name, and those of a role or organisation."""

    who: tuple[int, int]
    what: tuple[int, int]


def find_stacked(lines: Sequence[Sentence]) -> Iterator[Stacked]:
    """Find the titles and organisations that stand on lines of their own beside a name.

    Below the name, else above it, if the line above belongs to no other name.
    """
    used: set[tuple[int, int]] = set()
    for number in range(len(lines)):
        who = _name_of_stack(lines, number)
        if who is None:
            continue
        found = list(_below(lines, number))
        has_entry = any(_is_entry(lines[below]) for below, _ in found)
        if not has_entry or (_is_below_title(lines, number) and not _has_role(lines, found)):
            found = [*_above(lines, number), *found]
        for where in found:
            if where not in used:
                used.add(where)
                yield Stacked((number, who), where)


def _is_entry(line: Sentence) -> bool:
    """Tell whether a line is a title or a body, and not a portrait of somebody with a title."""
    return is_role_line(line) or _BODY.fullmatch(line.signs) is not None


def _has_role(lines: Sequence[Sentence], found: Sequence[tuple[int, int]]) -> bool:
    """Tell whether one of some places is a role that a line consists of: no portrait's."""
    return any(
        lines[number].signs[at] == "R" and is_role_line(lines[number]) for number, at in found
    )


def _name_of_stack(lines: Sequence[Sentence], number: int) -> int | None:
    """Give the part of the name in a line that is one, or that begins with one below a title.

    “Anna Ek, 44 år. Kommer från …” is such a line.
    """
    line = lines[number]
    who = name_part(line)
    if who is None and _is_below_title(lines, number) and _BEGINS.match(line.signs):
        return 0
    return who


def _is_below_title(lines: Sequence[Sentence], number: int) -> bool:
    """Tell whether a line stands right below a title that begins a block."""
    if lines[number].is_apart or not _has_role_above(lines, number):
        return False
    return number == 1 or lines[number - 1].is_apart


def _has_role_above(lines: Sequence[Sentence], number: int) -> bool:
    return number > 0 and is_role_line(lines[number - 1])


def _above(lines: Sequence[Sentence], number: int) -> Iterator[tuple[int, int]]:
    """Give the parts with roles in the line right above a name."""
    return _roles(lines, number - 1) if _has_role_above(lines, number) else iter(())


def _below(lines: Sequence[Sentence], number: int) -> Iterator[tuple[int, int]]:
    """Give the parts with roles and organisations in the lines right below a name."""
    has_role = False
    for below in _rest_of_stack(lines, number):
        line, is_next_title = lines[below], _is_above_name(lines, below)
        if is_address(line) or is_label(line):
            continue
        if is_role_line(line) and not has_role:
            if is_next_title and _has_role_above(lines, number):
                return
            has_role = True
            yield from _roles(lines, below)
        elif _BODY.fullmatch(line.signs) and not is_next_title:
            yield below, line.signs.index("O")
        elif has_role and _is_unlisted_body(lines, below):
            yield below, 0
        elif is_portrait(line):
            yield from ((below, at) for at in portrayed(line))
        else:
            return


def _is_unlisted_body(lines: Sequence[Sentence], number: int) -> bool:
    """Tell whether a line below a title and above an address is a body that no list has."""
    line = lines[number]
    is_name = line.signs == "K" and not line.is_town(0) and not line.is_apart
    return is_name and number + 1 < len(lines) and is_address(lines[number + 1])


def _rest_of_stack(lines: Sequence[Sentence], number: int) -> Iterator[int]:
    """Give the lines below a name up to the next name, statement or block."""
    is_block = _is_below_title(lines, number)
    for below in range(number + 1, min(number + 1 + _DEEP, len(lines))):
        line = lines[below]
        begins_another = line.is_apart and (is_block or _is_above_name(lines, below))
        names_another = name_part(line) is not None or any(s in "NMv" for s in own_signs(line))
        if begins_another or names_another:
            return
        yield below


def _is_above_name(lines: Sequence[Sentence], number: int) -> bool:
    """Tell whether the next line is a name in the same block."""
    after = lines[number + 1] if number + 1 < len(lines) else None
    return after is not None and not after.is_apart and name_part(after) is not None


def _roles(lines: Sequence[Sentence], number: int) -> Iterator[tuple[int, int]]:
    return ((number, at) for at, sign in enumerate(lines[number].signs) if sign == "R")
