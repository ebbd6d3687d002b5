"""What tests of readers use: a small site in an empty folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from samverkan_ld.records import ReadingRules, SourceFile


@pytest.fixture
def rules(tmp_path: Path) -> ReadingRules:
    """Rules for a site with the folders `data` and `vocab`."""
    for name in ("data", "vocab"):
        (tmp_path / name).mkdir()
    return ReadingRules(tmp_path / "vocab", tmp_path / "data", max_bytes=1_000_000, max_depth=100)


@pytest.fixture
def write(rules: ReadingRules) -> Callable[[str, str | bytes], SourceFile]:
    """Write a source of some name in the folder `data`."""

    def write(name: str, content: str | bytes) -> SourceFile:
        path = rules.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return SourceFile(path, name, "https://data.samverkan.example/res/kallgraf/t")

    return write
