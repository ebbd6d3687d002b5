"""Reading tables described by CSVW."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import RdfFormat, serialize

from samverkan_ld.errors import SourceError
from samverkan_ld.readers.csvw import read
from samverkan_ld.records import ReadingRules, Source, SourceFile
from samverkan_ld.tabular.metadata import CONTEXT

GRAPH: Final = "https://data.samverkan.example/res/kallgraf/t"
KEY: Final = {"name": "kod", "suppressOutput": True}
NAME: Final = {"name": "namn", "propertyUrl": "schema:name"}

Write = Callable[..., Source]


def described(*columns: object, **schema: object) -> str:
    """Write a description of t.csv with the columns given."""
    about = {"aboutUrl": "id/kommun/{kod}", "primaryKey": "kod"}
    table = {"url": "t.csv", "tableSchema": {**about, **schema, "columns": columns}}
    return json.dumps({"@context": CONTEXT, **table})


@pytest.fixture
def reading(tmp_path: Path) -> Write:
    """Write t.csv and its description, and read them; a missing description is not written."""

    def write_and_read(
        table: str | bytes, description: str | bytes | None, max_bytes: int = 10_000_000
    ) -> Source:
        path = tmp_path / "t.csv"
        path.write_bytes(table if isinstance(table, bytes) else table.encode())
        if description is not None:
            data = description if isinstance(description, bytes) else description.encode()
            (tmp_path / "t.csv-metadata.json").write_bytes(data)
        rules = ReadingRules(tmp_path, tmp_path, max_bytes, 100)
        return read(SourceFile(path, "register/t.csv", GRAPH), rules)

    return write_and_read


def nquads(source: Source) -> str:
    """Write quads as N-Quads, in the order that they were read."""
    data = serialize(source.quads, format=RdfFormat.N_QUADS)
    assert data is not None
    return data.decode()


def triples(source: Source) -> str:
    """Write quads in short: the IRIs of the test without their beginnings."""
    text = nquads(source)
    for namespace, prefix in (
        ("https://data.samverkan.example/", ""),
        ("http://schema.org/", "schema:"),
        ("http://www.w3.org/2001/XMLSchema#", "xsd:"),
    ):
        text = text.replace("<" + namespace, "<" + prefix)
    return text


GOOD: Final = [
    pytest.param(
        "kod,namn\n2482,Skellefteå\n",
        described(KEY, NAME),
        '<id/kommun/2482> <schema:name> "Skellefteå" .\n',
        id="plain text",
    ),
    pytest.param(
        "kod,namn\n2482,Skellefteå\n",
        described(KEY, {**NAME, "lang": "sv"}),
        '<id/kommun/2482> <schema:name> "Skellefteå"@sv .\n',
        id="language",
    ),
    pytest.param(
        "\ufeffKod,namn\n1,a\n",
        described({**KEY, "titles": ["kod", "Kod"]}, NAME),
        '<id/kommun/1> <schema:name> "a" .\n',
        id="byte order mark, titles",
    ),
    pytest.param(
        "kod,namn\n1,\n2,b\n",
        described(KEY, NAME),
        '<id/kommun/2> <schema:name> "b" .\n',
        id="an empty cell says nothing",
    ),
    pytest.param(
        "kod,namn\n1,-\n2,b\n",
        described(KEY, {**NAME, "null": ["-", "b"]}),
        "",
        id="other null values",
    ),
    pytest.param(
        "kod,namn\n1,\n",
        described(KEY, {**NAME, "default": "okänd"}),
        '<id/kommun/1> <schema:name> "okänd" .\n',
        id="default",
    ),
    pytest.param(
        "kod,namn\n1,a; b;;c\n2,\n",
        described(KEY, {**NAME, "separator": ";"}),
        '<id/kommun/1> <schema:name> "a" .\n'
        '<id/kommun/1> <schema:name> " b" .\n'
        '<id/kommun/1> <schema:name> "c" .\n',
        id="separator keeps spaces of texts",
    ),
    pytest.param(
        "kod,namn\n1,a;-;b\n2,\n",
        described(KEY, {**NAME, "separator": ";", "null": "-"}),
        '<id/kommun/1> <schema:name> "a" .\n<id/kommun/1> <schema:name> "b" .\n',
        id="separator with another null value",
    ),
    pytest.param(
        "kod,namn\n1,2019 ; 2020\n",
        described(KEY, {**NAME, "separator": ";", "datatype": "gYear"}),
        '<id/kommun/1> <schema:name> "2019"^^<xsd:gYear> .\n'
        '<id/kommun/1> <schema:name> "2020"^^<xsd:gYear> .\n',
        id="separator of values",
    ),
    pytest.param(
        "kod,namn\n1, 2020-03-17 \n",
        described(KEY, {**NAME, "datatype": "date"}),
        '<id/kommun/1> <schema:name> "2020-03-17"^^<xsd:date> .\n',
        id="spaces around a date",
    ),
    pytest.param(
        "kod,namn\n0114,x\n",
        described(
            {
                "name": "kod",
                "aboutUrl": "id/kommun/{kod}/kommunkod",
                "propertyUrl": "schema:value",
                "datatype": {"@id": "def/datatyp/kommunkod", "base": "string", "format": r"\d{4}"},
            },
            {**NAME, "suppressOutput": True},
        ),
        '<id/kommun/0114/kommunkod> <schema:value> "0114"^^<def/datatyp/kommunkod> .\n',
        id="own datatype and subject",
    ),
    pytest.param(
        "kod,namn\n1,\n2,https://a.example/å b?c#d\n",
        described(KEY, {**NAME, "valueUrl": "{+namn}"}),
        "<id/kommun/2> <schema:name> <https://a.example/%C3%A5%20b?c#d> .\n",
        id="valueUrl, only where the cell has a value",
    ),
    pytest.param(
        "kod,namn\n1,\n2,b\n",
        described(KEY, {**NAME, "valueUrl": "x/y"}),
        "<id/kommun/2> <schema:name> <x/y> .\n",
        id="the same valueUrl in each row with a value",
    ),
    pytest.param(
        "kod,namn\n1,Å ö\n",
        described(KEY, {**NAME, "propertyUrl": "https://a.example/{namn}"}),
        '<id/kommun/1> <https://a.example/%C3%85%20%C3%B6> "Å ö" .\n',
        id="property by template",
    ),
    pytest.param(
        "kod,namn\na,x\nb,y\n",
        described(KEY, {**NAME, "aboutUrl": "id/kommun/{_row}"}),
        '<id/kommun/1> <schema:name> "x" .\n<id/kommun/2> <schema:name> "y" .\n',
        id="row numbers",
    ),
    pytest.param(
        "kod,namn\n1,\n2,b\n",
        described(
            KEY,
            {**NAME, "suppressOutput": True},
            {"virtual": True, "propertyUrl": "schema:about", "valueUrl": "x/{namn}"},
            {"virtual": True, "propertyUrl": "schema:text", "default": "t", "lang": "sv"},
            {"virtual": True, "aboutUrl": "y/{namn}", "propertyUrl": "schema:url", "default": "u"},
        ),
        '<id/kommun/1> <schema:text> "t"@sv .\n'
        "<id/kommun/2> <schema:about> <x/b> .\n"
        '<id/kommun/2> <schema:text> "t"@sv .\n'
        '<y/b> <schema:url> "u" .\n',
        id="virtual columns, none of which uses an empty cell",
    ),
    pytest.param("kod,namn\n", described(KEY, NAME), "", id="no rows"),
    pytest.param(
        "kod,namn\n1,x\n1,x\n",
        described(KEY, NAME, primaryKey=[]),
        '<id/kommun/1> <schema:name> "x" .\n<id/kommun/1> <schema:name> "x" .\n',
        id="no primary key",
    ),
]


@pytest.mark.parametrize(("table", "description", "expected"), GOOD)
def test_read(reading: Write, table: str, description: str, expected: str) -> None:
    """A table gives the triples that CSVW says, in the default graph."""
    assert triples(reading(table, description)) == expected


def test_common_properties(reading: Write) -> None:
    """Common properties are said about the graph of the file."""
    description = json.loads(described(KEY, NAME))
    description["dc:license"] = {"@id": "https://a.example/cc0"}
    source = reading("kod,namn\n", json.dumps(description))
    expected = f"<{GRAPH}> <http://purl.org/dc/terms/license> <https://a.example/cc0> .\n"
    assert nquads(source) == expected


def test_group_of_tables(reading: Write) -> None:
    """Several descriptions of a file are read one after another."""
    one = json.loads(described(KEY, NAME))
    two = json.loads(described(KEY, {**NAME, "propertyUrl": "schema:alternateName"}))
    context = [CONTEXT, {"@base": "https://a.example/"}]
    for part in (one, two):
        del part["@context"]
    source = reading("kod,namn\n1,a\n", json.dumps({"@context": context, "tables": [one, two]}))
    assert triples(source) == (
        '<https://a.example/id/kommun/1> <schema:name> "a" .\n'
        '<https://a.example/id/kommun/1> <schema:alternateName> "a" .\n'
    )


def test_lines(reading: Write) -> None:
    """Each subject has the line where its row begins, also after a cell of two lines."""
    base = "https://data.samverkan.example/id/kommun/"
    source = reading('kod,namn\n1,"a\nb"\n2,c\n', described(KEY, NAME))
    assert source.lines == {base + "1": 2, base + "2": 4}


PLAIN: Final = described(KEY, NAME)
YEAR: Final = described(KEY, {**NAME, "datatype": "gYear", "required": True})
BAD: Final = [
    pytest.param(
        "kod,namn\n", None, r"csv: has no description: write it in t\.csv-meta", id="none"
    ),
    pytest.param("kod,namn\n", "", r"metadata\.json: is empty", id="empty description"),
    pytest.param("kod,namn\n", "{\n", r"metadata\.json:2: is not JSON", id="no JSON"),
    pytest.param("kod,namn\n", b'{"\xff"', r"metadata\.json:1: is not UTF-8", id="bytes in JSON"),
    pytest.param("kod,namn\n", "[" * 100_000, r"metadata\.json: nests values too", id="deep JSON"),
    pytest.param(
        "kod,namn\n", PLAIN.replace("t.csv", "../../etc/passwd"), "'url' must name", id="path out"
    ),
    pytest.param("", PLAIN, r"csv: is empty", id="empty"),
    pytest.param("\ufeff", PLAIN, r"csv: has no header", id="only a byte order mark"),
    pytest.param(b"kod,namn\n1,a\n2,\xe5\n", PLAIN, r"csv:3: is not UTF-8", id="Latin-1"),
    pytest.param("kod,namn\n1,\0\n", PLAIN, r"csv:2: holds a NUL", id="NUL"),
    pytest.param("kod\n1\n", PLAIN, r"csv:1: lacks the described column 'namn'", id="too few"),
    pytest.param("kod,namn,x\n", PLAIN, r"csv:1: has a column 'x' that is not", id="too many"),
    pytest.param("namn,kod\n", PLAIN, r"csv:1: has its columns in another order", id="order"),
    pytest.param("kod,namn,kod\n", PLAIN, r"csv:1: has its columns in another", id="column twice"),
    pytest.param("Kod,namn\n", PLAIN, r"csv:1: lacks the described column 'kod'", id="case"),
    pytest.param("\nkod,namn\n", PLAIN, r"csv:1: lacks the described", id="header blank"),
    pytest.param('kod,namn\n1,"a\nb"\n2\n', PLAIN, r"csv:4: has 1 cells", id="few cells"),
    pytest.param("kod,namn\n1,a,\n", PLAIN, r"csv:2: has 3 cells", id="many cells"),
    pytest.param("kod,namn\n1,a\n\n", PLAIN, r"csv:3: is a blank line", id="blank line"),
    pytest.param("kod,namn\n#1,a\n", PLAIN, r"csv:2: begins with #", id="comment"),
    pytest.param('kod,namn\n1,"a\n2,b\n', PLAIN, r"csv:2: is not well-formed", id="open quote"),
    pytest.param(
        "kod,namn\n1," + "a" * 200_000, PLAIN, r"csv:2: is not well-formed.*limit", id="giant cell"
    ),
    pytest.param(
        "kod,namn\n1,a\n2,b\n1,c\n", PLAIN, r"csv:4 \(1\): .*primary key as line 2", id="key twice"
    ),
    pytest.param("kod,namn\n7,\n", YEAR, r"csv:2 \(7\): the column 'namn' is empty", id="required"),
    pytest.param(
        'kod,namn\n"1\n",2020\n7,20\n',
        YEAR,
        r"csv:4 \(7\): the column 'namn' holds '20', which is no gYear",
        id="wrong value",
    ),
    pytest.param(
        "kod,namn\n1,å\n",
        described(KEY, {**NAME, "datatype": {"format": r"\w"}}, primaryKey=[]),
        r"csv:2 \(row 1\): the column 'namn' holds 'å'",
        id="wrong form",
    ),
    pytest.param(
        "kod,namn\n1,javascript:x\n",
        described(KEY, {**NAME, "valueUrl": "{+namn}"}),
        r"csv:2 \(1\): 'javascript:x' is no IRI",
        id="no web address",
    ),
    pytest.param(
        "kod,namn\n1,x\n",
        described(KEY, {**NAME, "propertyUrl": "adms:status"}),
        r"csv:2 \(1\): 'adms:status' is no IRI",
        id="prefix that is not CSVW's",
    ),
    pytest.param(
        "kod,namn\n1,[::x\n",
        described(KEY, {**NAME, "valueUrl": "https://{+namn}/"}),
        r"csv:2 \(1\): 'https://\[::x/' is no IRI",
        id="broken host",
    ),
]


@pytest.mark.parametrize(("table", "description", "message"), BAD)
def test_refused(
    reading: Write, table: str | bytes, description: str | bytes | None, message: str
) -> None:
    """A fault is told with the file, its line and the record."""
    with pytest.raises(SourceError, match=rf"^register/t\..*{message}"):
        reading(table, description)


@pytest.mark.parametrize(
    ("max_bytes", "message"),
    [(len(PLAIN) - 1, r"t\.csv-metadata\.json: is larger"), (len(PLAIN), r"t\.csv: is larger")],
)
def test_too_large(reading: Write, max_bytes: int, message: str) -> None:
    """Neither the table nor its description may be larger than allowed."""
    with pytest.raises(SourceError, match=message):
        reading("kod,namn\n" + "1,a\n" * 1000, PLAIN, max_bytes)


def test_description_outside(reading: Write, tmp_path: Path) -> None:
    """A description that is a link out of the folder is refused."""
    (tmp_path / "t.csv-metadata.json").symlink_to("/etc/passwd")
    with pytest.raises(SourceError, match=r"metadata\.json: lies outside"):
        reading("kod,namn\n", None)
