"""Reading files within bounds."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from samverkan_ld.errors import SourceError
from samverkan_ld.parsing.text import read_bytes, read_text
from samverkan_ld.records import ReadingRules, SourceFile

_NOBODY = 65534


@pytest.fixture
def rules(tmp_path: Path) -> ReadingRules:
    """Rules for a folder that lies inside another."""
    (tmp_path / "data").mkdir()
    return ReadingRules(tmp_path / "vocab", tmp_path / "data", max_bytes=100, max_depth=10)


def source(rules: ReadingRules, name: str = "a.ttl") -> SourceFile:
    """Name a file of the folder."""
    return SourceFile(rules.folder / name, f"data/{name}", "https://data.samverkan.example/g")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("å\r\nä\rö\n".encode(), "å\r\nä\rö\n"),
        (b"\xef\xbb\xbfa", "a"),
        (b"x" * 100, "x" * 100),
    ],
)
def test_text_is_read_as_it_is(rules: ReadingRules, data: bytes, text: str) -> None:
    """UTF-8 is decoded, line ends kept, and only a byte order mark is left out."""
    source(rules).path.write_bytes(data)
    assert read_text(source(rules), rules) == text
    assert read_bytes(source(rules), rules) == data


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", None, "is empty"),
        (b"x" * 101, None, "larger than the 100 bytes"),
        (b"a\nb\n\xe5", 3, "not UTF-8 (byte 0xE5)"),
        (b"\xef\xbb\xbfa\n\xe5", 2, "byte 0xE5"),
        ("a\n".encode("utf-16"), 1, "UTF-16"),
        ("a\n".encode("utf-16-be"), 1, "NUL"),
        (b"a\n\0", 2, "NUL"),
    ],
)
def test_bad_bytes_are_refused(
    rules: ReadingRules, data: bytes, line: int | None, words: str
) -> None:
    """What is empty, too large or no UTF-8 text is an error with the line, if it has one."""
    source(rules).path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_text(source(rules), rules)
    assert (caught.value.name, caught.value.line) == ("data/a.ttl", line)
    assert words in caught.value.reason


def link_out(path: Path) -> None:
    """Make a link to a file outside the folder."""
    (path.parent.parent / "secret.ttl").write_text("secret")
    path.symlink_to("../secret.ttl")


def link_to_itself(path: Path) -> None:
    """Make a link that leads to itself."""
    path.symlink_to(path.name)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (link_out, "lies outside"),
        (link_to_itself, "cannot be read"),
        (lambda path: path.symlink_to("/dev/zero"), "lies outside"),
        (lambda path: path.symlink_to("nowhere"), "No such file"),
        (os.mkfifo, "no ordinary file"),
        (Path.mkdir, "cannot be read: Is a directory"),
        (lambda path: None, "No such file"),
    ],
    ids=["link out", "circle", "device", "dead link", "pipe", "folder", "nothing"],
)
def test_only_ordinary_files_inside_the_folder_are_read(
    rules: ReadingRules, make: Callable[[Path], object], words: str
) -> None:
    """Links out of the folder, devices, pipes and folders are errors, and nothing hangs."""
    make(source(rules).path)
    with pytest.raises(SourceError, match=words):
        read_bytes(source(rules), rules)


@pytest.mark.parametrize("name", ["../a.ttl", "/etc/hostname"])
def test_a_path_out_of_the_folder_is_refused(rules: ReadingRules, name: str) -> None:
    """A path that leaves the folder by its own words is refused like a link."""
    (rules.folder.parent / "a.ttl").write_text("x")
    with pytest.raises(SourceError, match="lies outside"):
        read_bytes(source(rules, name), rules)


def test_a_name_that_cannot_be_is_refused(rules: ReadingRules) -> None:
    """A NUL in a file name is an error like any other."""
    with pytest.raises(SourceError, match="no possible file name"):
        read_bytes(source(rules, "a\0b"), rules)


def test_a_link_within_the_folder_is_followed(rules: ReadingRules) -> None:
    """A link may lead from one place in the folder to another."""
    (rules.folder / "b.ttl").write_text("x")
    source(rules).path.symlink_to("b.ttl")
    assert read_text(source(rules), rules) == "x"


@contextmanager
def as_an_ordinary_user() -> Iterator[None]:
    """Do something without the superuser's right to read every file."""
    user = os.geteuid()
    os.seteuid(user or _NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_file_without_permission_is_refused(rules: ReadingRules) -> None:
    """A file that may not be read is an error; one beside it is read."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        others = replace(rules, folder=Path(name))
        for file, mode in (("a.ttl", 0), ("b.ttl", 0o644)):
            source(others, file).path.write_text("x")
            source(others, file).path.chmod(mode)
        with as_an_ordinary_user():
            assert read_bytes(source(others, "b.ttl"), others) == b"x"
            with pytest.raises(SourceError, match="Permission denied"):
                read_bytes(source(others), others)
