"""Memberships, and when a role was held."""

import pytest

from samverkan_ld.search.memberships import Membership

PERIOD = ("2017-01-01", "2017-12-31", "2019-01-01", "2019-12-31")
OBSERVED = ("", "2020-03-17", "2020-03-17", "")
SINCE = ("2011-01-01", "2011-12-31", "2020-03-17", "")
UNKNOWN = ("", "", "", "")


@pytest.mark.parametrize(
    ("bounds", "span", "certainly", "possibly"),
    [
        (PERIOD, ("2018-06-01", "2018-06-01"), True, True),
        (PERIOD, ("2017-12-31", "2017-12-31"), True, True),
        (PERIOD, ("2019-01-01", "2019-01-01"), True, True),
        (PERIOD, ("2017-06-01", "2017-06-01"), False, True),
        (PERIOD, ("2019-06-01", "2019-06-01"), False, True),
        (PERIOD, ("2016-12-31", "2016-12-31"), False, False),
        (PERIOD, ("2020-01-01", "2020-01-01"), False, False),
        (PERIOD, ("2017-01-01", "2017-12-31"), True, True),
        (PERIOD, ("2010-01-01", "2016-12-31"), False, False),
        (OBSERVED, ("2020-03-17", "2020-03-17"), True, True),
        (OBSERVED, ("2020-03-18", "2020-03-18"), False, True),
        (OBSERVED, ("2020-01-01", "2020-12-31"), True, True),
        (SINCE, ("2011-06-01", "2011-06-01"), False, True),
        (SINCE, ("2015-01-01", "2015-01-01"), True, True),
        (SINCE, ("2010-12-31", "2010-12-31"), False, False),
        (SINCE, ("2026-01-01", "2026-01-01"), False, True),
        (UNKNOWN, ("2020-03-17", "2020-03-17"), False, True),
    ],
)
def test_held(bounds, span, certainly, possibly):
    """A role is certainly held within the inner bounds, and possibly within the outer ones."""
    outer_start, inner_start, inner_end, outer_end = bounds
    held = Membership(
        "p", "o", "r", "", outer_start, inner_start, inner_end, outer_end, "2020-03-17"
    )

    assert (held.certainly(*span), held.possibly(*span)) == (certainly, possibly)
