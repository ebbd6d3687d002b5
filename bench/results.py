"""What was measured: rows, as a table for people, as JSON, and as part of a document."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

_HEADER: Final = ("row", "value", "target", "met")


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: what, the value, and the target with whether it is met, if there is one.

    `figures` are the numbers behind the value.
    """

    name: str
    value: str
    target: str = ""
    met: bool | None = None
    figures: Mapping[str, float] = field(default_factory=dict)

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The row as text."""
        met = {True: "yes", False: "NO", None: ""}[self.met]
        return self.name, self.value, self.target, met


@dataclass(frozen=True, slots=True)
class Results:
    """The rows of a run by group, and the machine they were measured on."""

    machine: Mapping[str, str]
    groups: Mapping[str, Sequence[Row]]

    def to_json(self) -> str:
        """Write everything as JSON text."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def table(rows: Iterable[Row]) -> str:
    """Write rows as aligned text."""
    lines = [_HEADER, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADER))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def refresh(document: Path, results: Results) -> None:
    """Replace the measured parts of a Markdown document, each between its group's two markers.

    Raises:
        ValueError: the document lacks the markers of a group.
    """
    text = document.read_text(encoding="utf-8")
    for group, rows in results.groups.items():
        start, end = f"<!-- bench: {group} -->", f"<!-- end: {group} -->"
        head, _, rest = text.partition(start)
        _, found, tail = rest.partition(end)
        if not found:
            raise ValueError(f"{document}: lacks the lines {start} and {end}")
        text = f"{head}{start}\n\n{_markdown(rows, results.machine)}\n\n{end}{tail}"
    document.write_text(text, encoding="utf-8")


def _markdown(rows: Iterable[Row], machine: Mapping[str, str]) -> str:
    lines = [_HEADER, ("---",) * len(_HEADER), *(row.cells for row in rows)]
    written = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    facts = "; ".join(f"{name}: {value}" for name, value in machine.items())
    return f"{written}\n\nMeasured on {facts}."
