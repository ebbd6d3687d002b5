"""What differs between releases that are kept."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.states import ADA, BASE, BO, CIA, OFFICE, ROLE, TIMES, make_states

from samverkan_ld.archive import difference
from samverkan_ld.archive.difference import (
    Comparison,
    Line,
    compare,
    list_changes,
    read_changes,
)
from samverkan_ld.archive.folder import read_manifest, release_folder, release_folders
from samverkan_ld.archive.things import Change
from samverkan_ld.errors import NoReleaseError
from samverkan_ld.namespaces import PROV
from samverkan_ld.pipeline.difference import find_difference
from samverkan_ld.pipeline.naming import names_in, names_with_new
from samverkan_ld.pipeline.publish import publish

C, U, W = Change.CREATED, Change.UPDATED, Change.WITHDRAWN
CHANGES = {
    (0, 1): {ADA: (U, 1, 1)},
    (1, 2): {BO: (W, 0, 2), OFFICE: (U, 0, 3), ROLE: (W, 0, 6)},
    (2, 3): {CIA: (C, 2, 0), ROLE: (C, 6, 0)},
    (1, 3): {BO: (W, 0, 2), CIA: (C, 2, 0), OFFICE: (U, 0, 3)},
    (3, 1): {BO: (C, 2, 0), CIA: (W, 0, 2), OFFICE: (U, 3, 0)},
    (3, 3): {},
}


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The releases of the little site; tests may read them only."""
    return make_states(tmp_path_factory.mktemp("states")).releases


@pytest.mark.parametrize("pair", CHANGES)
def test_things(releases: Path, pair: tuple[int, int]) -> None:
    """Each thing tells what happened to it, and how many facts of it came and went."""
    found = find_difference(releases, TIMES[pair[0]], TIMES[pair[1]])

    told = {change.iri: (change.change, change.added, change.removed) for change in found.changes}
    assert told == {f"{BASE}id/{path}": counts for path, counts in CHANGES[pair].items()}
    assert [change.iri for change in found.changes] == sorted(told)


@pytest.mark.parametrize("pair", CHANGES)
def test_facts(releases: Path, pair: tuple[int, int]) -> None:
    """The facts that came and went lead from one release to the other, and no other facts do."""
    found = find_difference(releases, TIMES[pair[0]], TIMES[pair[1]])
    before, after = (_quads(releases, TIMES[number]) for number in pair)

    facts = [*found.facts()]
    assert [item.iri for item in facts] == [change.iri for change in found.changes]
    before.subtract(str(quad) for item in facts for quad in item.removed)
    before.update(str(quad) for item in facts for quad in item.added)
    assert before == after


def _quads(releases: Path, name: str) -> Counter[str]:
    """Read a release from its dump."""
    manifest = read_manifest(release_folder(releases, name))
    whole = compare(releases, None, manifest)
    facts = read_changes(whole, list_changes(whole))
    return Counter(str(quad) for item in facts for quad in item.added)


def test_first_release(releases: Path) -> None:
    """Compared with nothing, everything is created: as many facts as the manifest counts."""
    manifest = read_manifest(release_folders(releases)[0])
    changes = list_changes(compare(releases, None, manifest))

    assert {change.change for change in changes} == {C}
    assert sum(c.added for c in changes) == sum(g.quads for g in manifest.graphs.values())


def test_parts_of_things(releases: Path) -> None:
    """The facts of a sub-node belong to its thing."""
    facts = {item.iri: item for item in find_difference(releases, TIMES[2], TIMES[3]).facts()}

    subjects = {str(quad.subject) for quad in facts[f"{BASE}id/{ROLE}"].added}
    assert subjects == {f"<{BASE}id/{ROLE}>", f"<{BASE}id/{ROLE}/tid>"}


def test_little_at_a_time(releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few facts are held at once, the differences are the same."""
    found = find_difference(releases, TIMES[0], TIMES[3])
    whole = [*found.facts()]
    passes: list[int] = []

    def lines() -> Iterable[Line]:
        passes.append(1)
        return found.comparison.lines()

    monkeypatch.setattr(difference, "AT_ONCE", 3)
    comparison = Comparison(lines, found.comparison.iris, found.comparison.quads_before)
    assert [*read_changes(comparison, found.changes)] == whole
    assert len(passes) == len(found.changes)


@pytest.mark.parametrize(("language", "name"), [("sv", "Verket"), ("en", "The Office")])
def test_names(releases: Path, language: str, name: str) -> None:
    """Things are named in the language asked for, by the first release that knows a name."""
    new, old = (read_manifest(release_folder(releases, TIMES[number])) for number in (3, 1))
    names = names_in(releases, new, old)

    assert names(f"{BASE}id/{OFFICE}", language) == name
    assert names(f"{BASE}id/{CIA}", language) == "Cia Exempelsson"
    assert names(f"{BASE}id/{ADA}", language) == "Ada Två"
    assert names(f"{BASE}id/person/zzzzzzzzzzzz", language) == ""


def test_names_in_a_circle(tmp_path: Path) -> None:
    """A statement that is attributed to itself is called by others whom it is attributed to."""
    config = make_states(tmp_path, states=1)
    saying = f"{BASE}id/uttalande/ssssssssssss"
    (tmp_path / "data/saying.ttl").write_text(
        f"<{saying}> <{PROV}wasAttributedTo> <{saying}> , <{BASE}id/{BO}> .", encoding="utf-8"
    )
    publish(config, datetime(2026, 10, 9, tzinfo=UTC))
    found = find_difference(config.releases, TIMES[0], None)
    new = names_with_new(found.comparison, names_in(config.releases, found.before))
    kept = names_in(config.releases, found.after)

    assert [names(saying, "sv") for names in (new, kept)] == ["Bo Exempelsson"] * 2


def test_unknown_release(releases: Path) -> None:
    """A release that is not kept cannot be compared."""
    with pytest.raises(NoReleaseError, match="no release is called 2025"):
        find_difference(releases, "2025", None)


def test_blank_nodes(tmp_path: Path) -> None:
    """What is said of a blank node belongs to its graph."""
    config = make_states(tmp_path, states=1)
    (tmp_path / "data/blank.ttl").write_text("[] <urn:b> 1 .", encoding="utf-8")
    publish(config, datetime(2026, 10, 9, tzinfo=UTC))
    facts = [*find_difference(config.releases, TIMES[0], None).facts()]

    assert [item.iri for item in facts] == [f"{BASE}res/kallgraf/blank"]
    assert [str(quad.predicate) for quad in facts[0].added] == ["<urn:b>"]
