import pytest

from samverkan_ld.errors import SourceError
from samverkan_ld.extraction.article import extract
from samverkan_ld.extraction.interchange import write
from samverkan_ld.extraction.pages.page import read_page


def mail(*headers: str, body: str, encoding: str = "utf-8") -> bytes:
    """Write a mail with these headers."""
    return "\n".join(("MIME-Version: 1.0", *headers, "", body)).encode(encoding)


def parts(kind: str, *texts: tuple[str, str]) -> bytes:
    """Write a mail of parts, each with its header and text."""
    body = "".join(f"--x\nContent-Type: {header}\n\n{text}\n" for header, text in texts)
    return mail(f"Content-Type: multipart/{kind}; boundary=x", body=f"{body}--x--\n")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(mail(body="Hej Åsa"), "Hej Åsa", id="no kind"),
        pytest.param(
            mail("Content-Type: text/plain; charset=macintosh", body="Åsa", encoding="mac-roman"),
            "Åsa",
            id="its encoding",
        ),
        pytest.param(
            mail("Content-Transfer-Encoding: quoted-printable", body="=C3=85sa=\n Ek"),
            "Åsa Ek",
            id="quoted-printable",
        ),
        pytest.param(
            mail("Content-Transfer-Encoding: base64", body="w4VzYSBFaw=="), "Åsa Ek", id="base64"
        ),
        pytest.param(
            parts("alternative", ("text/html", "<p>A</p>"), ("text/plain", "B")),
            "B",
            id="text before HTML",
        ),
        pytest.param(
            parts("alternative", ("text/plain", " "), ("text/html", "<p>A</p>")),
            "A",
            id="HTML where the text is empty",
        ),
        pytest.param(
            parts(
                "mixed",
                ("text/plain\nContent-Disposition: attachment", "bilaga"),
                ("text/plain", "brev"),
            ),
            "brev",
            id="no attachment",
        ),
        pytest.param(
            mail(
                "Content-Type: text/plain; format=flowed", body="säger \nAnna Ek.\n\nHej\n-- \nBo"
            ),
            "säger Anna Ek.\n\nHej\n-- \nBo",
            id="flowed",
        ),
        pytest.param(
            mail("Content-Type: text/plain; format=flowed; delsp=yes", body="kommun \nråd"),
            "kommunråd",
            id="flowed, space deleted",
        ),
        pytest.param(mail(body="säger \nAnna"), "säger \nAnna", id="not flowed"),
    ],
)
def test_mail(data: bytes, expected: str) -> None:
    """The text of a mail is its plain text, else its HTML."""
    assert read_page(data, "brev.eml").text.rstrip("\n") == expected


def test_mail_of_html() -> None:
    """The HTML of a mail is read as a page is."""
    html = '<html lang="sv"><nav>Meny</nav><h1>Nytt</h1><p>Hej'
    page = read_page(mail("Content-Type: text/html", body=html), "brev.eml")
    assert (page.text, page.title, page.language) == ("Nytt\n\nHej", "Nytt", "sv")


HTML = "Content-Type: text/html"
ENCODED = "=?utf-8?q?Ny_bro?=\n =?utf-8?b?IMO2dmVyIE1hbMOlbg==?="
BODY = "Nu är bron klar\nefter två år."


@pytest.mark.parametrize(
    ("headers", "body", "text", "title"),
    [
        pytest.param(["Ny bro"], BODY, f"Ny bro\n\n{BODY}", "Ny bro", id="none in the text"),
        pytest.param(["Ny bro"], "Hej!\n\nX", "Ny bro\n\nHej!\n\nX", "Ny bro", id="greeting"),
        pytest.param(["Ny bro"], "Bron är klar\n\nX", "Bron är klar\n\nX", None, id="its own"),
        pytest.param(["Ny bro"], "Hej!\nNy bro\nX", "Hej!\nNy bro\nX", "Ny bro", id="a line of it"),
        pytest.param([ENCODED], "X", "Ny bro över Malån\n\nX", "Ny bro över Malån", id="encoded"),
        pytest.param(["VB: Sv: Ny bro"], "X", "Ny bro\n\nX", "Ny bro", id="forwarded"),
        pytest.param(["Malån"], "X", "Malån\n\nX", "Malån", id="not encoded"),
        pytest.param(["a" * 1001], "X", "X", None, id="longer than any"),
        pytest.param(["=?x-påhittad?q?a?="], "X", "X", None, id="no such encoding"),
        pytest.param(["=?utf-8?b?a?="], "X", "X", None, id="broken"),
        pytest.param([""], "X", "X", None, id="empty"),
        pytest.param(["Ny bro", HTML], "<p>X", "Ny bro\n\nX", "Ny bro", id="HTML without"),
        pytest.param(["Ny bro", HTML], "<h1>Klar</h1><p>X", "Klar\n\nX", "Klar", id="HTML with"),
        pytest.param(
            ["Ny bro", HTML, "From: <Saved by Blink>"], "<p>X", "X", None, id="saved page"
        ),
    ],
)
def test_subject(headers: list[str], body: str, text: str, title: str | None) -> None:
    """A mail's subject is its headline, and stands before its text, where that has none."""
    page = read_page(mail(f"Subject: {headers[0]}", *headers[1:], body=body), "brev.eml")
    assert (page.text.rstrip("\n"), page.title) == (text, title)


@pytest.mark.parametrize(
    ("headers", "body", "published"),
    [
        pytest.param(["Tue, 17 Mar 2020 23:30:00 -0500"], "Hej", "2020-03-17", id="as sent"),
        pytest.param(["17 Mar 2020 09:00 +0100 (CET)"], "Hej", "2020-03-17", id="comment"),
        pytest.param(
            ["Tue, 17 Mar 2020 09:00:00 +0100"],
            "Publicerad: 12 mars 2020",
            "2020-03-12",
            id="the text tells",
        ),
        pytest.param(
            ["Tue, 17 Mar 2020 09:00:00 +0100", HTML],
            '<meta property="article:published_time" content="2020-03-11"><p>Hej',
            "2020-03-11",
            id="the markup tells",
        ),
        pytest.param(["Tue, 17 Mar 2020 09:00:00 +0100", HTML], "<p>Hej", "2020-03-17", id="HTML"),
        pytest.param(["Tue, 31 Feb 2020 09:00:00 +0100"], "Hej", None, id="no such day"),
        pytest.param(["Tue, 17 Mar 99999 09:00:00 +0100"], "Hej", None, id="no such year"),
        pytest.param(["i går"], "Hej", None, id="no date"),
        pytest.param([""], "Hej", None, id="empty"),
        pytest.param(["17 Mar 2020 09:00 " + "(" * 300], "Hej", None, id="longer than any"),
        pytest.param(
            ["Tue, 17 Mar 2020 09:00:00 -0000", "From: <Saved by Blink>"],
            "Hej",
            None,
            id="saved page",
        ),
    ],
)
def test_date(headers: list[str], body: str, published: str | None) -> None:
    """A mail is published on the day on which it was sent, unless it tells another."""
    draft = extract(read_page(mail(f"Date: {headers[0]}", *headers[1:], body=body), "brev.eml"))
    assert (draft.published.text if draft.published else None) == published


def test_origin_of_date() -> None:
    """The draft tells that the day stands in the head of the mail, not in its text."""
    draft = extract(read_page(mail("Date: 17 Mar 2020 09:00 +0100", body="Hej"), "brev.eml"))
    assert write(draft)["evidence"]["published"] == {
        "start": None,
        "end": None,
        "quote": "2020-03-17",
        "origin": "mail header Date",
    }


def test_subject_in_an_old_encoding() -> None:
    """A subject that is written as no standard allows is read as the text is."""
    page = read_page(mail("Subject: Malån", body="Hej", encoding="windows-1252"), "brev.eml")
    assert page.title == "Malån"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            mail("Content-Type: image/png", body="a"), "is a mail without text", id="image"
        ),
        pytest.param(
            mail("Content-Type: multipart/mixed; boundary=x", body=""),
            "is a mail without text",
            id="no part",
        ),
        pytest.param(
            b"Content-Type: message/rfc822\n\n" * 2000, "is a mail of too many parts", id="nested"
        ),
        pytest.param(
            b"".join(
                b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n" % (n, n)
                for n in range(21)
            ),
            "is a mail of too many parts",
            id="parts in parts",
        ),
        pytest.param(
            parts("mixed", *[("text/html", "a")] * 1001), "is a mail of too many parts", id="parts"
        ),
        pytest.param(
            mail("Content-Type: text/plain; a=" + "b" * 2001, body="a"),
            "is a mail of too many parts or headers",
            id="header",
        ),
        pytest.param(
            mail("Content-Transfer-Encoding: base64", body="JVBERi0xLjc="),
            "seems to be a PDF",
            id="PDF",
        ),
    ],
)
def test_mail_refused(data: bytes, message: str) -> None:
    """A mail that cannot be read is refused with what is wrong."""
    with pytest.raises(SourceError, match=rf"^brev\.eml: {message}"):
        read_page(data, "brev.eml")
