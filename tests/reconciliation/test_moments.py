"""Times that texts give."""

import pytest

from samverkan_ld.reconciliation.moments import read_span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2020-03-17", ("2020-03-17", "2020-03-17")),
        (" 2020-03-17T12:00:00Z ", ("2020-03-17", "2020-03-17")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2018", ("2018-01-01", "2018-12-31")),
        ("2018-13", None),
        ("2019-02-29", None),
        ("0000", None),
        ("17/3 2020", None),
        ("", None),
    ],
)
def test_span(text, span):
    """A day, a month or a year is all of its days; nothing else is a time."""
    assert read_span(text) == span
