"""CSV text as records that know their lines.

Follows RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180) with LF or CRLF as line ends.
"""

import csv
import io
from dataclasses import dataclass

from samverkan_ld.errors import SourceError


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of a record, and the line (from 1) where it begins."""

    line: int
    cells: list[str]


def read_records(text: str, name: str) -> list[Record]:
    """Read the records of a CSV text, the header first; `name` is its file in messages.

    Raises:
        SourceError: there is no record; a quote is not closed or stands wrong; a cell is larger
            than `csv.field_size_limit()`.
    """
    reader = csv.reader(io.StringIO(text, newline="\n"), strict=True)
    records: list[Record] = []
    line = 1
    try:
        for cells in reader:
            records.append(Record(line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        reason = f"is not well-formed CSV from here on: {error}; look for an unpaired quote"
        raise SourceError(name, reason, line=line) from error
    if not records:
        raise SourceError(name, "has no header: write the names of the columns in the first line")
    return records


def check_record(record: Record, count: int, name: str) -> None:
    """Check that a record is no blank line, no comment, and has `count` cells.

    Raises:
        SourceError: it is or has not.
    """
    if not record.cells:
        reason = "is a blank line: remove it"
    elif record.cells[0].startswith("#"):
        reason = "begins with #, as comments do in CSVW: remove it, or begin the cell otherwise"
    elif len(record.cells) != count:
        reason = f"has {len(record.cells)} cells, but there are {count} columns: check the commas"
    else:
        return
    raise SourceError(name, reason, line=record.line)
