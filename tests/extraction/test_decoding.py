import pytest

from samverkan_ld.errors import SourceError
from samverkan_ld.extraction.pages.decoding import decode, is_mail, is_markup

SWEDISH = "Åsa Öberg – ”vd” i Älmhult"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(SWEDISH.encode(), SWEDISH, id="UTF-8"),
        pytest.param(SWEDISH.encode("utf-8-sig"), SWEDISH, id="UTF-8 with a mark"),
        pytest.param(SWEDISH.encode("utf-16"), SWEDISH, id="UTF-16"),
        pytest.param(b"\xfe\xff" + SWEDISH.encode("utf-16-be"), SWEDISH, id="UTF-16, big end"),
        pytest.param(SWEDISH.encode("cp1252"), SWEDISH, id="Windows-1252"),
        pytest.param("Åsa Öberg".encode("latin-1"), "Åsa Öberg", id="Latin-1"),
        pytest.param(b"\xc5sa \x81 \x96 Ek", "Åsa \ufffd – Ek", id="no character"),
        pytest.param(SWEDISH.encode() + b"\xe5", SWEDISH + "\ufffd", id="UTF-8 with a fault"),
        pytest.param("Å \ufffd".encode(), "Å \ufffd", id="UTF-8 with the sign of a fault"),
    ],
)
def test_decode(data: bytes, expected: str) -> None:
    """The encoding of a text is told by its bytes."""
    assert decode(data, "x") == expected


@pytest.mark.parametrize(
    ("head", "encoding", "expected"),
    [
        ('<meta charset="utf-8">', "utf-8", SWEDISH),
        ("<meta http-equiv=Content-Type content='text/html; charset=UTF-8'>", "utf-8", SWEDISH),
        ('<meta charset="iso-8859-1">', "utf-8", SWEDISH),
        ('<meta charset="iso-8859-1">', "cp1252", SWEDISH),
        ('<meta charset="utf-8">', "cp1252", SWEDISH),
        ('<meta charset="macintosh">', "mac-roman", SWEDISH),
        ('<meta charset="iso-8859-15">', "iso-8859-15", "Åsa 5 €"),
        ('<meta charset="utf-16">', "cp1252", SWEDISH),
        ('<meta charset="idna">', "cp1252", SWEDISH),
        ('<meta charset="nonsense">', "cp1252", SWEDISH),
    ],
)
def test_decode_stated(head: str, encoding: str, expected: str) -> None:
    """What a page states of its encoding is followed where its bytes allow it."""
    assert decode((head + expected).encode(encoding), "x") == head + expected


def test_decode_given() -> None:
    """An encoding that came with the bytes goes before what they state."""
    data = '<meta charset="koi8-r">Åsa'.encode("mac-roman")
    assert decode(data, "x", "macintosh").endswith("Åsa")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "seems to be a PDF"),
        (rb"{\rtf1\ansi Hej}", "seems to be an RTF document"),
        (b"PK\x03\x04\x14\0\x06\0word/document.xml", "seems to be a Word document"),
        (
            b"PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.x",
            "seems to be an OpenDocument file",
        ),
        (b"PK\x03\x04\x14\0\0\0a.txt", "seems to be a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "seems to be an old Office document"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "seems to be an image"),
        (b"\x89PNG\r\n\x1a\n", "seems to be an image"),
        (b"bplist00\xd1\x01", "seems to be a web archive of Safari"),
        (b"text\0text", "is no text that can be read"),
        ("text".encode("utf-16-le"), "is no text that can be read"),
        (bytes(range(1, 256)), "is no text that can be read"),
    ],
)
def test_decode_refuses(data: bytes, message: str) -> None:
    """What is no text is refused with what it seems to be and what to do."""
    with pytest.raises(SourceError, match=rf"^sida: {message}.*: save .*or copy its text"):
        decode(data, "sida")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><p>x", True),
        ("\n <!-- saved from url=(1)x -->\n<HTML><p>x", True),
        ('<?xml version="1.0"?><!DOCTYPE html>', True),
        ("<h1>Rubrik</h1>", True),
        ("Rubrik</h1>\n<p>a</p>\n<p>b</p>", True),
        ("Rubrik", False),
        ("Skriv <b>fetstil</b> med taggen.", False),
        ("<anna@example.se> skrev:", False),
        ("<p@example.se> skrev:", False),
        ("<Anna Ek>, <Bo Ek>", False),
        ("a<b, c>d", False),
    ],
)
def test_is_markup(text: str, expected: bool) -> None:
    """HTML is told from text by its content."""
    assert is_markup(text) is expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"From: a\r\nMIME-Version: 1.0\r\n\r\nHej", True),
        (b"\nSubject: a\n b\ncontent-type: text/plain\n\nHej", True),
        (b"From - Tue Nov 14\nMIME-Version: 1.0\n\nHej", True),
        (b"From: a\nSubject: b\n\nMIME-Version: 1.0", False),
        (b"From: a\nMIME-Version: 1.0\nHej", False),
        ("Från: a\nMIME-Version: 1.0\n\nHej".encode(), False),
    ],
)
def test_is_mail(data: bytes, expected: bool) -> None:
    """A mail is told by MIME headers at its beginning."""
    assert is_mail(data) is expected
