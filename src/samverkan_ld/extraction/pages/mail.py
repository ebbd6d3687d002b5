"""A mail that was saved as a file: the part of it that is its text.

Follows RFC 5322 and MIME (https://www.rfc-editor.org/rfc/rfc2045). A page that a browser saved
as a single file (MHTML, https://www.rfc-editor.org/rfc/rfc2557) is a mail too.
"""

import re
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate
from typing import Final

from samverkan_ld.errors import SourceError

_BROKEN: Final = re.compile(r"(?<!^--) \n(?![>\n])", re.MULTILINE)
_LONG: Final = re.compile(
    rb"^content-[a-z-]+:(?:[^\n]|\n[ \t]){2000}", re.IGNORECASE | re.MULTILINE
)
_HEADLINE: Final = re.compile(r"(?!hej\b)\S+(?:[ \u00a0]\S+){1,29}(?<![.,:;!])", re.IGNORECASE)
_FORWARDED: Final = re.compile(r"(?:(?:re|fwd?|sv|vb|vs) ?: *)+", re.IGNORECASE)
_MAX_SUBJECT: Final = 1000
_MAX_DATE: Final = 200
"""Characters of headers that are read."""
_MAX_NESTING: Final = 20
_MAX_PARTS: Final = 1000
"""Parts of a mail; a page saved as a single file has one for each picture."""


@dataclass(frozen=True, slots=True)
class MailText:
    """The text of a mail as bytes, the encoding stated for it, and whether it is HTML.

    `subject` is what the mail says it is about, "" if nothing or if it is a page that was saved;
    `sent` is the day on which it was sent, where the sender was, or None as for a subject.
    `flow` is what stands where a line goes on in the next one, or None where none does
    (https://www.rfc-editor.org/rfc/rfc3676).
    """

    data: bytes
    charset: str | None
    is_markup: bool
    subject: str
    sent: date | None
    flow: str | None


def read_mail(data: bytes, name: str) -> MailText:
    """Read the text of a mail: its plain text, else its HTML.

    Raises:
        SourceError: the mail has no text, or more parts or longer headers than any mail has.
    """
    try:
        _check_bounds(data, name)
        message = message_from_bytes(data.lstrip(b"\r\n"))
        parts = [part for part in message.walk() if _is_text(part)]
    except RecursionError as error:
        raise _tangled(name) from error
    for kind in ("text/plain", "text/html"):
        for part in parts:
            content = part.get_payload(decode=True) if part.get_content_type() == kind else b""
            if isinstance(content, bytes) and content.strip():
                is_markup = kind == "text/html"
                charset = part.get_content_charset()
                heads = (_subject(message), _sent(message))
                return MailText(content, charset, is_markup, *heads, _flow(part))
    raise SourceError(name, "is a mail without text: copy what it shows into a file")


def join_lines(text: str, flow: str) -> str:
    """Join the lines that a mail program has broken, but for the line above a signature."""
    return _BROKEN.sub(flow, text)


def has_headline(text: str) -> bool:
    """Tell whether a text begins with a headline: a line by itself, which is no sentence.

    >>> has_headline("Ny bro över Malån\\n\\nNu är den klar.")
    True
    >>> has_headline("Hej alla glada!\\n\\nNu är den klar."), has_headline("Nu är\\nbron klar")
    (False, False)
    """
    first = text.lstrip().partition("\n\n")[0].strip()
    return _HEADLINE.fullmatch(first) is not None


def _subject(message: Message) -> str:
    """Give the subject of a mail, without what answering and forwarding put before it."""
    given = _header(message, "subject")
    if len(given) > _MAX_SUBJECT or _is_saved_page(message):
        return ""
    try:
        subject = " ".join(str(make_header(decode_header(given))).split())
    except (MessageError, LookupError, ValueError):
        return ""
    subject = "".join(char for char in subject if char.isprintable())
    return _FORWARDED.sub("", subject, count=1) if _FORWARDED.match(subject) else subject


def _sent(message: Message) -> date | None:
    """Give the day of the header Date (https://www.rfc-editor.org/rfc/rfc5322#section-3.6.1)."""
    given = _header(message, "date")
    found = None if len(given) > _MAX_DATE or _is_saved_page(message) else parsedate(given)
    try:
        return date(*found[:3]) if found else None
    except ValueError:
        return None


def _is_saved_page(message: Message) -> bool:
    """Tell whether a browser saved a page as a mail: its headers tell of the saving."""
    return "<Saved by" in _header(message, "from")


def _header(message: Message, name: str) -> str:
    """Give a header as it was written, in UTF-8 (https://www.rfc-editor.org/rfc/rfc6532) or not."""
    found = (value for key, value in message.raw_items() if key.lower() == name)
    written = str(next(found, "")).encode("ascii", "surrogateescape")
    try:
        return written.decode()
    except UnicodeDecodeError:
        return written.decode("windows-1252", "replace")


def _check_bounds(data: bytes, name: str) -> None:
    # The parser's time grows with lines times nesting, and with the square of a header's length.
    is_nested = data.count(b"boundary=") > _MAX_NESTING
    if is_nested or data.count(b"\n--") > _MAX_PARTS or _LONG.search(data):
        raise _tangled(name)


def _tangled(name: str) -> SourceError:
    return SourceError(name, "is a mail of too many parts or headers: copy its text into a file")


def _is_text(part: Message) -> bool:
    return not part.is_multipart() and part.get_content_disposition() != "attachment"


def _flow(part: Message) -> str | None:
    if str(part.get_param("format")).lower() != "flowed":
        return None
    return "" if str(part.get_param("delsp")).lower() == "yes" else " "
