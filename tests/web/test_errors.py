"""Problems: what went wrong, in one shape."""

import json
import logging
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from samverkan_ld.archive.folder import current_folder
from samverkan_ld.config import Config
from samverkan_ld.web.app import create_app
from samverkan_ld.web.complaints import PROBLEMS, TITLES
from samverkan_ld.web.current import Current
from samverkan_ld.web.texts import TEXTS

ROUTES = (
    "/",
    "/ready",
    "/id/kommun/2482",
    "/def/roll/kso",
    "/spec/samverkan",
    "/doc/kommun/2482",
    "/doc/kommun/2482.ttl",
    "/doc/kommun/",
    "/doc/kommun.csv",
    "/doc/kommun",
    "/res/metadata",
    "/res/utgava/20200101T000000Z-00000000",
    "/sparql?query=ASK%20%7B%7D",
)


def assert_problem(client: FlaskClient, path: str, status: int, *, method: str = "GET") -> None:
    """Check that an answer is a problem, as JSON, in both languages, and as a page."""
    told = {}
    for language in ("sv", "en"):
        answer = client.open(path, method=method, headers={"Accept-Language": language})
        assert answer.status_code == status
        assert answer.content_type == "application/problem+json"
        assert answer.headers["Content-Language"] == language
        assert {"Accept", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Retry-After" in answer.headers["Access-Control-Expose-Headers"]
        told[language] = json.loads(answer.data)
        assert told[language]["status"] == status
        assert told[language]["instance"] == path.partition("?")[0]
        assert {"type", "title", "detail"} <= told[language].keys()
        assert "Traceback" not in answer.text
        assert "/site" not in answer.text
    assert told["sv"]["title"] != told["en"]["title"]
    assert told["sv"]["detail"] != told["en"]["detail"]
    page = client.open(path, method=method, headers={"Accept": "text/html"})
    assert page.status_code == status
    assert page.mimetype == "text/html"
    assert f"<h1>{told['sv']['title']}</h1>" in page.text


@pytest.mark.parametrize(
    "path", ["/nothing", "/doc/kommun/9999", "/id/kommun/9999", "/res/nothing"]
)
def test_not_found(client: FlaskClient, path: str) -> None:
    """What is not there is a problem of one shape."""
    assert_problem(client, path, 404)


MISSING = [
    ("/doc/kommun/2482.xyz", "2482 is not to be had as xyz. It is to be had as: ttl, jsonld"),
    ("/doc/kommun.xyz", "/doc/kommun/ is not to be had as xyz"),
    ("/search.ttl?q=a", "to be had as: json, html"),
    ("/feed.csv", "/feed is not to be had as csv"),
    ("/dump.xyz", "/dump/ is not to be had as xyz"),
    ("/datasets/dcat.csv", "to be had as: rdf, ttl"),
    ("/res/aterkallade.xyz", "not to be had as xyz"),
    ("/doc/kommun/9999.xyz", "describes nothing at /doc/kommun/9999.xyz"),
    ("/doc/stad/", "no things of the kind stad. The kinds that there are: person"),
    ("/doc/stad", "no things of the kind stad"),
    ("/doc/kommun/?page=99", "no page 99 at /doc/kommun/: the last one is "),
    ("/feed/x", "no page at /feed/x. Start again from /feed"),
    ("/doc/kommun/%32482", "Without %-codes and double slashes it is /doc/kommun/2482"),
    ("/doc//kommun/2482", "double slashes it is /doc/kommun/2482"),
    (f"/doc/{'x' * 300}", f"kind {'x' * 100}…"),
]


@pytest.mark.parametrize(("path", "said"), MISSING)
def test_what_there_is_instead(client: FlaskClient, path: str, said: str) -> None:
    """Whoever asks for what is not there is told why, and what there is."""
    answer = client.get(path, headers={"Accept-Language": "en"})

    assert answer.status_code == 404
    assert said in json.loads(answer.data)["detail"]


@pytest.mark.parametrize("path", ["/doc/kommun/2482?page=x", "/doc/kommun/?county=x"])
def test_bad_request(client: FlaskClient, path: str) -> None:
    """A wrong parameter is a problem of one shape."""
    assert_problem(client, path, 400)


@pytest.mark.parametrize("path", [route for route in ROUTES if not route.startswith("/sparql")])
def test_method(client: FlaskClient, path: str) -> None:
    """A wrong method is a problem of one shape, on every route."""
    assert_problem(client, path, 405, method="DELETE")


@pytest.mark.parametrize("path", ROUTES)
def test_no_release(tmp_path: Path, path: str) -> None:
    """While nothing is published, every route says that it is not ready, and when to try again."""
    client = create_app(Config(tmp_path), Current(tmp_path / "releases")).test_client()

    assert_problem(client, path, 503)
    assert client.get(path).headers["Retry-After"] == "5"
    assert "X-Samverkan-Release" not in client.get(path).headers
    assert "inget publicerats än" in client.get(path).get_json()["detail"]


@pytest.mark.parametrize("part", ["store/CURRENT", "search.sqlite", "manifest.json"])
@pytest.mark.parametrize("path", ROUTES)
def test_damaged_release(site_config: Config, tmp_path: Path, part: str, path: str) -> None:
    """A release that cannot be opened is 503 and never 404; the reason stays in the log."""
    releases = tmp_path / "releases"
    source = current_folder(site_config.releases)
    shutil.copytree(source, releases / source.name)
    (releases / "current").symlink_to(source.name)
    (releases / source.name / part).unlink()
    client = create_app(site_config, Current(releases)).test_client()

    answer = client.get(path)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert part.rpartition("/")[2] not in answer.text


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/doc/kommun/", "index"),
        ("/doc/kommun.ttl", "index"),
        ("/", "index"),
        ("/res/rapport/", "report"),
        ("/res/utgava/", "manifest"),
        ("/doc/kommun/2482.jsonld", "context"),
    ],
)
def test_damage_while_serving(
    site_config: Config, tmp_path: Path, path: str, part: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What fails later is 503 too, and is told in the log."""
    root = tmp_path / "other"
    shutil.copytree(site_config.root, root, symlinks=True)
    config = Config(root, site=site_config.site)
    folder = current_folder(config.releases)
    application = create_app(config, Current(config.releases))
    client = application.test_client()
    assert client.get("/ready").status_code == 200
    if part == "index":
        application.extensions["samverkan"].view().release.index.database.close()
    elif part == "report":
        (folder / "report.ttl").write_text("this is no Turtle", encoding="utf-8")
    elif part == "manifest":
        (folder / "manifest.json").write_text("{}", encoding="utf-8")
    else:
        (folder / "vocab" / "context.jsonld").write_text("no JSON", encoding="utf-8")
    address = path + folder.name if path.startswith("/res/") else path

    answer = client.get(address)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert str(tmp_path) not in answer.text
    assert address in caplog.text


def test_unexpected(site_config: Config, caplog: pytest.LogCaptureFixture) -> None:
    """An exception of ours is 500; what happened is told in the log only."""
    application = create_app(site_config, Current(site_config.releases))

    def broken() -> str:
        raise ZeroDivisionError("a secret of the server")

    application.add_url_rule("/broken", view_func=broken)
    client = application.test_client()

    with caplog.at_level(logging.ERROR):
        assert_problem(client, "/broken", 500)

    assert "a secret" not in client.get("/broken").text
    assert "a secret of the server" in caplog.text
    assert "Traceback" in caplog.text


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "application/problem+json"),
        ("*/*", "application/problem+json"),
        ("application/json", "application/problem+json"),
        ("application/problem+json", "application/problem+json"),
        ("text/turtle", "application/problem+json"),
        ("image/png", "application/problem+json"),
        ("text/html", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/problem+json;q=0.1, text/html", "text/html"),
    ],
)
def test_form(client: FlaskClient, accept: str, expected: str) -> None:
    """A problem is a page where HTML is preferred, and JSON for all others."""
    assert client.get("/nothing", headers={"Accept": accept}).mimetype == expected


def test_path_is_escaped(client: FlaskClient) -> None:
    """A path is shown as text, and leads to no other host."""
    page = client.get("//evil.example/<script>", headers={"Accept": "text/html"}).text

    assert "<script>" not in page
    assert 'href="//' not in page


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/nothing/at%20all?x", "/nothing/at%20all"),
        ("/%C3%A5", "/%C3%A5"),
        ("/" + "x" * 5000, "/" + "x" * 1999),
        ("/" + "x" * 1997 + "%20" * 9, "/" + "x" * 1997),
        ("/" + "x" * 1996 + "%20%20", "/" + "x" * 1996 + "%20"),
    ],
)
def test_instance(client: FlaskClient, path: str, expected: str) -> None:
    """A problem repeats the path as a reference, and no more of it than anybody reads."""
    told = json.loads(client.get(path).data)

    assert told["instance"] == expected
    assert len(told["detail"]) < 2100


@pytest.mark.parametrize("texts", [TEXTS, PROBLEMS])
def test_texts(texts: dict[str, tuple[str, str]]) -> None:
    """Every text is there in both languages, with the same values put in."""
    for swedish, english in texts.values():
        assert swedish
        assert english
        assert fields(swedish) == fields(english)


def fields(text: str) -> list[str]:
    """List the values that a text takes."""
    return sorted(part.partition("}")[0] for part in text.split("{")[1:])


def test_titles() -> None:
    """Every status that is answered has a title in both languages."""
    assert all(swedish != english for swedish, english in TITLES.values())
