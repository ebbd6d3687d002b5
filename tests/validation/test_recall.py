"""What one process found out about queries serves another."""

import json
import subprocess
import sys

import pytest

from samverkan_ld.config import read_config
from samverkan_ld.pipeline.dataset import read_carried
from samverkan_ld.validation import queries
from samverkan_ld.validation.compiler import select
from samverkan_ld.validation.compiler.select import Select
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.edges import Edge
from samverkan_ld.validation.gate import Gate
from samverkan_ld.validation.horizon import Horizon
from samverkan_ld.validation.paths import (
    HERE,
    Alternative,
    Inverse,
    Predicate,
    Repeat,
    Sequence,
)
from samverkan_ld.validation.recall import memorize, recall

SCRIPT = """
import sys
from pathlib import Path
import pytest

from samverkan_ld.config import read_config
from samverkan_ld.pipeline.dataset import read_carried
from samverkan_ld.validation import queries
from samverkan_ld.validation.compiler import select
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.gate import Gate
from samverkan_ld.validation.recall import memorize, recall

recall(sys.stdin.read())
shapes, _ = read_carried(read_config(Path(sys.argv[1]) / "samverkan.toml"))
Gate(shapes).judge_changed(Data.of([]), [])
assert queries._read.cache_info().misses == int(sys.argv[2]), queries._read.cache_info()
print(memorize())
"""


def ask(project, told, parsed):
    """Judge nothing by the project's shapes in a process that is told something first."""
    command = [sys.executable, "-c", SCRIPT, project, str(parsed)]
    done = subprocess.run(command, input=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_is_read_twice(project):
    """A process that is told all reads no query, and knows the same."""
    first = ask(project, "", 18)
    assert json.loads(ask(project, first, 0)) == json.loads(first)
    assert len(json.loads(first)["selects"]) == 18


def test_other_understanding(project):
    """What another version found out is not believed."""
    kept = json.loads(ask(project, "", 18))
    kept["by"] += "x"
    assert json.loads(ask(project, json.dumps(kept), 18))["by"] != kept["by"]


def test_round_trip(project):
    """What is written and read again is the same."""
    shapes, _ = read_carried(read_config(project / "samverkan.toml"))
    Gate(shapes).judge(Data.of([]))
    known, readable = dict(select.known), set(queries.readable)
    text = memorize()
    select.known.clear()
    queries.readable.clear()
    recall(text)

    assert (select.known, queries.readable) == (known, readable)


@pytest.mark.parametrize(
    "path",
    [
        HERE,
        Predicate("urn:a"),
        Predicate("/"),
        Inverse(Predicate("urn:a")),
        Sequence((Predicate("urn:a"), Inverse(Predicate("urn:b")))),
        Alternative((Predicate("urn:a"), Repeat(Predicate("urn:b"), "*"))),
        *(Repeat(Sequence((Predicate("urn:a"), Predicate("^"))), suffix) for suffix in "?+*"),
    ],
    ids=str,
)
def test_paths(path):
    """Paths of every kind are written and read again."""
    horizon = Horizon(frozenset([Edge(path, None), Edge(path, "urn:p", inverse=True)]), None)
    key = ("SELECT", (("p", "urn:"),), True)
    select.known[key] = Select("text", ("this",), None, True, horizon)
    text = memorize()
    found = select.known.pop(key)
    recall(text)

    assert select.known.pop(key) == found
