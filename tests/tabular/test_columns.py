"""The columns of a table, as CSVW describes them."""

import json
from typing import Final

import pytest

from samverkan_ld.errors import SourceError
from samverkan_ld.tabular.columns import Table, read_table
from samverkan_ld.tabular.fields import read_fields

BASE: Final = "https://data.samverkan.example/"
KEY: Final = {"name": "key", "suppressOutput": True}
ABOUT: Final = {"aboutUrl": "id/{key}"}
SAYS: Final = {"propertyUrl": "schema:name"}


def table(*columns: dict[str, object], **schema: object) -> Table:
    """Read a schema made of a key column and those given."""
    text = json.dumps({**ABOUT, **schema, "columns": [KEY, *columns]})
    return read_table(read_fields(text, "t.json"), BASE)


def test_defaults() -> None:
    """A column with a name and a property has CSVW's defaults."""
    column = table({"name": "a", **SAYS}).columns[1]
    assert column.titles == ("a",)
    assert column.nulls == ("",)
    assert column.default == ""
    assert column.datatype.base == "string"
    assert (column.language, column.separator, column.value) == (None, None, None)
    assert not (column.required or column.virtual or column.suppressed)


def test_datatypes() -> None:
    """A datatype is a name, or an own one built on string."""
    own = {"@id": "def/datatyp/kommunkod", "base": "string", "format": r"\d{4}"}
    plain, typed = table(
        {"name": "a", "datatype": "gYear", **SAYS}, {"name": "b", "datatype": own, **SAYS}
    ).columns[1:]
    assert plain.datatype.iri.value == "http://www.w3.org/2001/XMLSchema#gYear"
    assert typed.datatype.iri.value == BASE + "def/datatyp/kommunkod"
    assert typed.datatype.pattern.fullmatch("2482")
    assert not typed.datatype.pattern.fullmatch("２４８２")


def test_own_about_url() -> None:
    """A column's aboutUrl goes before the schema's; virtual columns stand apart."""
    read = table({"virtual": True, "aboutUrl": "x/{key}", **SAYS, "default": "a"}, primaryKey="key")
    assert read.virtual[0].about != read.columns[0].about
    assert read.primary_key == ("key",)


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ({"name": "a", **SAYS, "ordered": True}, r"\(columns 2\): the key 'ordered' is not part"),
        ({"name": "a", **SAYS, "dc:title": "A"}, "the key 'dc:title' is not part"),
        ({**SAYS}, "'' is no name of a column"),
        ({"name": "_a", **SAYS}, "'_a' is no name of a column"),
        ({"name": "å", **SAYS}, "'å' is no name of a column"),
        ({"name": "key", **SAYS}, "two columns have the name 'key'"),
        ({"name": "a"}, r"\(columns 2\): needs 'aboutUrl' and 'propertyUrl'"),
        ({"name": "a", **SAYS, "datatype": "float"}, "'float' is no datatype that is read"),
        ({"name": "a", **SAYS, "datatype": 1}, "'datatype' must be an object"),
        ({"name": "a", **SAYS, "datatype": {"length": 1}}, "the key 'length' is not part"),
        (
            {"name": "a", **SAYS, "datatype": {"base": "date", "format": "d"}},
            "'format' is read for the base 'string' only",
        ),
        ({"name": "a", **SAYS, "datatype": {"format": "("}}, "'format' is no regular expression"),
        (
            {"name": "a", **SAYS, "datatype": {"format": "a{99999999999}"}},
            "'format' is no regular expression",
        ),
        ({"name": "a", **SAYS, "datatype": {"@id": "dt:x"}}, "'@id' is no IRI that can be used"),
        ({"name": "a", **SAYS, "lang": "på svenska"}, "'lang' must be a language tag"),
        ({"name": "a", **SAYS, "separator": ""}, "'separator' must not be empty"),
        ({"name": "a", **SAYS, "required": "yes"}, "'required' must be true or false"),
        ({"name": "a", "propertyUrl": "{#x}"}, "is no URI template known here"),
        ({"name": "a", **SAYS, "valueUrl": "{b}"}, "a template uses 'b', which is no column"),
        ({"name": "a", **SAYS, "aboutUrl": "{_name}"}, "a template uses '_name'"),
        (
            {"name": "a", **SAYS, "separator": ";", "valueUrl": "x/{a}"},
            "a template uses 'a', which is no column with one value",
        ),
        ({"virtual": True, **SAYS}, r"\(columns 2\): is virtual and needs a 'valueUrl'"),
    ],
)
def test_column_refused(column: dict[str, object], message: str) -> None:
    """A column outside the subset, or at odds with itself, is refused."""
    with pytest.raises(SourceError, match=rf"^t\.json.*{message}"):
        table(column)


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ({"foreignKeys": []}, "the key 'foreignKeys' is not part"),
        ({"primaryKey": "other"}, "'primaryKey' names 'other', which is no column"),
        ({"primaryKey": 1}, "'primaryKey' must be a text or a list of texts"),
        ({"aboutUrl": None}, "needs 'aboutUrl'"),
    ],
)
def test_schema_refused(schema: dict[str, object], message: str) -> None:
    """A schema outside the subset is refused."""
    with pytest.raises(SourceError, match=message):
        table({"name": "a", **SAYS}, **schema)


def test_virtual_columns_stand_last() -> None:
    """A virtual column before a real one is refused."""
    with pytest.raises(SourceError, match="a virtual column stands before a real one"):
        table({"virtual": True, **SAYS, "default": "x"}, {"name": "a", **SAYS})
