"""What differs between releases, over HTTP."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse
from tests.states import ADA, BASE, BO, CIA, OFFICE, ROLE, make_states

from samverkan_ld.archive.folder import release_folders
from samverkan_ld.config import Config, read_config
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current

AS = "https://www.w3.org/ns/activitystreams#"
C, U, D = "Create", "Update", "Delete"
CHANGES = {
    (1,): {ADA: (U, 1, 1)},
    (2,): {BO: (D, 0, 2), OFFICE: (U, 0, 3), ROLE: (D, 0, 6)},
    (3,): {CIA: (C, 2, 0), ROLE: (C, 6, 0)},
    (1, 3): {BO: (D, 0, 2), CIA: (C, 2, 0), OFFICE: (U, 0, 3)},
    (3, 1): {BO: (C, 2, 0), CIA: (D, 0, 2), OFFICE: (U, 3, 0)},
    (2, 2): {},
}


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """The little site; tests may read it only."""
    return make_states(tmp_path_factory.mktemp("states"))


@pytest.fixture(scope="module")
def client(config: Config) -> FlaskClient:
    """A client of the site."""
    return create_app(config, Current(config.releases)).test_client()


def address(config: Config, *numbers: int) -> str:
    """Give the path of what differs between releases, named by their numbers."""
    names = [folder.name for folder in release_folders(config.releases)]
    return "/res/andringar/" + "/".join(names[number] for number in numbers)


def nodes(text: str) -> dict[str, dict[str, list[str]]]:
    """Read Turtle as properties of nodes, by the ends of their names."""
    found: dict[str, dict[str, list[str]]] = {}
    for quad in parse(text, format=RdfFormat.TURTLE):
        name = re.split("[#/]", quad.predicate.value)[-1]
        value = getattr(quad.object, "value", "")
        found.setdefault(str(quad.subject)[1:-1], {}).setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("numbers", CHANGES)
def test_data(client: FlaskClient, config: Config, numbers: tuple[int, ...]) -> None:
    """Each thing that changed has an activity: of which kind, when, and of how many facts."""
    path = address(config, *numbers)
    told = nodes(client.get(f"{path}.ttl").text)

    created = f"2026-10-{numbers[-1] + 1:02}T08:00:00Z"
    activities = [told[iri] for iri in told if "object" in told[iri]]
    assert {node["object"][0]: counted(node) for node in activities} == {
        f"{BASE}id/{thing}": counts for thing, counts in CHANGES[numbers].items()
    }
    assert all(node["published"] == [created] for node in activities)
    collection = told[BASE + path[1:]]
    assert collection["totalItems"] == [str(len(CHANGES[numbers]))]
    assert len(collection.get("items", [])) == len(CHANGES[numbers])


def counted(node: dict[str, list[str]]) -> tuple[str, int, int]:
    """Give the kind of an activity, and its counts."""
    kind = node["type"][0].removeprefix(AS)
    return kind, int(node["antalTillagda"][0]), int(node["antalBorttagna"][0])


def rows(page: str) -> Iterator[list[str]]:
    """Read the rows of the tables of a page."""
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False, strict=True
    )
    for row in parser.parse(page).iter("tr"):
        cells = [" ".join("".join(cell.itertext()).split()) for cell in row.iter("td")]
        if cells:
            yield cells


@pytest.mark.parametrize(
    ("language", "gone", "came", "name"),
    [("sv", "borttaget", "tillagt", "namn"), ("en", "removed", "added", "name")],
)
def test_page(
    client: FlaskClient, config: Config, language: str, gone: str, came: str, name: str
) -> None:
    """A page shows what went and what came, with the source of each fact."""
    page = client.get(f"{address(config, 1)}.html?lang={language}").text

    assert [*rows(page)] == [
        [gone, f"{name} (foaf:name)", "Ada Ett", "people"],
        [came, f"{name} (foaf:name)", "Ada Två", "people"],
    ]
    assert f'<a href="/doc/{ADA}?lang={language}">Ada Två</a>' in page


def test_names(client: FlaskClient, config: Config) -> None:
    """Things are called as they are called now; what is gone as it was called."""
    page = client.get(f"{address(config, 2)}.html?lang=sv").text

    headings = [" ".join(re.sub("<[^>]*>", "", h).split()) for h in re.findall("<h2.*?</h2>", page)]
    assert headings[:3] == [
        "Ada Två, Organisation Borttagen",
        "Organisation Ändrad",
        "Bo Exempelsson Borttagen",
    ]


def test_first_release(client: FlaskClient, config: Config) -> None:
    """The first release is compared with nothing, a page of things at a time."""
    path = address(config, 0)
    pages = [client.get(f"{path}.ttl?page={number}") for number in (1, 2)]
    told = [nodes(answer.text) for answer in pages]

    things = [[n["object"][0] for n in page.values() if "object" in n] for page in told]
    assert [len(found) for found in things] == [3, 1]
    assert {*things[0], *things[1]} == {f"{BASE}id/{path}" for path in (ADA, BO, OFFICE, ROLE)}
    assert [page[BASE + path[1:]]["totalItems"] for page in told] == [["4"], ["4"]]
    assert f'<{path}?page=2>; rel="next"' in pages[0].headers["Link"]
    assert f'<{path}>; rel="prev"' in pages[1].headers["Link"]
    assert 'rel="next"' not in pages[1].headers["Link"]
    assert client.get(f"{path}.ttl?page=3").status_code == 404
    assert client.get(f"{path}.ttl?page=0").status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "20200101T000000Z-00000000",
        "{0}/20200101T000000Z-00000000",
        "20200101T000000Z-00000000/{0}",
        "{0}/{0}/{0}",
        "",
        "{1}x",
        "current",
        "objects",
    ],
)
def test_unknown(client: FlaskClient, config: Config, path: str) -> None:
    """What is not kept, or is no release, cannot be compared."""
    names = [folder.name for folder in release_folders(config.releases)]

    assert client.get("/res/andringar/" + path.format(*names)).status_code == 404


def test_links(client: FlaskClient, config: Config) -> None:
    """The page of a release, and its data, lead to what it changed; nothing is to be indexed."""
    name = release_folders(config.releases)[2].name

    assert f"/res/andringar/{name}" in client.get(f"/res/utgava/{name}.html").text
    assert f"{BASE}res/andringar/{name}" in client.get(f"/res/utgava/{name}.nt").text
    assert client.get(address(config, 2)).headers["X-Robots-Tag"] == "noindex"


def test_release_before_is_not_kept(config: Config, tmp_path: Path) -> None:
    """Where the release before is gone, the oldest kept one before it is what there is."""
    shutil.copytree(config.root, tmp_path / "site", symlinks=True)
    copied = read_config(tmp_path / "site/samverkan.toml")
    folders = release_folders(copied.releases)
    shutil.rmtree(folders[1])
    client = create_app(copied, Current(copied.releases)).test_client()

    assert client.get(f"/res/andringar/{folders[2].name}").status_code == 404
    page = client.get(f"/res/utgava/{folders[2].name}.html").text
    between = f"/res/andringar/{folders[0].name}/{folders[2].name}"
    assert between in page
    assert client.get(between).status_code == 200
    shutil.rmtree(folders[0])
    assert "/res/andringar/" not in client.get(f"/res/utgava/{folders[2].name}.html").text
