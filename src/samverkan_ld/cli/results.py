"""How validation results are told: violations one by one, and lesser ones by what they say.

What stops a publication is told in full. A warning may hold for hundreds of rows of a register:
the first is told in full, of the others only where they are.
"""

import re
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from samverkan_ld.reports import Result, Severity

Text = Callable[..., str]
"""Gives a text by its name, with values filled in."""

_IRI: Final = re.compile(r"<([a-z]+:[^<>\s]*)>")
_LONGEST: Final = 300
_WIDTH: Final = 100


def tell_results(
    results: Iterable[Result], language: str, text: Text, prefixes: Mapping[str, str]
) -> Iterator[str]:
    """Tell results, each or each group of them as a paragraph.

    Args:
        results: the results, in the order in which they are told.
        language: that of the messages.
        text: gives the words around them in that language.
        prefixes: the namespaces by prefix; IRIs are told as records write them.
    """
    for first, *others in _groups(results, language):
        lines = [_told(first, language, text, prefixes)]
        if others:
            lines.append(f"  {text('elsewhere', count=len(others))}")
            lines += map(_wrapped, _places(others, prefixes))
        yield "\n".join(lines) + "\n"


def _groups(results: Iterable[Result], language: str) -> list[list[Result]]:
    """Put together what has the same words for the same property, but never violations."""
    groups = defaultdict[object, list[Result]](list)
    for number, result in enumerate(results):
        kind = (result.severity, result.shape, result.path, result.message(language))
        groups[number if result.severity is Severity.VIOLATION else kind].append(result)
    return [*groups.values()]


def _told(result: Result, language: str, text: Text, prefixes: Mapping[str, str]) -> str:
    place = result.source if result.line is None else f"{result.source}:{result.line}"
    lines = [f"{text(result.severity.value)}  {place}".rstrip()]
    lines.append(f"  {result.message(language)}")
    rows = (("focus", result.focus), ("path", result.path), ("value", result.value))
    lines += [f"  {text(name)}: {_short(value, prefixes)}" for name, value in rows if value]
    return "\n".join(lines)


def _places(results: Iterable[Result], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Name each file once, with the lines in it, or the focus nodes where no lines are known."""
    lines, nodes = defaultdict[str, set[int]](set), defaultdict[str, list[str]](list)
    for result in results:
        if result.line is None:
            nodes[result.source].append(_short(result.focus, prefixes))
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


def _short(text: str, prefixes: Mapping[str, str]) -> str:
    """Write a term or a path on one line, not too long, with prefixes in place of IRIs."""
    shown = re.sub(r"\s+", " ", _IRI.sub(lambda found: _compact(found, prefixes), text))
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _compact(found: re.Match[str], prefixes: Mapping[str, str]) -> str:
    name = compact(found[1], prefixes)
    return found[0] if name == found[1] else name


def compact(iri: str, prefixes: Mapping[str, str]) -> str:
    """Shorten an IRI by the prefix that takes most of it."""
    fitting = [(name, start) for name, start in prefixes.items() if iri.startswith(start)]
    if not fitting:
        return iri
    name, start = max(fitting, key=lambda pair: len(pair[1]))
    return f"{name}:{iri.removeprefix(start)}"
