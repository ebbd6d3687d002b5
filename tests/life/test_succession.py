"""What comes in the place of what."""

import pytest

from samverkan_ld.archive.endings import Ending, EndingKind, write_endings
from samverkan_ld.archive.ledger import Ledger
from samverkan_ld.life.succession import Succession, final_successors

KINDS = {"=": EndingKind.REPLACED, "+": EndingKind.MERGED, "/": EndingKind.SPLIT}


def endings(text: str) -> list[Ending]:
    """Read endings, such as `a=b` (replaced), `a+b` (merged), `a/bc` (split), `a` (withdrawn)."""
    return [
        Ending(word[0], KINDS.get(word[1:2], EndingKind.WITHDRAWN), "m", "r", tuple(word[2:]))
        for word in text.split()
    ]


@pytest.mark.parametrize(
    ("told", "final", "same"),
    [
        ("", "", None),
        ("a", "", None),
        ("a=b", "b", "b"),
        ("a=b b=c", "c", "c"),
        ("a=b b=c c=d d=e", "e", "e"),
        ("a=b b", "", None),
        ("a+b", "b", None),
        ("a=b b+c", "c", None),
        ("a+b b=c", "c", None),
        ("a/bc", "bc", None),
        ("a/cb", "cb", None),
        ("a/bc b=d", "dc", None),
        ("a/bc b", "c", None),
        ("a/bc b=d c=d", "d", None),
        ("a=b b/cd c/ef", "efd", None),
        ("a=b b=a", "", None),
        ("a=b b=c c=b", "", None),
        ("x=y", "", None),
    ],
)
def test_final(told: str, final: str, same: str | None, ledger: Ledger) -> None:
    """Chains collapse to what has not ended; only replacements keep a thing the same."""
    write_endings(ledger, endings(told))

    assert final_successors(ledger, "a") == tuple(final)
    known = {ending.iri: ending for ending in endings(told)}
    assert Succession(known.get).same("a") == same


@pytest.mark.parametrize(
    ("told", "cycle"),
    [
        ("a=b", ""),
        ("a=b b=a", "aba"),
        ("a=b b=c c=a", "abca"),
        ("a/bc b/de c+e e=a d", "acea|abea"),
        ("a=b b=c c=b", ""),
        ("a=a", "aa"),
    ],
)
def test_cycle(told: str, cycle: str) -> None:
    """The way on which an identifier comes in its own place is told whole."""
    known = {ending.iri: ending for ending in endings(told)}
    assert "".join(Succession(known.get).cycle("a")) in cycle.split("|")
