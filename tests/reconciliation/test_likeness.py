"""How alike texts and names are."""

import pytest

from samverkan_ld.reconciliation.likeness import likeness

ABBREVIATED = 88.0


@pytest.mark.parametrize(
    ("text", "name", "is_short"),
    [
        ("Ö vik", "Örnsköldsvik", True),
        ("Ö sköld vik", "Örnsköldsvik", True),
        ("örn köld s vik", "Örnsköldsvik", True),
        ("Ö vik köld", "Örnsköldsvik", False),
        ("Ö sköldsv vik", "Örnsköldsvik", False),
        ("Ö vi", "Örnsköldsvik", False),
        ("nsköld vik", "Örnsköldsvik", False),
        ("ananas nasa", "ananasa", False),
    ],
)
def test_abbreviation(text, name, is_short):
    """Words that begin, follow in and end a name may stand for it; none counts twice."""
    assert (likeness("organisation", text, name) == ABBREVIATED) is is_short


def test_many_words():
    """However many letters a text has that a name has many times, it is judged at once."""
    text = " ".join(("an" * 40)[:60]) + " z"

    assert likeness("organisation", text, "an" * 60) < ABBREVIATED
