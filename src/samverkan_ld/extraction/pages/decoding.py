"""Bytes to text: which kind of file they are, and which encoding they are written in.

A mail is told by its headers (https://www.rfc-editor.org/rfc/rfc2045#section-3); labels of
encodings mean what the Encoding Standard says (https://encoding.spec.whatwg.org/).
"""

import codecs
import re
from typing import Final

from samverkan_ld.errors import SourceError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS: Final = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document or an Outlook message"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"bplist00", "a web archive of Safari"),
    (b"\x1f\x8b", "a compressed file"),
)
_PACKAGES: Final = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
)
_HEAD: Final = 4096
"""Bytes in which a page states its encoding; browsers look at the first 1024."""
_CHARSET: Final = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_MULTIBYTE: Final = re.compile("[^\0-\x7f\ufffd]")
"""Characters that are no accident: in other encodings, bytes hardly ever make such by chance."""
_CONTROLS: Final = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_FEW: Final = 100
"""A text has at least this many characters to a control character."""

_OPENING: Final = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+|<!--(?:[^-]|-(?!->))*+-->\s*+)*+"
    r"<(?:!doctype\s|/?(?:html|head|body|frameset|base|meta|title|link|main|article|section|header|div|p|"
    r"h[1-6]|ul|ol|dl|table|span|blockquote|figure|aside|nav|form|font|center|a)(?=[\s/>]))",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(
    r"</(?:p|div|li|h[1-6]|a|span|td|strong|em|b|ul|ol|article|section|body|html)\s*+>",
    re.IGNORECASE,
)
_ENOUGH: Final = 3
"""End tags that make a text without a beginning of HTML a piece of HTML."""

_HEADERS: Final = re.compile(rb"(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*+)++\r?\n")
_MIME: Final = re.compile(rb"^(?:MIME-Version|Content-Type)[ \t]*:", re.IGNORECASE | re.MULTILINE)


def decode(data: bytes, name: str, charset: str | None = None) -> str:
    """Decode a page's text, with LF as line ends; `charset` is what came with it.

    A byte order mark decides; else what is UTF-8, a broken character or two aside, is UTF-8
    whatever the page states, as files are often saved anew; else what is stated, if it is known;
    else Windows-1252, which Latin-1 means to browsers.

    Raises:
        SourceError: the bytes are no text; the error says what they seem to be.
    """
    _check_kind(data, name)
    text = _decode(data, charset)
    if "\0" in text or len(_CONTROLS.findall(text)) * _FEW > len(text):
        raise _no_text(name, "is no text that can be read", "or as UTF-8 text ")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_mail(data: bytes) -> bool:
    """Tell whether a file is a mail with MIME headers.

    A text that begins as a mail does, as one copied out of a mail program, is none.
    """
    headers = _HEADERS.match(data.lstrip(b"\r\n"))
    return headers is not None and _MIME.search(headers[0]) is not None


def is_markup(text: str) -> bool:
    """Tell whether a text is HTML, or a piece of HTML."""
    return bool(_OPENING.match(text)) or _has_end_tags(text)


def _has_end_tags(text: str) -> bool:
    tags = _CLOSING.finditer(text)
    return all(next(tags, None) for _ in range(_ENOUGH))


def _check_kind(data: bytes, name: str) -> None:
    for sign, kind in _KINDS:
        if data.startswith(sign):
            raise _no_text(name, f"seems to be {kind}")
    if data.startswith(b"PK\x03\x04"):
        kinds = (kind for sign, kind in _PACKAGES if sign in data)
        raise _no_text(name, f"seems to be {next(kinds, 'a ZIP archive')}")


def _no_text(name: str, fault: str, other: str = "") -> SourceError:
    return SourceError(name, f"{fault}: save the page as HTML {other}or copy its text into a file")


def _decode(data: bytes, charset: str | None) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    if text.count("\ufffd") < len(_MULTIBYTE.findall(text)):
        return text
    return _decode_single(data, charset or _stated(data))


def _decode_single(data: bytes, stated: str | None) -> str:
    """Decode text of a one-byte encoding, Windows-1252 unless another is stated and known."""
    encoding = _known(stated) or "cp1252"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows-1252; browsers take them for control characters.
        return data.decode("cp1252", "replace")


def _stated(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_HEAD])
    return found[1].decode("ascii", "ignore").lower() if found else None


def _known(label: str | None) -> str | None:
    """Give the codec of a label, or None where it is none of a one-byte encoding for text."""
    try:
        codec = codecs.lookup(label or "").name
    except (LookupError, ValueError):
        return None
    is_known = codec != "iso8859-1" and codec.startswith(("cp125", "iso8859-", "mac-", "koi8"))
    return codec if is_known else None
