"""The bounds that follow from a period."""

import pytest

from samverkan_ld.mapping.period import Period, read_moment

CASES = [
    # start, end, observed → tidigastFran, senastFran, tidigastTill, senastTill
    ("2017", "2019", None, "2017-01-01", "2017-12-31", "2019-01-01", "2019-12-31"),
    (None, None, "2020-03-17", None, "2020-03-17", "2020-03-17", None),
    ("2011", None, "2020-03-17", "2011-01-01", "2011-12-31", "2020-03-17", None),
    ("2020-02", "2020-02", None, "2020-02-01", "2020-02-29", "2020-02-01", "2020-02-29"),
    ("2021-05-04", "2022-01-31", None, "2021-05-04", "2021-05-04", "2022-01-31", "2022-01-31"),
    ("2020", None, "2020-03-17", "2020-01-01", "2020-03-17", "2020-03-17", None),
    (None, "2020", "2020-03-17", None, "2020-03-17", "2020-03-17", "2020-12-31"),
    ("2019", "2017", None, "2019-01-01", "2019-12-31", "2017-01-01", "2017-12-31"),
    (None, None, None, None, None, None, None),
]


@pytest.mark.parametrize(("start", "end", "observed", "a", "b", "c", "d"), CASES)
def test_bounds(start, end, observed, a, b, c, d):
    """Each bound is the earliest or latest day that the source supports, or absent."""
    moments = [read_moment(text) if text else None for text in (start, end, observed)]
    wanted = {"tidigastFran": a, "senastFran": b, "tidigastTill": c, "senastTill": d}

    assert Period(*moments).bounds() == {name: day for name, day in wanted.items() if day}


@pytest.mark.parametrize(
    ("text", "datatype", "position"),
    [
        ("2017", "gYear", "inXSDgYear"),
        ("2017-05", "gYearMonth", "inXSDgYearMonth"),
        ("2017-05-01", "date", "inXSDDate"),
    ],
)
def test_precision(text, datatype, position):
    """A moment keeps the precision that it is given with."""
    moment = read_moment(text)

    assert (moment.text, moment.datatype, moment.time_property) == (text, datatype, position)


@pytest.mark.parametrize(
    "text",
    ["", "17", "2017-13", "2017-02-30", "2017-5", "maj 2017", "2017-05-01T00:00", "0000", "٢٠١٧"],
)
def test_no_moment(text):
    """What is no year, month or day of the calendar is refused, with the text in the message."""
    with pytest.raises(ValueError, match=repr(text)):
        read_moment(text)
