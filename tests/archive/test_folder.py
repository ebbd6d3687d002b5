"""The folder of releases."""

import pytest

from samverkan_ld.archive.folder import (
    current_folder,
    publishing,
    read_manifest,
    release_folder,
    release_folders,
    seal,
    switch,
)
from samverkan_ld.archive.locks import writing
from samverkan_ld.errors import BusyError, NoReleaseError, ReleaseError

FIRST = "20260101T000000Z-00000000"
SECOND = "20260201T000000Z-11111111"


@pytest.fixture
def releases(tmp_path):
    """A folder with two sealed releases, the first one current."""
    folder = tmp_path / "releases"
    for name in (FIRST, SECOND):
        with publishing(folder) as build:
            (build / "file").write_text(name)
            seal(build, folder, name)
        switch(folder, name)
    switch(folder, FIRST)
    return folder


def test_switch(releases):
    """The current release is what the link names, and a switch leaves nothing else behind."""
    assert current_folder(releases).name == FIRST
    switch(releases, SECOND)

    assert current_folder(releases).name == SECOND
    assert sorted(p.name for p in releases.iterdir()) == [".lock", FIRST, SECOND, "current"]


@pytest.mark.parametrize("name", [SECOND, "20260201", SECOND[:17]])
def test_found_by_the_start_of_its_id(releases, name):
    """A release is found by its id or the start of it."""
    assert release_folder(releases, name).name == SECOND


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("2026", ReleaseError, "several releases"),
        ("2027", NoReleaseError, "no release is called 2027"),
        ("../x", NoReleaseError, "no release is called"),
    ],
)
def test_not_found(releases, name, error, words):
    """A name that fits none or several is an error that says so."""
    with pytest.raises(error, match=words):
        release_folder(releases, name)


def test_nothing_published(tmp_path):
    """Without a release the error tells how to make one."""
    with pytest.raises(NoReleaseError, match="samverkan-ld publish"):
        current_folder(tmp_path / "none")
    assert release_folders(tmp_path / "none") == []


def test_dangling_link(releases):
    """A link to a release that is gone tells how to choose another."""
    switch(releases, "20250101T000000Z-22222222")

    with pytest.raises(NoReleaseError, match="rollback"):
        current_folder(releases)


def test_second_publisher(releases):
    """Only one may publish; the other is told."""
    busy = pytest.raises(BusyError, match="another process")
    with writing(releases), busy, publishing(releases):
        pass
    with publishing(releases):
        pass  # free again


def test_leftovers_are_cleaned(releases):
    """What a killed publication leaves is gone after the next one begins."""
    (releases / ".build-1-dead").mkdir()
    (releases / ".build-1-dead" / "store").write_text("half")
    (releases / ".current-dead").symlink_to("nowhere")

    with publishing(releases) as build:
        assert {p.name for p in releases.iterdir() if p.name.startswith(".")} == {
            ".lock",
            build.name,
        }


def test_same_name_twice(releases):
    """A sealed release is never replaced."""
    with publishing(releases) as build, pytest.raises(ReleaseError, match="is there already"):
        seal(build, releases, FIRST)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "cannot be read"),
        (b"{", "damaged"),
        (b"[]", "damaged"),
        (b"\xff", "cannot be read"),
        (b'{"format": 4}', "made by a newer samverkan-ld"),
        (b'{"format": 2}', "publish again"),
        (b'{"format": 3, "graphs": {"urn:g": {"x": 1}}}', "damaged"),
        (b'{"format": 3, "graphs": {}}', "damaged"),
    ],
)
def test_bad_manifests(releases, text, words):
    """A manifest that cannot be trusted is an error that names the file."""
    if text is not None:
        (releases / FIRST / "manifest.json").write_bytes(text)

    with pytest.raises(ReleaseError, match=rf"manifest.json.*{words}"):
        read_manifest(releases / FIRST)


def test_unwritable(releases):
    """A folder that cannot be written is an error that says why."""
    with (
        pytest.raises(ReleaseError, match="cannot be written"),
        publishing(releases / FIRST / "file"),
    ):
        pass


def test_release_that_was_never_served(releases):
    """What was sealed, but interrupted before it was served, is gone at the next publication."""
    third = "20260301T000000Z-22222222"
    with publishing(releases) as build:
        seal(build, releases, third)
    assert len(release_folders(releases)) == 3
    with publishing(releases):
        pass

    assert [folder.name for folder in release_folders(releases)] == [FIRST, SECOND]
    assert [path.name for path in releases.iterdir() if path.name.startswith(".build")] == []


def test_release_that_was_just_made_current(releases):
    """One that was interrupted right after the switch stays."""
    third = "20260301T000000Z-22222222"
    with publishing(releases) as build:
        seal(build, releases, third)
        (releases / "current").unlink()
        (releases / "current").symlink_to(third)
    for _ in range(2):
        with publishing(releases):
            pass

    assert current_folder(releases).name == third
    assert [*(releases / third).iterdir()] == []
