"""A page as extraction reads it: its text line by line, and what its markup says of it."""

from dataclasses import dataclass, replace
from typing import Final

from samverkan_ld.drafts import Value
from samverkan_ld.errors import SourceError
from samverkan_ld.extraction.pages.decoding import decode, is_mail, is_markup

MAX_BYTES: Final = 5 * 1024 * 1024
_MAIL_DATE: Final = "mail header Date"
"""The origin of the day on which a mail was sent."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    `name` is the file as shown to people. `text` is its main text with a line for each heading,
    paragraph, list item and table row. `title`, `published` and `language` are what the markup
    gives: the headline as it stands in the text, the day of publication and two letters. `sent` is
    the day on which a mail was sent, which counts where nothing else tells of publication.
    """

    name: str
    text: str
    title: str | None = None
    published: Value | None = None
    language: str | None = None
    sent: Value | None = None


def read_page(data: bytes, name: str) -> Page:
    """Read a page that was saved as HTML, as a mail or as text; the content tells which.

    Text stays as it is, but for line ends, which become LF, and a mail's subject, which is put
    before its text as the headline if it has none of its own. Nothing is fetched.

    Raises:
        SourceError: the page is larger than 5 MB, no text but a file of another kind, empty, or
            nested without end.
    """
    if len(data) > MAX_BYTES:
        size = f"has {len(data)} bytes, and a page may have {MAX_BYTES}"
        raise SourceError(name, f"{size}: copy the article's text into a file")
    page = _read_mail(data, name) if is_mail(data) else _read(decode(data, name), name)
    if not any(char.isalnum() for char in page.text):
        raise SourceError(
            name,
            "has no text: a page that is built in the browser is saved from there "
            "as “Web page, complete”, or its text copied",
        )
    return page


def _read(text: str, name: str) -> Page:
    return _read_markup(text, name) if is_markup(text) else Page(name, text)


def _read_mail(data: bytes, name: str) -> Page:
    # Text alone, the usual page, needs neither this nor the parser of HTML, slow to import both.
    from samverkan_ld.extraction.pages.mail import has_headline, join_lines, read_mail

    part = read_mail(data, name)
    text = decode(part.data, name, part.charset)
    if part.is_markup:
        page = _read_markup(text, name)
        has_title = page.title is not None
    else:
        page = Page(name, text if part.flow is None else join_lines(text, part.flow))
        has_title = has_headline(page.text)
    if part.sent:
        page = replace(page, sent=Value(part.sent.isoformat(), origin=_MAIL_DATE))
    return page if has_title or not part.subject else _headed(page, part.subject)


def _headed(page: Page, subject: str) -> Page:
    """Give a page of a mail its subject as headline, in a line before its text unless it has it."""
    if any(line.strip() == subject for line in page.text.split("\n")):
        return replace(page, title=subject)
    return replace(page, text=f"{subject}\n\n{page.text}", title=subject)


def _read_markup(text: str, name: str) -> Page:
    from samverkan_ld.extraction.pages.markup import read_markup

    found = read_markup(text, name)
    return Page(name, found.text, found.title, found.published, found.language)
