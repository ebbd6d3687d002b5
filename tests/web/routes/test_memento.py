"""Earlier states of documents: Memento (RFC 7089) over HTTP."""

import json
import re
import shutil
import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from tests.conftest import start_server
from tests.states import ADA, BASE, BO, CIA, OFFICE, ROLE, TIMES, make_states

from samverkan_ld.archive.endings import Ending, EndingKind, write_endings
from samverkan_ld.archive.folder import current_folder, release_folders
from samverkan_ld.archive.ledger import LEDGER, Ledger
from samverkan_ld.config import Config, read_config
from samverkan_ld.formats.table import DOCUMENT_FORMATS, Format
from samverkan_ld.web.app import create_app
from samverkan_ld.web.choice.mementos import read_moment
from samverkan_ld.web.current import Current

GATE = "original timegate"
DAYS = ("Thu, 01 Oct", "Fri, 02 Oct", "Sat, 03 Oct", "Sun, 04 Oct")
MOMENTS = tuple(f"{day} 2026 08:00:00 GMT" for day in DAYS)
LATER = "Tue, 01 Jan 2030 00:00:00 GMT"
EARLIER = "Wed, 01 Jan 2020 00:00:00 GMT"


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """The little site; tests may read it only."""
    return make_states(tmp_path_factory.mktemp("states"))


@pytest.fixture(scope="module")
def client(config: Config) -> FlaskClient:
    """A client of the site."""
    return create_app(config, Current(config.releases)).test_client()


@pytest.fixture
def copied(config: Config, tmp_path: Path) -> Path:
    """A copy of the site that a test may change."""
    shutil.copytree(config.root, tmp_path / "site", symlinks=True)
    return tmp_path / "site"


def links(text: str) -> dict[str, tuple[str, str]]:
    """Read links (RFC 8288): the target and time of each, by relation."""
    found = {}
    for target, attributes in re.findall(r"<([^>]*)>((?:; [a-z]+=\"[^\"]*\")*)", text):
        told = dict(re.findall(r'([a-z]+)="([^"]*)"', attributes))
        found[told["rel"]] = (target, told.get("datetime", ""))
    return found


def state(path: str, number: int) -> tuple[str, str]:
    """Give the address of a state, and its time."""
    return f"/doc/{path}/version/{TIMES[number]}", MOMENTS[number]


@pytest.mark.parametrize(
    ("path", "moment", "number"),
    [
        (ADA, EARLIER, 0),
        (ADA, MOMENTS[0], 0),
        (ADA, "Fri, 02 Oct 2026 07:59:59 GMT", 0),
        (ADA, MOMENTS[1], 1),
        (ADA, "Fri, 02 Oct 2026 08:00:01 GMT", 1),
        (ADA, LATER, 3),
        (BO, LATER, 1),
        (BO, MOMENTS[2], 1),
        (BO, EARLIER, 0),
        (CIA, EARLIER, 3),
        (OFFICE, MOMENTS[2], 2),
    ],
)
def test_time_gate(client: FlaskClient, path: str, moment: str, number: int) -> None:
    """A document leads to its state of a time: the first for times before, the last for later."""
    answer = client.get(f"/doc/{path}", headers={"Accept-Datetime": moment})

    assert answer.status_code == 302
    assert answer.headers["Location"] == state(path, number)[0]
    assert "accept-datetime" in answer.headers["Vary"].lower()
    assert "Memento-Datetime" not in answer.headers
    assert answer.data == b""


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        (f"/doc/{ADA}.ttl", f"/doc/{ADA}/version/{TIMES[0]}.ttl"),
        (f"/doc/{ADA}.html?lang=en", f"/doc/{ADA}/version/{TIMES[0]}.html?lang=en"),
        (f"/doc/{ADA}?page=2", f"/doc/{ADA}/version/{TIMES[0]}?page=2"),
    ],
)
def test_suffix_and_query_are_kept(client: FlaskClient, asked: str, target: str) -> None:
    """Who asks for a format, a language or a page is led to that of the state."""
    answer = client.get(asked, headers={"Accept-Datetime": MOMENTS[0]})

    assert answer.headers["Location"] == target


@pytest.mark.parametrize(
    ("path", "number", "expected"),
    [
        (ADA, 0, {"first memento": 0, "next memento": 1, "last memento": 3}),
        (ADA, 1, {"first prev memento": 0, "memento": 1, "next memento": 2, "last memento": 3}),
        (ADA, 3, {"first memento": 0, "prev memento": 2, "last memento": 3}),
        (BO, 0, {"first memento": 0, "next last memento": 1}),
        (CIA, 3, {"first last memento": 3}),
    ],
)
def test_links(client: FlaskClient, path: str, number: int, expected: dict[str, int]) -> None:
    """A TimeGate and a state both link the document, its TimeMap and the neighbouring states."""
    asked = {"Accept-Datetime": MOMENTS[number]}
    wanted = {relation: state(path, place) for relation, place in expected.items()}
    wanted[GATE] = (f"/doc/{path}", "")
    wanted["timemap"] = (f"/doc/{path}/timemap", "")
    for answer in (client.get(f"/doc/{path}", headers=asked), client.get(state(path, number)[0])):
        found = links(answer.headers["Link"])
        assert {r: link for r, link in found.items() if "memento" in r or "time" in r} == wanted


@pytest.mark.parametrize("fmt", DOCUMENT_FORMATS, ids=lambda fmt: fmt.name)
def test_state(client: FlaskClient, fmt: Format) -> None:
    """A state is given in every format, and says of what time it is."""
    address = state(ADA, 0)[0]
    named = client.get(f"{address}.{fmt.name}")
    chosen = client.get(address, headers={"Accept": fmt.media_type, "Accept-Datetime": LATER})

    for answer in (named, chosen):
        assert answer.status_code == 200
        assert answer.mimetype == fmt.media_type
        assert "Ada Ett" in answer.text
        assert "Ada Två" not in answer.text
        assert answer.headers["Memento-Datetime"] == MOMENTS[0]
        assert "datetime" not in answer.headers["Vary"].lower()
        assert answer.headers["Content-Location"] == f"{address}.{fmt.name}"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["X-Samverkan-Release"].startswith(TIMES[0])
    held = {"Accept": fmt.media_type, "If-None-Match": chosen.headers["ETag"]}
    again = client.get(address, headers=held)
    assert (again.status_code, again.headers["Memento-Datetime"]) == (304, MOMENTS[0])


@pytest.mark.parametrize(
    ("language", "banner", "link"),
    [
        ("sv", "utgåvan från 2026-10-01 08:00 UTC", "Visa vad som gäller nu"),
        ("en", "the release of 2026-10-01 08:00 UTC", "Show the present state"),
    ],
)
def test_banner(client: FlaskClient, language: str, banner: str, link: str) -> None:
    """The page of a state says so above all else, and leads to the present one, which does not."""
    page = client.get(f"{state(ADA, 0)[0]}.html?lang={language}").text
    present = client.get(f"/doc/{ADA}.html?lang={language}").text

    assert page.index(banner) < page.index("<main")
    assert f'<a href="/doc/{ADA}?lang={language}">{link}</a>' in page
    assert banner not in present
    assert link not in present


def test_time_map(client: FlaskClient) -> None:
    """A TimeMap lists the document, itself with the times it spans, and every state."""
    answer = client.get(f"/doc/{ADA}/timemap")
    entries = answer.text.rstrip("\n").split(",\n")

    assert answer.headers["Content-Type"] == "application/link-format"
    assert entries[0] == f'</doc/{ADA}>; rel="{GATE}"'
    assert entries[1] == (
        f'</doc/{ADA}/timemap>; rel="self"; type="application/link-format"; '
        f'from="{MOMENTS[0]}"; until="{MOMENTS[3]}"'
    )
    assert entries[2:] == [
        f'<{state(ADA, n)[0]}>; rel="memento"; datetime="{MOMENTS[n]}"' for n in range(4)
    ]
    etag = answer.headers["ETag"]
    again = client.get(f"/doc/{ADA}/timemap", headers={"If-None-Match": etag})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("path", "heading", "pages"),
    [
        (ADA, "Ada Två", [[3, 2, 1], [0]]),
        (BO, "Person", [[1, 0]]),
        (ROLE, "Ada Två, Organisation", [[3, 2, 1], [0]]),
    ],
)
def test_list_for_people(
    client: FlaskClient, path: str, heading: str, pages: list[list[int]]
) -> None:
    """In a browser a TimeMap is a page, the latest state first; the document leads there."""
    address = f"/doc/{path}/timemap"
    for number, expected in enumerate(pages, start=1):
        answer = client.get(f"{address}?page={number}", headers={"Accept": "text/html"})
        found = re.findall(r'<a href="(/doc/[^"]*/version/[^"]*)">([^<]*)</a>', answer.text)
        assert found == [(state(path, n)[0], f"2026-10-{n + 1:02} 08:00 UTC") for n in expected]
        assert f'<h1><a href="/doc/{path}">{heading}</a></h1>' in answer.text
        assert answer.headers["Vary"] == "Accept, Accept-Language"
    beyond = f"{address}?page={len(pages) + 1}"
    assert client.get(beyond, headers={"Accept": "text/html"}).status_code == 404
    if path != BO:
        assert f'href="{address}"' in client.get(f"/doc/{path}.html").text


@pytest.mark.parametrize(("path", "numbers"), [(BO, [0, 1]), (CIA, [3]), (OFFICE, [0, 1, 2, 3])])
def test_states_of_what_comes_and_goes(client: FlaskClient, path: str, numbers: list[int]) -> None:
    """A thing has a state in each release that describes it; every one of them is there."""
    found = re.findall(r"<([^>]*)>; rel=\"memento\"", client.get(f"/doc/{path}/timemap").text)

    assert found == [state(path, number)[0] for number in numbers]
    assert {client.get(address).status_code for address in found} == {200}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{BO}/version/{TIMES[2]}", 404),
        (f"{CIA}/version/{TIMES[0]}", 404),
        (f"{ROLE}/version/{TIMES[2]}", 404),
        (f"{ROLE}/version/{TIMES[3]}", 200),
        (f"{ADA}/version/20261001T080001Z", 404),
        (f"{ADA}/version/{TIMES[0]}.ttl", 200),
        (f"{ADA}/version/{TIMES[0]}.xyz", 404),
        (f"{ADA}/version/{TIMES[0]}/version/{TIMES[0]}", 404),
        (f"{ADA}/version/", 404),
        (f"{ADA}/version", 404),
        (f"{ADA}/timemap.ttl", 404),
        (f"{ADA}/timemap/", 404),
        ("person/zzzzzzzzzzzz/timemap", 404),
        (f"person/zzzzzzzzzzzz/version/{TIMES[0]}", 404),
        (f"{ADA}/version/{TIMES[0]}?page=9", 404),
        (f"{ADA}/version/{TIMES[0]}?page=x", 400),
    ],
)
def test_addresses(client: FlaskClient, path: str, status: int) -> None:
    """What is no state of anything is not found, also while a thing was gone for a while."""
    assert client.get(f"/doc/{path}").status_code == status


def test_release_that_is_not_kept(client: FlaskClient) -> None:
    """A time of which no release is kept is told apart from a thing that is not described."""
    path = f"/doc/{ADA}/version/20261001T080001Z"
    answer = client.get(path, headers={"Accept-Language": "en"})

    assert answer.status_code == 404
    assert f"The release that {path} names is not kept here." in answer.text


@pytest.mark.parametrize(
    "moment",
    [
        "",
        "x",
        "2026-10-01",
        "2026-10-01T08:00:00Z",
        "Thu, 01 Oct 2026 08:00:00 +0200",
        "Thu, 32 Oct 2026 08:00:00 GMT",
        "Thu, 1 Oct 2026 08:00:00 GMT",
        "Thu, 01 Oct 2026 25:00:00 GMT",
        f"{MOMENTS[0]}, {MOMENTS[1]}",
    ],
)
def test_malformed(client: FlaskClient, moment: str) -> None:
    """A time in any other form than the one there is, is refused."""
    answer = client.get(f"/doc/{ADA}", headers={"Accept-Datetime": moment})

    assert answer.status_code == 400
    assert "Accept-Datetime" in answer.text
    assert "Accept-Datetime" in answer.vary
    with pytest.raises(ValueError):
        read_moment(moment)


def test_document_names_its_gate(client: FlaskClient) -> None:
    """A present document links its TimeGate and TimeMap, and says that it depends on the time."""
    for suffix in ("", ".ttl", ".html"):
        answer = client.get(f"/doc/{ADA}{suffix}")
        found = links(answer.headers["Link"])
        assert found[GATE] == (f"/doc/{ADA}", "")
        assert found["timemap"] == (f"/doc/{ADA}/timemap", "")
        assert "Accept-Datetime" in answer.headers["Vary"]
        assert "Memento-Datetime" not in answer.headers


def test_what_is_gone_keeps_its_gate(client: FlaskClient) -> None:
    """What was withdrawn is gone (410), and still names the gate to what it was."""
    answer = client.get(f"/doc/{BO}")

    assert answer.status_code == 410
    assert links(answer.headers["Link"])[GATE] == (f"/doc/{BO}", "")
    assert links(answer.headers["Link"])["timemap"] == (f"/doc/{BO}/timemap", "")
    assert "Accept-Datetime" in answer.headers["Vary"]


def test_erased(copied: Path) -> None:
    """Of what was erased there is no gate, no TimeMap and no state, whatever releases hold."""
    config = read_config(copied / "samverkan.toml")
    path = current_folder(config.releases) / LEDGER
    ending = Ending(
        f"{BASE}id/{BO}",
        EndingKind.WITHDRAWN,
        "2026-10-03T08:00:00Z",
        f"{BASE}def/avslut/radering",
        is_erased=True,
    )
    with sqlite3.connect(path) as database:
        write_endings(Ledger(database, path), [ending])
    database.close()
    client = create_app(config, Current(config.releases)).test_client()

    assert client.get(f"/doc/{BO}/timemap").status_code == 404
    for address in (f"/doc/{BO}", *(state(BO, number)[0] for number in range(4))):
        for headers in ({}, {"Accept-Datetime": MOMENTS[0]}):
            answer = client.get(address, headers=headers)
            assert answer.status_code == 410
            assert "time" not in "".join(links(answer.headers["Link"]))
            assert "Bo" not in answer.text


def test_rewritten_release(copied: Path) -> None:
    """A release that is rewritten is opened anew: an old opening never answers."""
    config = read_config(copied / "samverkan.toml")
    client = create_app(config, Current(config.releases)).test_client()
    address = state(ADA, 0)[0]
    assert client.get(address).status_code == 200

    first = release_folders(config.releases)[0]
    shutil.rmtree(first / "store")
    shutil.copytree(release_folders(config.releases)[1] / "store", first / "store")
    assert "Ada Två" in client.get(f"{address}.ttl").text


@pytest.fixture
def server(copied: Path) -> Iterator[str]:
    """The address of a real server of the copy, whose first release has lost its store."""
    shutil.rmtree(release_folders(copied / "releases")[0] / "store")
    process, address = start_server(copied, workers=1)
    yield address
    process.terminate()
    assert process.wait(120) == 0


def ask(url: str, **headers: str) -> tuple[int, Message, str]:
    """Ask a real server."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=named)) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


@pytest.mark.parametrize("kind", ["document", "query"])
def test_store_that_is_gone(server: str, copied: Path, kind: str) -> None:
    """A release without a store is rebuilt when it is asked for; until then one is told to wait."""
    query = "/sparql?format=csv&query=SELECT%20?n%20%7B?s%20%3Chttp://xmlns.com/foaf/0.1/name%3E%20?n%7D"
    path = f"{state(ADA, 0)[0]}.ttl" if kind == "document" else query
    status, headers, text = ask(server + path, Accept_Datetime=MOMENTS[0])
    assert status == 503
    assert headers["Retry-After"] == "30"
    assert "utgåvan ligger inte framme" in json.loads(text)["detail"]

    until = time.monotonic() + 120
    while status == 503 and time.monotonic() < until:
        time.sleep(0.2)
        status, headers, text = ask(server + path, Accept_Datetime=MOMENTS[0])
    assert (status, headers["Memento-Datetime"]) == (200, MOMENTS[0])
    assert "Ada Ett" in text
    assert (release_folders(copied / "releases")[0] / "store").is_dir()
