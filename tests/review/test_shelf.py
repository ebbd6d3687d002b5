"""Records are written into the folder of articles, and never over anything."""

import errno
import os
import stat

import pytest

from samverkan_ld.errors import SourceError
from samverkan_ld.review.shelf import Filed, Shelf

RECORD = Filed("2026-02-14-abcdefabcdef.yaml", "ett\n")


@pytest.fixture
def data(tmp_path):
    """A folder of data, beside one that nothing may be written into."""
    (tmp_path / "data").mkdir()
    (tmp_path / "elsewhere").mkdir()
    return tmp_path / "data"


@pytest.fixture
def shelf(data):
    """The shelf of that folder."""
    return Shelf(data, "data")


def files(data):
    """List everything below a folder, with the texts of files."""
    return {
        path.relative_to(data).as_posix(): path.read_text(encoding="utf-8")
        for path in data.rglob("*")
        if path.is_file()
    }


def test_put(shelf, data):
    """A record is written whole, and nothing else is left; others may read it."""
    shelf.put(RECORD)

    assert files(data) == {f"articles/{RECORD.name}": "ett\n"}
    mask = os.umask(0)
    os.umask(mask)
    mode = stat.S_IMODE((data / "articles" / RECORD.name).stat().st_mode)
    assert mode == 0o666 & ~mask


@pytest.mark.parametrize("before", [None, Filed("annan.yaml", "två\n")])
def test_never_over_another(shelf, data, before):
    """A file that this record did not write stays as it is."""
    (data / "articles").mkdir()
    (data / "articles" / RECORD.name).write_text("min egen\n", encoding="utf-8")

    with pytest.raises(SourceError, match=r"data/articles/2026.*is there already"):
        shelf.put(RECORD, before)
    assert files(data) == {f"articles/{RECORD.name}": "min egen\n"}


@pytest.fixture(params=[errno.EPERM, errno.EOPNOTSUPP])
def without_links(request, monkeypatch):
    """A file system that has no hard links."""

    def refuse(*_, **__):
        raise OSError(request.param, os.strerror(request.param))

    monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("without_links")
def test_without_links(shelf, data):
    """Without hard links a record is written as well, and over nothing."""
    shelf.put(RECORD)
    assert files(data) == {f"articles/{RECORD.name}": "ett\n"}

    with pytest.raises(SourceError, match="is there already"):
        shelf.put(Filed(RECORD.name, "två\n"))
    assert files(data) == {f"articles/{RECORD.name}": "ett\n"}


@pytest.mark.parametrize("makes", ["symlink", "dangling", "folder"])
def test_what_only_has_its_name(shelf, data, makes):
    """A link or a folder of the name is no place to write."""
    target, path = data.parent / "elsewhere" / "x.yaml", data / "articles" / RECORD.name
    path.parent.mkdir()
    if makes == "folder":
        path.mkdir()
    else:
        path.symlink_to(target)
    if makes == "symlink":
        target.write_text("utanför\n", encoding="utf-8")

    with pytest.raises(SourceError, match="is there already"):
        shelf.put(RECORD)
    assert files(data.parent / "elsewhere") == (
        {"x.yaml": "utanför\n"} if makes == "symlink" else {}
    )


def test_own_name_becomes_a_link(shelf, data):
    """Where somebody put a link in the place of a record, nothing is written through it."""
    shelf.put(RECORD)
    path, target = data / "articles" / RECORD.name, data.parent / "elsewhere" / "x.yaml"
    target.write_text(RECORD.text, encoding="utf-8")
    path.unlink()
    path.symlink_to(target)

    with pytest.raises(SourceError):
        shelf.put(Filed(RECORD.name, "två\n"), RECORD)
    assert target.read_text(encoding="utf-8") == "ett\n"
    assert path.is_symlink()


def test_folder_is_a_link(shelf, data):
    """A folder of articles that is a link leads out of the data: nothing is written."""
    (data / "articles").symlink_to(data.parent / "elsewhere")

    with pytest.raises(SourceError, match="data/articles: is no folder, or a link to one"):
        shelf.put(RECORD)
    assert files(data.parent / "elsewhere") == {}


@pytest.mark.parametrize("name", ["../x.yaml", "a/b.yaml", ".x.yaml", "/tmp/x.yaml", ".."])
def test_names(shelf, data, name):
    """A name that leads elsewhere is none."""
    with pytest.raises(SourceError, match="is no name of a record"):
        shelf.put(Filed(name, "ett\n"))
    assert files(data.parent) == {}


def test_again(shelf, data):
    """The same record takes the place of what it was before, also under another name."""
    shelf.put(RECORD)
    second = Filed(RECORD.name, "två\n")
    shelf.put(second, RECORD)
    assert files(data) == {f"articles/{RECORD.name}": "två\n"}

    third = Filed("2026-02-15-abcdefabcdef.yaml", "tre\n")
    shelf.put(third, second)
    assert files(data) == {f"articles/{third.name}": "tre\n"}


def test_changed_meanwhile(shelf, data):
    """A record that somebody has changed is theirs."""
    shelf.put(RECORD)
    (data / "articles" / RECORD.name).write_text("min egen\n", encoding="utf-8")

    with pytest.raises(SourceError, match="was changed since it was saved"):
        shelf.put(Filed(RECORD.name, "två\n"), RECORD)
    assert files(data) == {f"articles/{RECORD.name}": "min egen\n"}


def test_removed_meanwhile(shelf, data):
    """A record that somebody has removed is written again."""
    shelf.put(RECORD)
    (data / "articles" / RECORD.name).unlink()
    shelf.put(Filed(RECORD.name, "två\n"), RECORD)

    assert files(data) == {f"articles/{RECORD.name}": "två\n"}


def test_cannot_be_written(data):
    """A folder that is not there is told of."""
    with pytest.raises(SourceError, match=r"cannot be written: No such file"):
        Shelf(data / "missing", "data").put(RECORD)


def test_interrupted(shelf, data, monkeypatch):
    """A writing that is cut off leaves what was there, and no half of anything."""
    shelf.put(RECORD)

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        shelf.put(Filed(RECORD.name, "två\n"), RECORD)
    assert files(data) == {f"articles/{RECORD.name}": "ett\n"}
