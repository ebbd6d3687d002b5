"""The commands in the documents are run, and print what the documents say."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGES = ("consumers.md", "agencies.md", "operating.md", "reconciling.md")
WRITTEN = "http://127.0.0.1:8000"
"""The address of the service in the documents."""

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def sessions(text: str) -> Iterator[tuple[str, str]]:
    """Give each command of a document, and what it prints."""
    for block in _BLOCK.findall(text):
        yield from _COMMAND.findall(block)


@pytest.fixture(scope="module")
def folder(sample_site: Path, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample site, for commands that write."""
    copy = tmp_path_factory.mktemp("audiences") / "site"
    shutil.copytree(sample_site, copy, symlinks=True)
    return copy


@pytest.mark.parametrize("page", PAGES)
def test_commands_in(page, project, folder, sample_server):
    """Each command succeeds and prints what stands below it, where … stands for anything."""
    text = (project / "docs" / page).read_text(encoding="utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    told = []
    for command, printed in sessions(text):
        result = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", command.replace(WRITTEN, sample_server)],
            cwd=folder,
            env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=120,
        )
        output = result.stdout.replace(sample_server, WRITTEN)
        wanted = ".*".join(map(re.escape, printed.split("…")))
        if result.returncode or not re.fullmatch(wanted, output, re.DOTALL):
            told.append(f"$ {command}\n{output}{result.stderr}")
    assert told == []
    assert len([*sessions(text)]) >= 3
