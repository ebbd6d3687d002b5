"""The fields of JSON objects."""

import pytest

from samverkan_ld.errors import SourceError
from samverkan_ld.tabular.fields import read_fields


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", r"^t\.json:1: is not JSON", id="empty"),
        pytest.param('{\n"a": 1,\n}', r"^t\.json:3: is not JSON", id="trailing comma"),
        pytest.param("[" * 100_000, r"^t\.json: nests values too deeply", id="deep list"),
        pytest.param('{"a":' * 100_000, r"^t\.json: nests values too deeply", id="deep object"),
        pytest.param('{"a": 1, "a": 2}', r"^t\.json:1: has the key 'a' twice", id="key twice"),
        pytest.param('{"a": "\\ud800"}', r"^t\.json: holds half", id="half a surrogate pair"),
        pytest.param(
            '{"a": ' + "1" * 5000 + "}", r"^t\.json:1: 1+ is no number", id="giant number"
        ),
        pytest.param("[]", r"^t\.json: must be a JSON object", id="a list"),
    ],
)
def test_read_fields_refuses(text: str, message: str) -> None:
    """A text that is no usable JSON object is refused."""
    with pytest.raises(SourceError, match=message):
        read_fields(text, "t.json")


def test_good_values() -> None:
    """Values of the right kind come back; absent ones have a plain default."""
    fields = read_fields(
        '{"t": "a", "f": true, "one": "x", "many": ["x", "y"], "part": {"k": "v"},'
        ' "parts": [{"k": "v"}], "lang": "sv", "none": "und", "iri": "schema:name"}',
        "t.json",
    )
    assert (fields.text("t"), fields.text("absent")) == ("a", None)
    assert (fields.flag("f"), fields.flag("absent")) == (True, False)
    assert [fields.texts(key) for key in ("one", "many", "absent")] == [("x",), ("x", "y"), ()]
    assert fields.part("part").text("k") == "v"
    assert [part.place for part in fields.parts("parts")] == ["parts 1"]
    assert [fields.language(key) for key in ("lang", "none", "absent")] == ["sv", None, None]
    assert fields.iri("iri", "").value == "http://schema.org/name"


@pytest.mark.parametrize(
    ("method", "message"),
    [
        ("text", "'x' must be a text"),
        ("flag", "'x' must be true or false"),
        ("texts", "'x' must be a text or a list of texts"),
        ("part", "'x' must be an object"),
        ("language", "'x' must be a text"),
    ],
)
def test_wrong_kind(method: str, message: str) -> None:
    """A value of another kind is refused, with the key."""
    fields = read_fields('{"x": 1}', "t.json")
    with pytest.raises(SourceError, match=f"^t.json: {message}"):
        getattr(fields, method)("x")


@pytest.mark.parametrize("text", ['{"x": []}', '{"x": {}}', "{}"])
def test_parts_refuses(text: str) -> None:
    """A list of objects must be there and hold some."""
    with pytest.raises(SourceError, match="must be a list with at least one object"):
        list(read_fields(text, "t.json").parts("x"))


def test_place() -> None:
    """A fault deep inside tells the place."""
    fields = read_fields('{"tables": [{}, {"tableSchema": {"x": 1}}]}', "t.json")
    schema = list(fields.parts("tables"))[1].part("tableSchema")
    with pytest.raises(SourceError, match=r"^t\.json \(tables 2, tableSchema\): the key 'x'"):
        schema.allow(["columns"])
