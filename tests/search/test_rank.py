"""The order in which names are found."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan_ld.search.folding import spell
from samverkan_ld.search.rank import rank, ranks

ORDERS = [
    [("kommun", "Umeå kommun"), ("organisation", "Umeå"), ("artikel", "Om"), ("plats", "Å")],
    [("kommun", "Ale"), ("kommun", "Alvesta"), ("kommun", "Alingsås")],
    [("region", name) for name in ("1aaa", "Abcd", "Zbcd", "Åbcd", "Äbcd", "Öbcd", "Жbcd")],
]


@pytest.mark.parametrize("order", ORDERS)
def test_order(order):
    """Municipalities come before others, short names before long, and letters as in Swedish."""
    assert all(label(*one) < label(*other) for one, other in pairwise(order))


def test_typing():
    """Names that differ in typing only have the same rank."""
    assert label("person", "Anna-Karin ÖST") == label("organisation", "anna karin öst")
    assert label("person", "Anna Karin Ost") != label("person", "Anna Karin Öst")


def test_label():
    """A label comes just before another name of the same words."""
    assert rank("kommun", "Åre", is_label=False) == label("kommun", "åre") + 1


@given(st.text(), st.text())
def test_number(name, other):
    """A rank is a number that fits a rowid, is one of those of its words, and tells the class."""
    kinds = ("kommun", "person", "film", "plats")
    found = [rank(kind, name, is_label=is_label) for kind in kinds for is_label in (True, False)]

    assert found == sorted(found) == [*ranks(spell(name))]
    assert 0 <= found[0] <= found[-1] < 1 << 51
    assert label("kommun", other) < label("person", name)


def label(kind, name):
    """Rank a label."""
    return rank(kind, name, is_label=True)
