"""Strict JSON, and the lines of its values."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan_ld.errors import SourceError
from samverkan_ld.parsing.jsontext import Json, Path, parse_json, value_lines

TEXT = r"""{"a": 1,
 "b": [{"q": "}{\"],["},
       {"q": [],
        "r\u0020s": null}, 5.5],
 "c": {}
}"""

VALUES: st.SearchStrategy[Json] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("a",), 1),
        (("b", 0, "q"), 2),
        (("b", 1), 3),
        (("b", 1, "r s"), 4),
        (("b", 2), 4),
        (("c",), 5),
    ],
)
def test_each_value_has_its_line(path: Path, line: int) -> None:
    """The line of a member is that of its key, whatever the texts before it hold."""
    assert value_lines(TEXT, [path]) == {path: line}


def test_no_line_for_what_is_not_there() -> None:
    """Paths that lead nowhere are left out, and nothing is looked for in vain."""
    assert value_lines(TEXT, [("z",), ("b", 9)]) == {}
    assert value_lines(TEXT, []) == {}


@given(VALUES)
def test_json_is_read_as_python_reads_it(value: Json) -> None:
    """Text without faults gives the values that Python's own module gives."""
    assert parse_json(json.dumps(value), name="a.json") == value


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{"a": 1,\n"b": [1, {"x": 1,\n"x": 2}]}', 3, "the key 'x' twice"),
        ('{"a": 1, "\\u0061": 2}', 1, "the key 'a' twice"),
        ("[1,\nNaN]", 2, "NaN"),
        ('["-Infinity",\n\n-Infinity]', 3, "-Infinity"),
        ("[1e999]", 1, "1e999"),
        ("[" + "9" * 5000 + "]", 1, "no number that can be kept"),
        ('{"a": [\n1,]}', 2, "is not JSON"),
        ("", 1, "is not JSON"),
        ("1\n2", 2, "Extra data"),
        ("[" * 100_000, None, "too deeply"),
        ('{"a":' * 100_000, None, "too deeply"),
    ],
)
def test_bad_json_is_refused(text: str, line: int | None, words: str) -> None:
    """Each fault is named with its line."""
    with pytest.raises(SourceError) as caught:
        parse_json(text, name="a.json")
    assert (caught.value.name, caught.value.line) == ("a.json", line)
    assert words in caught.value.reason
