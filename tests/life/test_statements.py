"""How identifiers ended, as RDF."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from samverkan_ld.archive.endings import (
    Ending,
    EndingKind,
    all_endings,
    remove_ending,
    write_endings,
)
from samverkan_ld.archive.ledger import Ledger, writing_ledger
from samverkan_ld.iris import SOURCE_BASE, Iris
from samverkan_ld.life.statements import change_event, ending_quads, near, quads_about, quads_of
from samverkan_ld.namespaces import PREFIXES

IRIS = Iris()
DAY = "2026-11-20T00:00:00Z"
A, B, C, D = (IRIS.thing("organisation", key) for key in "abcd")


def ended(kind: str, iri: str, *successors: str) -> Ending:
    """Make an ending."""
    return Ending(iri, EndingKind(kind), DAY, IRIS.concept("avslut", "dubblett"), successors)


def written(quads: Iterable[Quad], iris: Iris = IRIS) -> set[str]:
    """Write quads of the graph of identifiers with prefixes; tombstones' common parts left out."""
    found = set()
    for quad in quads:
        assert quad.graph_name == NamedNode(iris.identifiers_graph)
        terms = (quad.subject.value, quad.predicate.value, quad.object.value)
        found.add(" ".join(_short(term, iris) for term in terms))
    return {line for line in found if " sam:avslutsorsak " not in line}


def _short(term: str, iris: Iris) -> str:
    homes = {"o:": iris.thing("organisation", ""), "p:": iris.thing("person", "")}
    homes |= {"event:": f"{iris.base}res/handelse/", "sam:": iris.term("")}
    for prefix, home in (homes | {f"{name}:": home for name, home in PREFIXES.items()}).items():
        if term.startswith(home):
            return prefix if prefix == "event:" else prefix + term[len(home) :]
    return term


def tombstone(name: str) -> set[str]:
    """Give what is said of every tombstone."""
    return {f"{name} rdf:type sam:Gravsten", f"{name} prov:invalidatedAtTime {DAY}"}


CHANGE = {
    "event: rdf:type org:ChangeEvent",
    f"event: prov:startedAtTime {DAY}",
    f"event: prov:endedAtTime {DAY}",
}


@pytest.mark.parametrize(
    ("endings", "expected"),
    [
        ([ended("withdrawn", A)], tombstone("o:a")),
        (
            [ended("replaced", A, B)],
            tombstone("o:a")
            | {"o:a dcterms:isReplacedBy o:b", "o:b dcterms:replaces o:a", "o:b owl:sameAs o:a"},
        ),
        (
            [ended("replaced", A, B), ended("replaced", B, C)],
            tombstone("o:a")
            | tombstone("o:b")
            | {"o:a dcterms:isReplacedBy o:b", "o:a dcterms:isReplacedBy o:c"}
            | {"o:b dcterms:isReplacedBy o:c"}
            | {"o:c dcterms:replaces o:a", "o:c dcterms:replaces o:b"}
            | {"o:c owl:sameAs o:a", "o:c owl:sameAs o:b"},
        ),
        (
            [ended("replaced", A, B), ended("withdrawn", B)],
            tombstone("o:a") | tombstone("o:b") | {"o:a dcterms:isReplacedBy o:b"},
        ),
        (
            [ended("merged", A, C), ended("merged", B, C)],
            tombstone("o:a")
            | tombstone("o:b")
            | CHANGE
            | {f"o:{key} dcterms:isReplacedBy o:c" for key in "ab"}
            | {f"o:c dcterms:replaces o:{key}" for key in "ab"}
            | {f"event: org:originalOrganization o:{key}" for key in "ab"}
            | {"event: org:resultingOrganization o:c"},
        ),
        (
            [ended("split", A, B, C)],
            tombstone("o:a")
            | CHANGE
            | {f"o:a dcterms:isReplacedBy o:{key}" for key in "bc"}
            | {f"o:{key} dcterms:replaces o:a" for key in "bc"}
            | {f"event: org:resultingOrganization o:{key}" for key in "bc"}
            | {"event: org:originalOrganization o:a"},
        ),
        (
            [ended("merged", f"{SOURCE_BASE}id/person/x", f"{SOURCE_BASE}id/person/y")],
            tombstone("p:x") | {"p:x dcterms:isReplacedBy p:y", "p:y dcterms:replaces p:x"},
        ),
    ],
)
def test_statements(endings: list[Ending], expected: set[str]) -> None:
    """Each ending is told in full, and nothing else is."""
    assert written(ending_quads(endings, IRIS)) == expected


def test_reason() -> None:
    """The reason is a concept."""
    (reason,) = [
        quad.object.value
        for quad in ending_quads([ended("withdrawn", A)], IRIS)
        if quad.predicate.value == IRIS.term("avslutsorsak")
    ]
    assert reason == f"{SOURCE_BASE}def/avslut/dubblett"


def test_about(ledger: Ledger) -> None:
    """What is told of one ending is what the whole graph says of it, and of its change."""
    endings = [
        *(ended("merged", A, C), ended("merged", B, C), ended("replaced", C, D)),
        *(ended("withdrawn", IRIS.thing("person", "x")), ended("replaced", A + "x", A)),
    ]
    write_endings(ledger, endings)
    event = change_event(endings[0], IRIS)

    found = set(quads_about(ledger, endings[0], IRIS))

    whole = set(ending_quads(endings, IRIS))
    said = {quad for quad in whole if quad.subject.value in (A, event)}
    assert said <= found <= whole
    assert {"o:d dcterms:replaces o:a"} == written(found - said)


KEYS = "abcdefgh"
ENDINGS = st.one_of(
    st.none(),
    st.tuples(
        st.sampled_from(["replaced", "merged", "split", "withdrawn"]),
        st.lists(st.sampled_from(KEYS), min_size=2, max_size=3, unique=True),
    ),
)


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), ENDINGS, max_size=3), max_size=5))
def test_near(changes: list[dict[str, tuple[str, list[str]] | None]]) -> None:
    """To change only what is near a change gives the same graph as to write it anew."""
    with TemporaryDirectory() as folder, writing_ledger(Path(folder, "l"), None) as ledger:
        graph: set[Quad] = set()
        for step in changes:
            altered = {IRIS.thing("organisation", key): told for key, told in step.items()}
            close = near(ledger, altered)
            before = quads_of(ledger, close, IRIS)
            for iri, told in altered.items():
                remove_ending(ledger, iri)
                if told is not None:
                    write_endings(ledger, [_ended_as(iri, *told)])
            after = quads_of(ledger, close | near(ledger, altered), IRIS)
            graph = graph - (before - after) | (after - before)
            assert graph == set(ending_quads(all_endings(ledger), IRIS))


def _ended_as(iri: str, kind: str, keys: list[str]) -> Ending:
    most = {"withdrawn": 0, "split": 3}.get(kind, 1)
    successors = [IRIS.thing("organisation", key) for key in keys[:most]]
    return ended(kind, iri, *successors)


def test_one_change_for_each_event() -> None:
    """Mergers on another day, into another, or splits of others are changes of their own."""
    later = Ending(A, EndingKind.MERGED, "2026-11-21T00:00:00Z", "", (C,))
    changes = [
        ended("merged", A, C),
        later,
        ended("merged", A, D),
        ended("split", A, C, D),
        ended("split", B, C, D),
    ]
    assert len({change_event(ending, IRIS) for ending in changes}) == len(changes)
    assert change_event(ended("merged", B, C), IRIS) == change_event(changes[0], IRIS)
    for other in (ended("replaced", A, B), ended("withdrawn", A)):
        assert change_event(other, IRIS) is None


def test_other_base() -> None:
    """At another base the same is said."""
    other = Iris("https://zzz.example/", "https://t.example/", "https://zzz.example/")
    endings = [ended("split", A, B, "https://foreign.example/"), ended("merged", D, A + "x")]
    moved = [
        Ending(
            other.rebase(ending.iri),
            ending.kind,
            ending.moment,
            other.rebase(ending.reason),
            tuple(map(other.rebase, ending.successors)),
        )
        for ending in endings
    ]
    assert written(ending_quads(endings, IRIS)) == written(ending_quads(moved, other), other)
    events = [str(change_event(e, i)) for e, i in ((endings[0], IRIS), (moved[0], other))]
    assert events[0].rpartition("/")[2] == events[1].rpartition("/")[2]


def test_survives_a_store(tmp_path: object) -> None:
    """A store gives back what was put into it."""
    quads = set(ending_quads([ended("split", A, B, C), ended("replaced", D, B)], IRIS))
    store = Store(str(tmp_path))
    store.extend(quads)
    assert set(store) == quads
