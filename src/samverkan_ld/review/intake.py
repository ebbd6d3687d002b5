"""What a review begins with: a page, in which a draft is found, or a draft."""

from datetime import date
from pathlib import Path
from typing import Final

from samverkan_ld.drafts import Draft
from samverkan_ld.errors import SourceError
from samverkan_ld.extraction.interchange import DRAFT_SUFFIX, read
from samverkan_ld.parsing.jsontext import parse_json
from samverkan_ld.parsing.text import decode, read_within
from samverkan_ld.review.shelf import RECORDS

MAX_BYTES: Final = 64 * 1024 * 1024
"""The largest draft; of a page less is read."""


def open_draft(data: bytes, name: str) -> Draft:
    """Make a draft of the bytes of a file: of one (JSON), or of a page (HTML or text).

    Raises:
        SourceError: the bytes are neither.
    """
    if name.lower().endswith(".json"):
        return read(parse_json(decode(data, name), name=name), name)
    from samverkan_ld.extraction.article import extract
    from samverkan_ld.extraction.pages.page import read_page

    return extract(read_page(data, name))


def open_file(path: Path) -> tuple[Draft, date]:
    """Make a draft of a file, of a record the draft that lies beside it; give its day too.

    Raises:
        SourceError: there is no such file, or it is neither draft nor page.
    """
    if path.suffix.lower() in RECORDS:
        path = _beside(path)
    real = path.resolve()
    data = read_within(real.parent, real, name=str(path), max_bytes=MAX_BYTES)
    is_draft = path.suffix.lower() == ".json"
    return open_draft(data, path.name), _day_written(path) if is_draft else date.today()


def _day_written(draft: Path) -> date:
    """Tell when a draft was extracted: no clock is ahead of the day of its review."""
    return min(date.fromtimestamp(draft.stat().st_mtime), date.today())


def _beside(record: Path) -> Path:
    found = record.with_name(record.stem + DRAFT_SUFFIX)
    if not found.is_file():
        raise SourceError(
            str(record),
            f"is a record, and there is no draft of it beside it, {found}: give the draft where it "
            f"lies, a file *{DRAFT_SUFFIX} that extract wrote, or the page that the record was "
            "made of",
        )
    return found
