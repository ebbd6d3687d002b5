"""Reading what editors declare about the life of identifiers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from samverkan_ld.archive.endings import Ending, EndingKind
from samverkan_ld.config import Config, SiteConfig
from samverkan_ld.errors import SourcesError
from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.life.declarations import read_declarations

BASE = "https://data.example.org/"
TERMS = "https://t.example.org/"
A, B, C = (f"{BASE}id/organisation/{key}" for key in "abc")
WHY = "date: 2026-11-20, reason: dubblett"

Read = Callable[..., list[Ending]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read declarations that are given as the texts of files, by name."""
    config = Config(root=tmp_path, site=SiteConfig(base=BASE, terms=TERMS))

    def from_texts(**texts: str) -> list[Ending]:
        config.identifiers.mkdir(parents=True)
        for name, text in texts.items():
            (config.identifiers / f"{name}.yaml").write_text(text, encoding="utf-8")
        return read_declarations(config.identifiers, config)

    return from_texts


def faults(read: Read, **texts: str) -> list[str]:
    """Read faulty declarations, and give the faults."""
    with pytest.raises(SourcesError) as caught:
        read(**texts)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("event", "kind", "ended", "successors"),
    [
        ("replaced: organisation:a, by: organisation:b", "replaced", [A], [B]),
        ("replaced: organisation:a, by: [organisation:b]", "replaced", [A], [B]),
        ("merged: [organisation:b, organisation:a], into: organisation:c", "merged", [A, B], [C]),
        ("merged: organisation:a, into: organisation:c", "merged", [A], [C]),
        ("split: organisation:a, into: [organisation:c, organisation:b]", "split", [A], [C, B]),
        ("withdrawn: organisation:a", "withdrawn", [A], []),
        (f"withdrawn: {A}", "withdrawn", [A], []),
        (f"withdrawn: {SOURCE_BASE}id/organisation/a", "withdrawn", [A], []),
        ("withdrawn: roll:kso", "withdrawn", [f"{TERMS}def/roll/kso"], []),
        ("withdrawn: sam:Gammal", "withdrawn", [f"{TERMS}spec/samverkan/Gammal"], []),
        ("withdrawn: kallgraf:gammal", "withdrawn", [f"{BASE}res/kallgraf/gammal"], []),
        (f"withdrawn: {SOURCE_BASE}def/roll", "withdrawn", [f"{TERMS}def/roll"], []),
        (
            "replaced: person:a, by: https://else.example/x?y#z",
            *("replaced", [f"{BASE}id/person/a"], ["https://else.example/x?y#z"]),
        ),
    ],
)
def test_events(read: Read, event: str, kind: str, ended: list[str], successors: list[str]) -> None:
    """Each kind of event gives an ending for each identifier that it ends."""
    found = read(a=f"- {{{event}, {WHY}}}")

    reason = f"{TERMS}def/avslut/dubblett"
    assert found == [
        Ending(
            iri=iri,
            kind=EndingKind(kind),
            moment="2026-11-20T00:00:00Z",
            reason=reason,
            successors=tuple(successors),
            source="data/identifiers/a.yaml",
        )
        for iri in ended
    ]


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2026-11-20", "2026-11-20T00:00:00Z"),
        ("'2026-11-20'", "2026-11-20T00:00:00Z"),
        ("2026-11-20T09:30:00Z", "2026-11-20T09:30:00Z"),
        ("2026-11-20T00:30:00+01:00", "2026-11-19T23:30:00Z"),
        ("2026-11-20T09:30:00.5Z", "2026-11-20T09:30:00Z"),
    ],
)
def test_dates(read: Read, date: str, moment: str) -> None:
    """A day stands for its beginning, a time for itself, in UTC."""
    (ending,) = read(a=f"- {{withdrawn: person:a, date: {date}, reason: upphord}}")
    assert ending.moment == moment


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("withdrawn: person:a", "is no list of events"),
        ("- person:a", "person:a is no event"),
        (f"- {{{WHY}}}", "this has 0 of them"),
        (f"- {{withdrawn: person:a, split: person:b, {WHY}}}", "this has 2 of them"),
        (f"- {{withdrawn: person:a, into: person:b, {WHY}}}", "'into' means nothing here"),
        (f"- {{replaced: person:a, into: person:b, {WHY}}}", "'into' means nothing here: use repl"),
        (f"- {{replaced: person:a, {WHY}}}", "'by' is missing"),
        ("- {withdrawn: person:a, reason: upphord}", "'date' is missing"),
        ("- {withdrawn: person:a, date: 2026-11-20}", "'reason' is missing"),
        (f"- {{withdrawn: [], {WHY}}}", "names nothing"),
        (f"- {{withdrawn: [person:a, 5], {WHY}}}", "names nothing"),
        (f"- {{withdrawn: [person:a, person:a], {WHY}}}", "names the same twice"),
        (f"- {{withdrawn: [person:a, {BASE}id/person/a], {WHY}}}", "in two ways"),
        (f"- {{withdrawn: Anna, {WHY}}}", "Anna is no IRI"),
        (f"- {{withdrawn: 'people:a', {WHY}}}", "people:a is no IRI"),
        (f"- {{withdrawn: 'person:', {WHY}}}", "person: is no IRI"),
        (f"- {{withdrawn: 'person:å b', {WHY}}}", "is no IRI"),
        (f"- {{withdrawn: 'person:å', {WHY}}}", "is spelt as no identifier"),
        (f"- {{withdrawn: '{BASE}id/person/', {WHY}}}", "is spelt as no identifier"),
        (f"- {{withdrawn: '{BASE}id/person', {WHY}}}", "is spelt as no identifier"),
        (f"- {{withdrawn: https://else.example/x, {WHY}}}", "no identifier of this site"),
        (f"- {{withdrawn: '{BASE}res/utgava/x', {WHY}}}", "no identifier of this site"),
        (f"- {{withdrawn: medlemskap:a/period, {WHY}}}", f"part of {BASE}id/medlemskap/a and"),
        (f"- {{replaced: person:a, by: [person:b, person:c], {WHY}}}", "has one successor"),
        (f"- {{merged: person:a, into: [person:b, person:c], {WHY}}}", "has one successor"),
        (f"- {{split: person:a, into: person:b, {WHY}}}", "two or more"),
        (f"- {{split: person:a, into: [person:a, person:b], {WHY}}}", "in its own place"),
        (f"- {{merged: [person:a, person:b], into: person:b, {WHY}}}", "in its own place"),
        ("- {withdrawn: person:a, date: 2026-11-31, reason: upphord}", "2026-11-31 is no date"),
        ("- {withdrawn: person:a, date: 2026, reason: upphord}", "2026 is no date"),
        ("- {withdrawn: person:a, date: 2026-11-20T10:00:00, reason: upphord}", "is no date"),
        ("- {withdrawn: person:a, date: 0001-01-01T00:00:00+02:00, reason: upphord}", "no date"),
        ("- {withdrawn: person:a, date: 2026-11-20, reason: trött}", "trött is no reason: write"),
        ("- {withdrawn: person:a, date: 2026-11-20, reason: [upphord]}", "is no reason"),
        ("- {withdrawn: person:a, withdrawn: person:b}", "'withdrawn' twice"),
        ("- {withdrawn: *a}", "*a repeats nothing"),
        ("", "is empty"),
        ("# nothing", "holds no values"),
    ],
)
def test_faults(read: Read, text: str, fault: str) -> None:
    """What is wrong is told with the file."""
    (found,) = faults(read, a=text)
    assert found.startswith("data/identifiers/a.yaml")
    assert fault in found


def test_lines(read: Read) -> None:
    """The line told is that of the key at fault, or else of the event; all faults are told."""
    text = """
- withdrawn: person:a
  reason: trött
  date: 2026-11-20
- withdrawn: person:b
  date: i går
  reason: upphord
- reason: upphord
"""
    places = [found.partition(": ")[0] for found in faults(read, a=text, b="- x", c="- {")]
    assert places == [
        *(f"data/identifiers/a.yaml:{line}" for line in (3, 6, 8)),
        "data/identifiers/b.yaml:1",
        "data/identifiers/c.yaml:2",
    ]


def test_ended_twice(read: Read) -> None:
    """An identifier ends once, in whatever file and spelling."""
    one = f"- {{withdrawn: person:a, {WHY}}}"
    two = f"\n- {{merged: [person:b, {SOURCE_BASE}id/person/a], into: person:c, {WHY}}}"

    (found,) = faults(read, a=one, b=two)

    assert found == (
        f"data/identifiers/b.yaml:2 ({BASE}id/person/a): "
        "is ended by data/identifiers/a.yaml:1 too: keep one of the two"
    )


def test_order_of_files(read: Read, tmp_path: Path) -> None:
    """What is declared does not depend on which file it stands in, or on the order of events."""
    one, two = (f"- {{withdrawn: person:{key}, {WHY}}}\n" for key in "ab")

    apart = read(a=two, b=one)
    (tmp_path / "data/identifiers/a.yaml").write_text(two + one)
    (tmp_path / "data/identifiers/b.yaml").unlink()
    together = read_declarations(
        tmp_path / "data/identifiers", Config(tmp_path, SiteConfig(base=BASE, terms=TERMS))
    )

    assert [ending.iri[-1] for ending in apart] == ["a", "b"]
    assert [ending.iri for ending in apart] == [ending.iri for ending in together]


def test_other_files(tmp_path: Path) -> None:
    """Files that are no YAML are left alone, hidden ones too; those in folders are read."""
    config = Config(root=tmp_path)
    folder = config.identifiers
    assert read_declarations(folder, config) == []
    (folder / "2026").mkdir(parents=True)
    (folder / ".git").mkdir()
    for name in ("README.md", ".a.yaml", ".git/a.yaml"):
        (folder / name).write_text("- x")
    (folder / "2026" / "a.YML").write_text(f"- {{withdrawn: person:a, {WHY}}}")
    (ending,) = read_declarations(folder, config)
    assert ending.source == "data/identifiers/2026/a.YML"
