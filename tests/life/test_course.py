"""Which identifiers a release ends, and whether it may."""

from collections.abc import Callable, Set

import pytest

from samverkan_ld.archive.endings import Ending, EndingKind, write_endings
from samverkan_ld.archive.ledger import Ledger
from samverkan_ld.archive.things import Touched, touch_things
from samverkan_ld.iris import Iris
from samverkan_ld.life.course import Verdict, judge_life
from samverkan_ld.life.identifiers import Reason, reason_iri

IRIS = Iris("https://b.example/", "https://t.example/", "https://r.example/")
FIRST, NOW = "2026-11-20T12:00:00Z", "2026-11-23T12:00:00Z"
FILE = "data/identifiers/a.yaml"
PERSON, OTHER, THIRD = (IRIS.thing("person", key) for key in "abc")
ROLE = IRIS.thing("medlemskap", "m")
SAID = IRIS.thing("uttalande", "u")
GRAPH = IRIS.graph("g")

Judge = Callable[..., Verdict]


def ending(
    iri: str,
    *successors: str,
    kind: str = "",
    moment: str = FIRST,
    reason: str = "dubblett",
    source: str = FILE,
    is_erased: bool = False,
) -> Ending:
    """Make an ending: withdrawn, or replaced if it has a successor."""
    found = EndingKind(kind or ("replaced" if successors else "withdrawn"))
    named = reason_iri(Reason(reason), IRIS)
    return Ending(iri, found, moment, named, successors, source, is_erased)


def expired(iri: str) -> Ending:
    """Make the ending of what ended by itself in the first release."""
    return ending(iri, source="", reason="utgatt")


@pytest.fixture
def judge(ledger: Ledger) -> Judge:
    """Judge a second release by what is there before, after, known to have ended, and declared."""

    def make(
        before: str | Set[str] = frozenset(),
        after: Set[str] = frozenset(),
        *,
        known: tuple[Ending, ...] = (),
        declared: tuple[Ending, ...] = (),
        withdraw_missing: bool = False,
    ) -> Verdict:
        there = {before} if isinstance(before, str) else before
        touch_things(ledger, {iri: Touched(added=3) for iri in there}, FIRST)
        write_endings(ledger, known)
        gone = {iri: Touched(removed=3) for iri in there - after}
        new = {iri: Touched(added=1) for iri in after - there}
        changed = touch_things(ledger, gone | new, NOW)
        return judge_life(ledger, declared, changed, IRIS, NOW, withdraw_missing=withdraw_missing)

    return make


@pytest.mark.parametrize("iri", [ROLE, SAID, GRAPH])
@pytest.mark.parametrize("withdraw_missing", [False, True])
def test_ends_by_itself(judge: Judge, iri: str, withdraw_missing: bool) -> None:
    """Memberships, statements and graphs end by themselves when no source has them."""
    verdict = judge(iri, withdraw_missing=withdraw_missing)
    expected = ending(iri, moment=NOW, source="", reason="utgatt")
    assert verdict == Verdict(endings=(expected,))


@pytest.mark.parametrize(
    "iri",
    [
        PERSON,
        IRIS.thing("organisation", "o"),
        IRIS.thing("artikel", "a"),
        IRIS.thing("kommun", "2417"),
        IRIS.concept("roll", "vd"),
        "https://t.example/def/roll",
        IRIS.term("talarSom"),
    ],
)
def test_vanished(judge: Judge, iri: str) -> None:
    """Everything else must not vanish without a word."""
    assert judge(iri) == Verdict(missing=(iri,))


def test_withdraw_missing(judge: Judge) -> None:
    """What vanished is withdrawn if that is asked for."""
    verdict = judge({PERSON, OTHER}, {OTHER}, withdraw_missing=True)
    assert verdict == Verdict(endings=(ending(PERSON, moment=NOW, source="", reason="saknas"),))


@pytest.mark.parametrize(
    "iri",
    [
        "https://else.example/x",
        "https://r.example/id/kommun/2417",
        "https://t.example/id/person/a",
        "https://b.example/def/roll/x",
        "https://b.example/res/utgava/x",
    ],
)
def test_not_ours(judge: Judge, iri: str) -> None:
    """What the site does not mint may come and go."""
    assert judge(iri) == Verdict()


def test_declared(judge: Judge) -> None:
    """What is declared ends as it is declared, also what would have ended by itself."""
    declared = (ending(ROLE), ending(PERSON, OTHER))
    verdict = judge({PERSON, OTHER, ROLE}, {OTHER}, declared=declared)
    assert verdict == Verdict(endings=declared)


def test_known_already(judge: Judge) -> None:
    """What is known as it is declared is no news; what is declared no longer stays."""
    known = (ending(PERSON, OTHER), ending(THIRD))
    verdict = judge({OTHER}, {OTHER}, known=known, declared=known[:1])
    assert verdict == Verdict()


@pytest.mark.parametrize(
    "known",
    [
        ending(PERSON),
        ending(PERSON, OTHER),
        ending(PERSON, source="", reason="saknas"),
        ending(PERSON, THIRD, moment="2026-11-01T00:00:00Z"),
        ending(PERSON, THIRD, reason="felaktig", source="data/identifiers/b.yaml"),
    ],
)
def test_declared_anew(judge: Judge, known: Ending) -> None:
    """How an identifier ended may be told better later, however it was told first."""
    declared = ending(PERSON, THIRD, reason="felaktig")
    verdict = judge({OTHER, THIRD}, {OTHER, THIRD}, known=(known,), declared=(declared,))
    assert verdict == Verdict(endings=(declared,))


def test_resumed(judge: Judge) -> None:
    """What ended by itself may be described again."""
    known = tuple(expired(iri) for iri in (GRAPH, ROLE, SAID))
    verdict = judge(after={GRAPH, ROLE}, known=known)
    assert verdict == Verdict(resumed=(ROLE, GRAPH))


@pytest.mark.parametrize(
    "known",
    [
        ending(PERSON, source="", reason="saknas"),
        ending(PERSON, reason="utgatt"),
        ending(PERSON, OTHER),
        ending(ROLE, source="", reason="radering", is_erased=True),
        ending(ROLE, source="", reason="utgatt", is_erased=True),
    ],
)
def test_used_again(judge: Judge, known: Ending) -> None:
    """Nothing else that ended is described again, whether it is still declared or not."""
    verdict = judge(after={known.iri}, known=(known,))
    assert verdict.resumed == ()
    (fault,) = verdict.faults
    assert fault.startswith(known.iri)
    assert "nothing that ended is used again" in fault


@pytest.mark.parametrize("changes", [True, False])
def test_declared_but_described(judge: Judge, changes: bool) -> None:
    """What is declared to have ended must not be described, whether this release adds it or not."""
    before = set() if changes else {PERSON}
    (fault,) = judge(before, {PERSON}, declared=(ending(PERSON),)).faults
    assert fault.startswith(f"{FILE}: {PERSON} is declared as withdrawn, but still described")


def test_never_released(judge: Judge) -> None:
    """What was never released here may have ended before: a new folder of releases forgets."""
    declared = ending(PERSON, OTHER)
    assert judge(after={OTHER}, declared=(declared,)) == Verdict(endings=(declared,))


@pytest.mark.parametrize(
    ("told", "known", "fault"),
    [
        ((ending(PERSON, OTHER),), (), f"but {OTHER} is not described"),
        ((ending(PERSON, OTHER), ending(OTHER)), (), f"{OTHER} has ended too"),
        ((ending(PERSON, OTHER),), (ending(OTHER),), f"{OTHER} has ended too"),
        ((ending(PERSON, OTHER), ending(OTHER, "https://b.example/id/person/x")), (), "/x is not"),
        ((ending(PERSON, OTHER, kind="merged"),), (), "is not described"),
        ((ending(PERSON, THIRD, OTHER, kind="split"),), (), f"{OTHER} is not"),
        ((ending(PERSON, "https://r.example/id/kommun/1"),), (), ""),
        ((ending(PERSON, "https://else.example/x"),), (), ""),
        ((ending(PERSON, OTHER), ending(OTHER, THIRD)), (), ""),
        ((ending(PERSON, OTHER),), (ending(OTHER, THIRD),), ""),
        ((ending(PERSON, OTHER, kind="merged"),), (ending(OTHER, reason="upphord"),), ""),
        ((ending(PERSON, OTHER, THIRD, kind="split"), ending(OTHER)), (), ""),
        ((ending(PERSON, ROLE),), (expired(ROLE),), f"{ROLE} has ended too"),
    ],
)
def test_successors(
    judge: Judge, told: tuple[Ending, ...], known: tuple[Ending, ...], fault: str
) -> None:
    """A successor is described, or lies elsewhere, or has ended with something in its place."""
    faults = judge({THIRD}, {THIRD}, known=known, declared=told).faults
    assert len(faults) == bool(fault)
    assert fault in "".join(faults)


def test_successor_ends_later(judge: Judge) -> None:
    """What was right when it was declared stops no publication when the successor ends too."""
    known = ending(PERSON, ROLE)
    verdict = judge({ROLE}, known=(known,), declared=(known,))
    assert [found.iri for found in verdict.endings] == [ROLE]
    assert verdict.faults == ()


def test_cycle(judge: Judge) -> None:
    """A circle is refused once, with all that is in it."""
    declared = (ending(OTHER, THIRD), ending(PERSON, OTHER), ending(THIRD, PERSON))
    (fault,) = judge(declared=declared).faults
    assert fault.endswith(f"in a circle: {OTHER} → {THIRD} → {PERSON} → {OTHER}")


def test_cycle_through_known(judge: Judge) -> None:
    """A circle that a new declaration closes is refused, though the rest is known."""
    (fault,) = judge(known=(ending(OTHER, PERSON),), declared=(ending(PERSON, OTHER),)).faults
    assert "in a circle" in fault


def test_erased(judge: Judge) -> None:
    """Nothing changes what was erased; to declare the same is no change."""
    known = ending(PERSON, source="", reason="radering", is_erased=True)
    (fault,) = judge(known=(known,), declared=(ending(PERSON),)).faults
    assert f"{FILE}: {PERSON} was erased (2026-11-20)" in fault
    assert judge(declared=(ending(PERSON, reason="radering"),)) == Verdict()


def test_vanished_from_erased(judge: Judge) -> None:
    """What is known to have ended does not vanish once more."""
    assert judge(PERSON, known=(ending(PERSON, is_erased=True),)) == Verdict()


@pytest.mark.parametrize(
    ("moment", "faults"), [("2026-11-24T11:00:00Z", 0), ("2026-11-25T00:00:00Z", 1)]
)
def test_still_to_come(judge: Judge, moment: str, faults: int) -> None:
    """What has not happened yet is not declared, but it is a day earlier in the east."""
    assert len(judge(declared=(ending(PERSON, moment=moment),)).faults) == faults
