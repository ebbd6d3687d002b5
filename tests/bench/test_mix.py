"""How servers compare by their timings."""

import pytest
from bench.mix import Comparison, Timing
from bench.queries import Query


def timing(name: str, one: float, other: float, *outcomes: str, agrees: bool = True) -> Timing:
    """Give the timing of a query by two servers, which by default come to the same."""
    query = Query(name, "ASK {}", agrees=agrees)
    found = dict(zip(("one", "other"), outcomes or ("true", "true"), strict=True))
    seconds = {"one": one, "other": other}
    return Timing(query, seconds, {name: spent / 2 for name, spent in seconds.items()}, found)


def test_totals_make_the_ratio() -> None:
    """The ratio is that of the totals, not the mean of the ratios."""
    found = Comparison([timing("a", 3, 1), timing("b", 1, 3)], "one", "other")
    assert found.totals == (4, 4)
    assert found.ratio == found.best_ratio == 1
    assert Comparison(found.timings[:1], "other", "one").ratio == pytest.approx(1 / 3)


def test_the_worst_come_first() -> None:
    """Queries are named by falling ratio."""
    timings = [timing("a", 1, 1), timing("b", 5, 1), timing("c", 20, 10), timing("d", 1, 9)]
    found = Comparison(timings, "one", "other")
    assert found.worst(3) == [("b", 5), ("c", 2), ("a", 1)]


@pytest.mark.parametrize(
    ("ours", "theirs", "agrees", "differs", "unanswered"),
    [
        ("3 rows", "3 rows", True, False, False),
        ("3 rows", "4 rows", True, True, False),
        ("3 triples", "4 triples", False, False, False),
        ("3 rows", "no answer", True, False, True),
        ("3 rows", "status 500", True, False, True),
        ("no answer", "3 rows", True, True, False),
    ],
)
def test_answers_that_differ_are_named(
    ours: str, theirs: str, *, agrees: bool, differs: bool, unanswered: bool
) -> None:
    """Answers must agree where the standard leaves no choice."""
    one = timing("a", 1, 1, ours, theirs, agrees=agrees)
    found = Comparison([one, timing("b", 1, 1)], "one", "other")
    assert found.differing() == (["a"] if differs else [])
    assert found.unanswered() == (["a"] if unanswered else [])
