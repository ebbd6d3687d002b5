"""The description of a CSV file."""

import json
from typing import Final

import pytest
from pyoxigraph import Literal, NamedNode

from samverkan_ld.errors import SourceError
from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.tabular.metadata import CONTEXT, DIALECT, Description, read_description

SCHEMA: Final = {"aboutUrl": "id/{a}", "columns": [{"name": "a", "propertyUrl": "schema:name"}]}
TABLE: Final[dict[str, object]] = {"url": "t.csv", "tableSchema": SCHEMA}


def describe(**keys: object) -> Description:
    """Read a description with the keys given; `context` stands for @context."""
    values: dict[str, object] = {"@context": keys.pop("context", CONTEXT), **keys}
    return read_description(json.dumps(values), "t.json", url="t.csv")


@pytest.mark.parametrize(
    ("context", "base"),
    [
        (CONTEXT, SOURCE_BASE),
        ([CONTEXT], SOURCE_BASE),
        ([CONTEXT, {"@language": "sv"}], SOURCE_BASE),
        ([CONTEXT, {"@base": "https://a.example/b/"}], "https://a.example/b/"),
    ],
)
def test_context(context: object, base: str) -> None:
    """References are relative to @base, else to the base of the sources."""
    assert describe(context=context, **TABLE).base == base


def test_group_of_tables() -> None:
    """A file may be described several times over."""
    assert len(describe(tables=[TABLE, TABLE]).tables) == 2


def test_default_dialect() -> None:
    """The default dialect may be written out."""
    assert describe(dialect=DIALECT, **TABLE) == describe(**TABLE)


def test_statements() -> None:
    """Common properties are texts in the language of the context, texts in another, and IRIs."""
    description = describe(
        context=[CONTEXT, {"@language": "sv"}],
        **TABLE,
        **{
            "dc:source": ["a", {"@value": "b", "@language": "en"}, {"@value": "c"}],
            "http://purl.org/dc/terms/license": {"@id": "lic"},
        },
    )
    assert [term for _, term in description.statements] == [
        Literal("a", language="sv"),
        Literal("b", language="en"),
        Literal("c"),
        NamedNode(SOURCE_BASE + "lic"),
    ]
    assert [predicate.value for predicate, _ in description.statements] == [
        *["http://purl.org/dc/terms/source"] * 3,
        "http://purl.org/dc/terms/license",
    ]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({**TABLE, "context": "http://schema.org"}, "'@context' must be"),
        ({**TABLE, "context": []}, "'@context' must be"),
        ({**TABLE, "context": [CONTEXT, {}, {}]}, "'@context' must be"),
        ({**TABLE, "context": [CONTEXT, "x"]}, "'@context' must be an object"),
        ({**TABLE, "context": [CONTEXT, {"@vocab": "x"}]}, "the key '@vocab' is not part"),
        ({**TABLE, "context": [CONTEXT, {"@base": "x/"}]}, "'@base' must be an http or https IRI"),
        ({**TABLE, "context": [CONTEXT, {"@base": "http://a b/"}]}, "'@base' must be"),
        ({**TABLE, "context": [CONTEXT, {"@language": "s v"}]}, "'@language' must be"),
        ({**TABLE, "notes": []}, "the key 'notes' is not part"),
        ({**TABLE, "tables": [TABLE]}, "has both 'tables' and a table of its own"),
        ({"tables": []}, "'tables' must be a list"),
        ({"tables": [{**TABLE, "dc:title": "x"}]}, r"\(tables 1\): the key 'dc:title'"),
        ({}, "'url' must name the described file, 't.csv'"),
        ({**TABLE, "url": "other.csv"}, "'url' must name the described file"),
        ({**TABLE, "url": "../../etc/passwd"}, "'url' must name the described file"),
        ({**TABLE, "url": "https://a.example/t.csv"}, "'url' must name the described file"),
        ({"tables": [TABLE, {**TABLE, "url": "x.csv"}]}, r"\(tables 2\): 'url' must name"),
        ({"url": "t.csv"}, "'tableSchema' must be an object"),
        ({"url": "t.csv", "tableSchema": "s.json"}, "'tableSchema' must be an object"),
        ({**TABLE, "dialect": {"delimiter": ";"}}, "'delimiter' must be ','"),
        ({**TABLE, "dialect": {"headerRowCount": True}}, "'headerRowCount' must be 1"),
        ({**TABLE, "dialect": {"tabs": 1}}, "the key 'tabs' is not part"),
        ({**TABLE, "dialect": []}, "'dialect' must be an object"),
        ({**TABLE, "adms:status": "x"}, "'adms:status' has a prefix that CSVW does not define"),
        ({**TABLE, "dc:source": 1}, "'dc:source' must be an object"),
        ({**TABLE, "dc:source": {"@language": "sv"}}, "needs an '@id' or a '@value'"),
        ({**TABLE, "dc:source": {"dc:title": "x"}}, "the key 'dc:title' is not part"),
        ({**TABLE, "dc:source": {"@id": "a b"}}, "'@id' is no IRI that can be used"),
        ({**TABLE, "dc:source": {"@id": "a", "@value": "b"}}, "the key '@value' is not part"),
    ],
)
def test_refused(keys: dict[str, object], message: str) -> None:
    """A description outside the subset, or of another file, is refused."""
    with pytest.raises(SourceError, match=rf"^t\.json.*{message}"):
        describe(**keys)
