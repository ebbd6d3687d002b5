"""How validation results are told: violations one by one, and lesser ones by what they say.

What stops a publication is told in full. A warning may hold for hundreds of rows of a register:
the first is told in full, of the others only where they are.
"""

import re
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from samverkan_ld.reports import Result, Severity

Text = Callable[..., str]
"""Gives a text by its name, with values filled in."""

_LONGEST: Final = 300
_WIDTH: Final = 100


def tell_results(results: Iterable[Result], language: str, text: Text) -> Iterator[str]:
    """Tell results, each or each group of them as a paragraph.

    Args:
        results: the results, in the order in which they are told.
        language: that of the messages.
        text: gives the words around them in that language.
    """
    for first, *others in _groups(results, language):
        lines = [_told(first, language, text)]
        if others:
            lines.append(f"  {text('elsewhere', count=len(others))}")
            lines += map(_wrapped, _places(others))
        yield "\n".join(lines) + "\n"


def _groups(results: Iterable[Result], language: str) -> list[list[Result]]:
    """Put together what has the same words for the same property, but never violations."""
    groups = defaultdict[object, list[Result]](list)
    for number, result in enumerate(results):
        kind = (result.severity, result.shape, result.path, result.message(language))
        groups[number if result.severity is Severity.VIOLATION else kind].append(result)
    return [*groups.values()]


def _told(result: Result, language: str, text: Text) -> str:
    place = result.source if result.line is None else f"{result.source}:{result.line}"
    lines = [f"{text(result.severity.value)}  {place}".rstrip()]
    lines.append(f"  {result.message(language)}")
    rows = (("focus", result.focus), ("path", result.path), ("value", result.value))
    lines += [f"  {text(name)}: {_short(value)}" for name, value in rows if value]
    return "\n".join(lines)


def _places(results: Iterable[Result]) -> Iterator[str]:
    """Name each file once, with the lines in it, or the focus nodes where no lines are known."""
    lines, nodes = defaultdict[str, set[int]](set), defaultdict[str, list[str]](list)
    for result in results:
        if result.line is None:
            nodes[result.source].append(result.focus)
        else:
            lines[result.source].add(result.line)
    for source, numbers in sorted(lines.items()):
        yield f"{source}:{', '.join(map(str, sorted(numbers)))}"
    for source, found in sorted(nodes.items()):
        yield f"{source} {', '.join(sorted(found))}".strip()


def _wrapped(line: str) -> str:
    return textwrap.fill(
        line,
        _WIDTH,
        initial_indent="    ",
        subsequent_indent="      ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _short(text: str) -> str:
    shown = re.sub(r"\s+", " ", text)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
