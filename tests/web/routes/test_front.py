"""The start page."""

import re
import urllib.request

from flask.testing import FlaskClient


def test_front(client: FlaskClient) -> None:
    """The start page counts the things of each kind and names the release."""
    answer = client.get("/", headers={"Accept-Language": "sv"})

    assert answer.mimetype == "text/html"
    assert answer.headers["Vary"] == "Accept-Language"
    assert '<span class="count">290</span> Kommuner' in answer.text
    assert '<span class="count">9</span> Personer' in answer.text
    assert f"/res/utgava/{answer.headers['X-Samverkan-Release']}" in answer.text
    assert "Exempelverket" in answer.text
    assert 'href="mailto:data@example.org"' in answer.text


def test_examples(client: FlaskClient, server: str) -> None:
    """The requests on the start page work."""
    page = client.get("/").text
    section = page[page.index('id="exempel"') : page.index('id="utgava"')]
    paths = [path.replace("&amp;", "&") for path in re.findall(r'href="([^"]+)"', section)]

    answers = [urllib.request.urlopen(server + path) for path in paths]

    assert [answer.headers.get_content_type() for answer in answers] == [
        "text/turtle",
        "text/csv",
        "text/csv",
        "application/json",
    ]


def test_unmodified(client: FlaskClient) -> None:
    """The start page is not sent twice to the same client."""
    tag = client.get("/").headers["ETag"]

    assert client.get("/", headers={"If-None-Match": tag}).status_code == 304
