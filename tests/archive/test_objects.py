"""The archive of canonical N-Quads."""

import gzip

import pytest

from samverkan_ld.archive import objects
from samverkan_ld.archive.objects import (
    concatenate,
    name_apart,
    object_path,
    read_object,
    remove_objects,
    unpack,
    write_object,
)
from samverkan_ld.errors import ReleaseError

A, B = "aa" * 32, "bb" * 32


def test_written_once(tmp_path):
    """An object is read back as it was written, and left alone when it is there."""
    write_object(tmp_path, A, gzip.compress(b"one\n", mtime=0))
    inode = object_path(tmp_path, A).stat().st_ino
    write_object(tmp_path, A, gzip.compress(b"one\n", mtime=0))

    assert read_object(tmp_path, A) == b"one\n"
    assert object_path(tmp_path, A).stat().st_ino == inode
    assert [p.name for p in object_path(tmp_path, A).parent.iterdir()] == [f"{A}.nq.gz"]


def test_cut_short(tmp_path):
    """An object that a crash cut short is noticed when read, and mended when written again."""
    packed = gzip.compress(b"one\n" * 100, mtime=0)
    write_object(tmp_path, A, packed)
    object_path(tmp_path, A).write_bytes(packed[:-9])

    with pytest.raises(ReleaseError, match=r"is damaged.*back-up"):
        read_object(tmp_path, A)
    for left in (packed[:-9], b"\0" * len(packed)):
        object_path(tmp_path, A).write_bytes(left)
        write_object(tmp_path, A, packed)
        assert read_object(tmp_path, A) == b"one\n" * 100


def test_missing(tmp_path):
    """A missing object is an error that tells where to get it."""
    with pytest.raises(ReleaseError, match=r"is missing; restore"):
        read_object(tmp_path, A)


def test_dump(tmp_path):
    """Objects in a row are one gzip file."""
    for digest, text in ((A, b"one\n"), (B, b"two\n")):
        write_object(tmp_path, digest, gzip.compress(text, mtime=0))
    concatenate(tmp_path, [A, B], tmp_path / "dump" / "all.gz")

    assert gzip.decompress((tmp_path / "dump" / "all.gz").read_bytes()) == b"one\ntwo\n"


@pytest.mark.parametrize("piece", [1, 20, 1000])
def test_lines(tmp_path, monkeypatch, piece):
    """Objects in a row can be read as one file; blank nodes are named apart, however it is read."""
    monkeypatch.setattr(objects, "_PIECE", piece)
    lines = b'<urn:s> <urn:p> _:c0 .\n_:c0 <urn:p> "_:c0" .\n'
    for digest, text in ((A, lines), (B, lines)):
        write_object(tmp_path, digest, gzip.compress(text, mtime=0))
    unpack(tmp_path, [A, B], tmp_path / "all.nq")

    expected = name_apart(lines, A) + name_apart(lines, B)
    assert (tmp_path / "all.nq").read_bytes() == expected
    assert expected.count(b"_:b") == 4


def test_lines_missing(tmp_path):
    """An object that is missing is named."""
    with pytest.raises(ReleaseError, match=f"{A}.nq.gz: is missing"):
        unpack(tmp_path, [A], tmp_path / "all.nq")


def test_remove(tmp_path):
    """Objects that nobody names go, and drafts with them; the others stay."""
    for digest in (A, B):
        write_object(tmp_path, digest, gzip.compress(b"x", mtime=0))
    (object_path(tmp_path, A).parent / ".draft").write_text("half")

    assert remove_objects(tmp_path, {A}) == 2
    assert object_path(tmp_path, A).exists()
    assert not object_path(tmp_path, B).exists()
