"""The order in which names are found."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan_ld.search.rank import CLASSES, rank, rank_in

ORDERS = [
    [("kommun", "Umeå kommun"), ("organisation", "Umeå"), ("artikel", "Om"), ("plats", "Å")],
    [("kommun", "Ale"), ("kommun", "Alvesta"), ("kommun", "Alingsås")],
    [("region", name) for name in ("1aaa", "Abcd", "Zbcd", "Åbcd", "Äbcd", "Öbcd", "Жbcd")],
]


@pytest.mark.parametrize("order", ORDERS)
def test_order(order):
    """Municipalities come before others, short names before long, and letters as in Swedish."""
    assert all(rank(*one) < rank(*other) for one, other in pairwise(order))


def test_typing():
    """Names that differ in typing only have the same rank."""
    assert rank("person", "Anna-Karin ÖST") == rank("organisation", "anna karin öst")
    assert rank("person", "Anna Karin Ost") != rank("person", "Anna Karin Öst")


@given(st.text(), st.text())
def test_number(name, other):
    """A rank is a number that fits a rowid, and tells its class."""
    for kind in ("kommun", "person", "film", "plats"):
        assert 0 <= rank(kind, name) < CLASSES << 48
    assert max(rank_in(0, name), rank_in(0, other)) < min(rank_in(1, name), rank_in(1, other))
