"""CSV text as records that know their lines."""

import csv

import pytest

from samverkan_ld.errors import SourceError
from samverkan_ld.tabular.delimited import Record, check_record, read_records


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a,b\n1,2\n", [(1, ["a", "b"]), (2, ["1", "2"])], id="LF"),
        pytest.param("a\r\n1\r\n", [(1, ["a"]), (2, ["1"])], id="CRLF"),
        pytest.param("a\n1", [(1, ["a"]), (2, ["1"])], id="no line end at the end"),
        pytest.param('a\n"1\n2"\n3\n', [(1, ["a"]), (2, ["1\n2"]), (4, ["3"])], id="quoted LF"),
        pytest.param('"a ""b"""\n', [(1, ['a "b"'])], id="doubled quotes"),
        pytest.param(" a , b\n", [(1, [" a ", " b"])], id="spaces are kept"),
        pytest.param("a\u2028b\n\x85\n", [(1, ["a\u2028b"]), (2, ["\x85"])], id="other line ends"),
        pytest.param("a\n\n1\n", [(1, ["a"]), (2, []), (3, ["1"])], id="blank line"),
    ],
)
def test_read_records(text: str, expected: list[tuple[int, list[str]]]) -> None:
    """Each record has its cells and the line where it begins."""
    assert read_records(text, "t.csv") == [Record(line, cells) for line, cells in expected]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", r"^t\.csv: has no header", id="empty"),
        pytest.param('a\n1\n"2\n3\n', r"^t\.csv:3: .*unexpected end of data", id="open quote"),
        pytest.param('a\n"1"2\n', r"^t\.csv:2: .*expected after", id="text after a quote"),
        pytest.param("a\n1\r2\n", r"^t\.csv:2: .*new-line character", id="CR alone"),
        pytest.param(
            "a\n" + "1" * (csv.field_size_limit() + 1), r"^t\.csv:2: .*field limit", id="giant cell"
        ),
    ],
)
def test_read_records_refuses(text: str, message: str) -> None:
    """What is not well-formed is refused with the line where the record begins."""
    with pytest.raises(SourceError, match=message):
        read_records(text, "t.csv")


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ([], r"^t\.csv:7: is a blank line"),
        (["# a", "b"], r"^t\.csv:7: begins with #"),
        (["a"], r"^t\.csv:7: has 1 cells, but there are 2 columns"),
        (["a", "b", "c"], r"^t\.csv:7: has 3 cells, but there are 2 columns"),
    ],
)
def test_check_record_refuses(cells: list[str], message: str) -> None:
    """A record that is no row of the table is refused."""
    with pytest.raises(SourceError, match=message):
        check_record(Record(7, cells), 2, "t.csv")
