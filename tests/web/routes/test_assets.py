"""Styles and scripts by addresses that change with them."""

import gzip

import pytest
from flask.testing import FlaskClient

from samverkan_ld.web import assets
from samverkan_ld.web.assets import FOLDER, asset
from samverkan_ld.web.wire.environ import READS_GZIP


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("query.js", "text/javascript; charset=utf-8"),
        ("query.css", "text/css; charset=utf-8"),
        ("icon.svg", "image/svg+xml; charset=utf-8"),
    ],
)
def test_file(client: FlaskClient, name, content_type):
    """A file comes as it is, and may be kept for ever."""
    answer = client.get(asset(name))

    assert answer.data == (FOLDER / name).read_bytes()
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_compression(client: FlaskClient):
    """Who reads gzip gets that, and caches are told of the two."""
    answer = client.get(asset("query.js"), environ_overrides={READS_GZIP: True})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.data) == (FOLDER / "query.js").read_bytes()
    assert int(answer.headers["Content-Length"]) == len(answer.data)


@pytest.mark.parametrize(
    "path",
    [
        "/assets/000000000000/query.js",
        asset("missing.js"),
        asset("../templates/frame.html"),
        asset("vendor"),
        asset(""),
    ],
)
def test_other_paths(client: FlaskClient, path):
    """Other states of the files, and other files, are not there."""
    assert client.get(path).status_code == 404


def test_version_follows_the_files(tmp_path, monkeypatch):
    """Any change of any file changes all addresses."""

    def version() -> str:
        assets.version.cache_clear()
        assets._files.cache_clear()
        return assets.version()

    monkeypatch.setattr(assets, "FOLDER", tmp_path)
    try:
        (tmp_path / "a.js").write_text("one")
        first = version()
        (tmp_path / "a.js").write_text("two")
        second = version()
        (tmp_path / "b.js").write_text("")
        assert len({first, second, version()}) == 3
    finally:
        monkeypatch.undo()
        version()
