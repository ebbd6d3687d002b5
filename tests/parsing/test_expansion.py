"""JSON-LD documents to quads: the same as another processor makes, or a clear error."""

import json
from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from pyld import jsonld
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    Quad,
    RdfFormat,
    parse,
)

from samverkan_ld.errors import SourceError
from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.parsing.expansion import expand
from samverkan_ld.parsing.jsontext import Json, parse_json, value_lines
from samverkan_ld.parsing.text import read_within
from samverkan_ld.records import ReadingRules, Source, SourceFile

S: Final = "http://schema.org/"

CONTEXTS: Final[dict[str, Json]] = {
    "context.jsonld": {
        "s": S,
        "sam": f"{SOURCE_BASE}spec/samverkan/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "id": "@id",
        "type": "@type",
        "graph": "@graph",
        "name": "s:name",
        "headline": {"@id": "s:headline", "@container": "@language"},
        "date": {"@id": "s:date", "@type": "xsd:date"},
        "about": {"@id": "s:about", "@type": "@id"},
        "kind": {"@id": "s:kind", "@type": "@vocab"},
        "partOf": {"@reverse": "s:hasPart"},
        "steps": {"@id": "s:step", "@container": "@list"},
        "tags": {"@id": "s:tag", "@container": "@set"},
        "byIri": {"@id": "s:item", "@container": "@id"},
        "byType": {"@id": "s:typed", "@container": "@type"},
        "byIndex": {"@id": "s:indexed", "@container": "@index"},
        "json": {"@id": "s:data", "@type": "@json"},
        "swedish": {"@id": "s:text", "@language": "sv"},
        "group": "@nest",
        "left": None,
        "Person": {"@id": "s:Person", "@context": {"given": "s:givenName"}},
        "address": {"@id": "s:address", "@context": "address.jsonld"},
    },
    "address.jsonld": {"street": "http://schema.org/streetAddress"},
    "more.jsonld": {"@import": "address.jsonld", "city": "http://schema.org/city"},
    "both.jsonld": ["context.jsonld", {"name": "s:alternateName"}],
    "circle.jsonld": {"a": {"@id": "a:b", "@context": "circle2.jsonld"}},
    "circle2.jsonld": {"@import": "circle.jsonld"},
    "list.jsonld": [{"a": "http://schema.org/a"}, {"b": "http://schema.org/b"}],
    "wide.jsonld": {f"t{n}": {"@id": f"s:{n}", "@context": "big.jsonld"} for n in range(20)},
    "half.jsonld": ["big.jsonld"] * 8,
    "big.jsonld": {"s": S, **{f"term{n}": f"s:{'x' * 60}{n}" for n in range(1000)}},
}

FILES: Final = {name: json.dumps({"@context": context}) for name, context in CONTEXTS.items()}


@pytest.fixture
def rules(tmp_path: Path) -> ReadingRules:
    """Rules for a site with the contexts above."""
    (tmp_path / "vocab").mkdir()
    for name, text in FILES.items():
        (tmp_path / "vocab" / name).write_text(text)
    (tmp_path / "outside.jsonld").write_text('{"@context": {"name": "http://schema.org/name"}}')
    return ReadingRules(tmp_path / "vocab", tmp_path, max_bytes=1_000_000, max_depth=20)


def expanded(document: Json, rules: ReadingRules) -> Source:
    """Expand a document as the reader of JSON-LD does, each of its values on a line."""
    text = json.dumps(document, indent=0)
    file = SourceFile(rules.folder / "a.jsonld", "a.jsonld", f"{SOURCE_BASE}g")
    parsed = parse_json(text, name=file.name)
    return expand(parsed, file, rules=rules, locate=partial(value_lines, text))


def oracle(document: Json, rules: ReadingRules) -> Iterable[Quad]:
    """Let pyld make the quads, with the same contexts."""

    def load(url: str, _options: object) -> dict[str, object]:
        name = url.rpartition("/")[2]
        found = json.loads((rules.contexts / name).read_text())
        return {"contextUrl": None, "documentUrl": url, "document": found}

    options = {"base": SOURCE_BASE, "documentLoader": load, "format": "application/n-quads"}
    return parse(jsonld.to_rdf(document, options), RdfFormat.N_QUADS)


def canonical(quads: Iterable[Quad]) -> set[str]:
    """Write quads so that isomorphic datasets are equal."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def node(**members: Json) -> dict[str, Json]:
    """Make a node of the usual context."""
    return {"@context": "context.jsonld", "id": "id/person/x", **members}


GOOD: Final[dict[str, Json]] = {
    "plain": node(name="å ä ö \U0001f600"),
    "type": node(name="a", type=["s:Thing", "Person"], given="b"),
    "languages": node(headline={"sv": "hej", "en": ["hi", "hello"], "@none": "x"}),
    "default language": node(swedish="hej"),
    "value objects": node(name=[{"@value": "hej", "@language": "sv-SE"}, {"@value": 5}]),
    "typed": node(date="2020-03-17", name={"@value": "1", "@type": "xsd:integer"}),
    "numbers": node(name=[1, 1.0, -0.5, 1e30, 12345678901234567890, 10**22, True, False, 0]),
    "references": node(about=["id/plats/1", "sam:x", "mailto:a@b.example", "urn:isbn:1"]),
    "vocabulary": node(kind=["Person", "s:Other"]),
    "nested": node(about={"id": "id/film/y", "about": {"id": "id/film/z", "name": "z"}}),
    "blank": node(about={"name": "x"}, name="y"),
    "blank labels": node(about=[{"id": "_:b", "name": "x"}, "_:b"]),
    "reverse term": node(partOf=[{"id": "id/artikel/a"}, {"id": "id/artikel/b"}]),
    "reverse": node() | {"@reverse": {"about": {"id": "id/artikel/a", "name": "n"}}},
    "lists": node(steps=["a", ["b", "c"], []], name={"@list": [1, {"id": "id/film/q"}]}),
    "empty list": node(steps=[]),
    "sets": node(tags=["a", "b"], name={"@set": ["c"]}),
    "included": node() | {"@included": [{"id": "id/film/z", "name": "z"}]},
    "graph of its own": node(graph=[{"id": "id/film/z", "name": "z"}], name="x"),
    "default graph": {"@context": "context.jsonld", "@graph": [{"id": "a/b", "name": "z"}]},
    "graph in a graph": node(graph=[{"id": "urn:x:y", "graph": {"id": "id/film/z", "name": "z"}}]),
    "id map": node(byIri={"id/film/z": {"name": "z"}}),
    "index map": node(byIndex={"first": {"id": "id/film/z"}}),
    "type map": node(byType={"Person": {"given": "z"}}),
    "json": node(json={"@context": "nowhere.jsonld", "b": [1.0, None], "a": {"@id": 5}}),
    "json value": node(name={"@type": "@json", "@value": {"@foo": ["@bar"]}}),
    "nest": node(group={"name": "x"}),
    "null": node(name=None, about=[None, "id/film/z"]),
    "left out on purpose": node(name="x", left="not published"),
    "property-scoped": node(address={"street": "Storgatan 1"}),
    "names like keywords": node(name=["@foo", "@id"]),
    "inline": {"@context": {"n": f"{S}name"}, "n": "x"},
    "no context": {"@id": "id/film/z", f"{S}name": "x"},
    "array": {"@context": ["context.jsonld", {"name": "s:legalName"}], "name": "x"},
    "array in a file": {"@context": "both.jsonld", "name": "x"},
    "list in a file": {"@context": ["list.jsonld"], "a": 1, "b": 2},
    "by IRI": {"@context": f"{SOURCE_BASE}spec/samverkan/context.jsonld", "name": "x"},
    "import": {"@context": "more.jsonld", "street": "x", "city": "y"},
    "import of an own": {"@context": {"@import": "address.jsonld", "x": f"{S}x"}, "street": "x"},
    "nested context": node(about={"@context": {"extra": "s:extra"}, "extra": 1}),
    "cleared context": node(about={"@context": [None, {"n": "http://n.example/"}], "n": 1}),
    "vocab": {"@context": {"@vocab": S}, "anything": "x", "@type": "Thing"},
    "vocab in part": node(about={"@context": {"@vocab": "http://n.example/"}, "foo": 1}),
    "base": {"@context": {"@base": "http://b.example/", "n": f"{S}n"}, "@id": "x", "n": 1},
    "several": [node(name="a"), {"@context": "context.jsonld", "id": "id/film/q", "name": "b"}],
    "indexed": node(name={"@value": "x", "@index": "i"}),
    "type-scoped elsewhere": node(about={"type": "Person", "given": "b"}),
    "undefined as a datum": node(name="headlin"),
}


@pytest.mark.parametrize("document", GOOD.values(), ids=GOOD)
def test_quads_are_those_of_another_processor(document: Json, rules: ReadingRules) -> None:
    """What is read is what pyld reads, with the same contexts from the same folder."""
    assert canonical(expanded(document, rules).quads) == canonical(oracle(document, rules))


@pytest.mark.parametrize(
    ("members", "line", "words"),
    [
        ({"headlin": "x"}, 4, "'headlin' is defined by no context"),
        ({"head lin": "x"}, 4, "'head lin' is defined by no context"),
        ({"": "x"}, 4, "'' is defined by no context"),
        ({"<<": {"name": "x"}}, 4, "'<<' is defined by no context"),
        ({"given": "x"}, 4, "'given' is defined by no context"),
        ({"name": "headlin", "headlin": "x"}, 5, "'headlin'"),
        ({"about": {"name": "a", "nam": "b"}}, 6, "'nam' is defined by no context"),
        ({"group": {"nam": "b"}}, 5, "'nam' is defined by no context"),
        ({"@reverse": {"nam": {"id": "id/film/z"}}}, 5, "'nam' is defined by no context"),
        ({"about": {"@context": None, "name": "b"}}, 6, "'name' is defined by no context"),
        ({"about": {"@context": {"@vocab": None}, "n": 1}}, 8, "'n' is defined by no context"),
        ({"schma:name": "x"}, 4, "no context defines the prefix 'schma'"),
        ({"geo:x": "x"}, 4, "no context defines the prefix 'geo'"),
        ({"_:p": "x"}, 4, "'_:p' is no IRI"),
        ({"http://a b/": "x"}, 4, "is no IRI"),
        ({"@foo": "x"}, 4, "@foo is no keyword"),
        ({"@ID": "x"}, 4, "@ID is no keyword"),
        ({"type": "Persn"}, 4, "'Persn' is defined by no context"),
        ({"type": ["Person", "Per sn"]}, 6, "'Per sn' is defined by no context"),
        ({"type": "schma:Person"}, 4, "no context defines the prefix 'schma'"),
        ({"type": "@foo"}, 4, "'@foo' is no IRI"),
        ({"kind": "persn"}, 4, "'persn' is defined by no context"),
        ({"name": {"@value": "x", "@type": "Dat"}}, 6, "'Dat' is defined by no context"),
        ({"name": {"@value": "x", "@type": "@id"}}, 6, "'@id' is no IRI"),
        ({"about": "Anna Andersson"}, 4, "Anna Andersson' is no IRI"),
        ({"about": "@foo"}, 4, "'@foo' is no IRI"),
        ({"about": {"id": "schma:x", "name": "x"}}, 5, "the prefix 'schma'"),
        ({"about": {"id": "@foo", "name": "x"}}, 5, "'@foo' is no IRI"),
        ({"about": {"id": "http://a.example/{x}", "name": "x"}}, 5, "is no IRI"),
        ({"graph": [{"id": "s:a b", "name": "x"}]}, 6, "http://schema.org/a b' is no IRI"),
        ({"graph": [{"id": "id/film/z", "name": "x"}, "lost"]}, 9, "'lost' belongs to no node"),
        ({"graph": [{"@value": "lost"}]}, 5, "belongs to no node"),
        ({"@included": [{"@list": ["lost"]}]}, 5, "belongs to no node"),
        ({"name": {"@language": "sv"}}, 4, "a language without a text"),
        ({"name": {"@value": "x", "@language": "sv_SE"}}, 6, "'sv_SE' is no language tag"),
        ({"headline": {"svenska språket": "x"}}, 5, "'svenska språket' is no language tag"),
        (
            {"name": {"@value": "x", "@language": "sv", "@direction": "ltr"}},
            None,
            "'x' has a direction",
        ),
        ({"name": {"@value": "x", "lang": "sv"}}, 6, "'lang' cannot stand beside @value"),
        ({"name": {"about": "id/film/z", "@value": "x"}}, 5, "'about' cannot stand beside @value"),
        ({"name": {"@list": ["x"], "about": "id/film/z"}}, 8, "cannot stand beside @list"),
        ({"name": {"about": "id/film/z", "@set": ["x"]}}, 5, "cannot stand beside @set"),
        ({"@vocab": "http://n.example/"}, 4, "@vocab is no keyword that can stand here"),
        ({"@none": {"name": "x"}}, 4, "@none is no keyword that can stand here"),
        ({"byIri": [{"name": "x"}]}, 4, "'byIri' needs a key for each of its values"),
        ({"byType": "id/film/z"}, 4, "'byType' needs a key for each of its values"),
        ({"name": "\ud800"}, None, "half a character, \\ud800"),
        ({"name": None}, None, "holds no statements"),
        ({"id": 5}, None, "@id value must be a string"),
    ],
)
def test_nothing_is_lost(
    members: dict[str, Json], line: int | None, words: str, rules: ReadingRules
) -> None:
    """What JSON-LD drops without a word, or what is no JSON-LD, is an error with its line."""
    with pytest.raises(SourceError) as caught:
        expanded(node(**members), rules)
    assert words in caught.value.reason
    assert (caught.value.name, caught.value.line) == ("a.jsonld", line)


@pytest.mark.parametrize("document", ["x", 5, None, ["x"], [[["x"]]]])
def test_a_document_is_made_of_nodes(document: Json, rules: ReadingRules) -> None:
    """A text or a number alone says nothing."""
    with pytest.raises(SourceError, match=r"belongs to no node|holds no statements"):
        expanded(document, rules)


def test_a_place_is_one_in_the_data(rules: ReadingRules) -> None:
    """A key that a context defines elsewhere is told where it is used."""
    scoped: Json = {"P": {"@id": f"{S}P", "@context": {"given": f"{S}givenName"}}}
    with pytest.raises(SourceError, match="'given' is defined by no context") as caught:
        expanded({"@context": scoped, "given": "x"}, rules)
    assert caught.value.line == 10


def test_an_error_names_the_record(rules: ReadingRules) -> None:
    """A fault in a node is told with the IRI of the node."""
    with pytest.raises(SourceError) as caught:
        expanded(node(headlin="x"), rules)
    assert caught.value.record == f"{SOURCE_BASE}id/person/x"


REFUSED: Final = {
    "remote": "https://schema.org/",
    "local address": "http://127.0.0.1:9/context.jsonld",
    "file": "file:///etc/passwd",
    "up": "../outside.jsonld",
    "absolute": "/etc/passwd",
    "hidden": ".hidden",
    "dots": "..",
    "empty": "",
    "up from base": f"{SOURCE_BASE}..",
    "query": "context.jsonld?x",
    "NUL": "a\0b",
}


@pytest.mark.parametrize("reference", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("place", ["document", "list", "nested", "scoped", "import"])
def test_only_files_of_the_folder_are_contexts(
    reference: str, place: str, rules: ReadingRules
) -> None:
    """Wherever a context is named, everything but a file of the folder is refused."""
    context: dict[str, Json] = {
        "document": reference,
        "list": ["context.jsonld", reference],
        "nested": "context.jsonld",
        "scoped": {"x": {"@id": f"{S}x", "@context": reference}},
        "import": {"@import": reference},
    }
    document: Json = {"@context": context[place], f"{S}name": {f"{S}name": "x"}}
    if place == "nested":
        document = node(about={"@context": reference, f"{S}name": "x"})
    with pytest.raises(SourceError, match="nothing is fetched: put a copy in") as caught:
        expanded(document, rules)
    assert str(rules.contexts) in caught.value.reason


def test_a_link_out_of_the_folder_is_no_context(rules: ReadingRules) -> None:
    """A context that is a link to a file elsewhere is refused."""
    (rules.contexts / "link.jsonld").symlink_to("../outside.jsonld")
    with pytest.raises(SourceError, match=r"vocab/link\.jsonld: lies outside"):
        expanded({"@context": "link.jsonld", "name": "x"}, rules)


@pytest.mark.parametrize(
    ("context", "words"),
    [
        ("nowhere.jsonld", "there is no context 'nowhere.jsonld' in"),
        ("circle.jsonld", "circle: circle.jsonld → circle2.jsonld → circle.jsonld"),
        ({"@import": "list.jsonld"}, "must name a file with one context object"),
        ({"@import": 5}, "must name a file with one context object"),
        ({"@vocab": "spec/"}, "@vocab 'spec/' is relative"),
        ({"a": {"@id": "b:c", "@container": "@graph"}}, "the term 'a' has graphs as values"),
        ({"a": {"@id": "b:c", "@container": ["@id", "@graph"]}}, "'a' has graphs as values"),
        ("wide.jsonld", "more than 1048576 bytes"),
        (["half.jsonld", "half.jsonld"], "more than 1048576 bytes"),
        (5, "@context value must be null, a string or an object"),
        ({"a": {"@id": "b:c", "@container": "@foo"}}, "@container"),
    ],
)
def test_bad_contexts_are_refused(context: Json, words: str, rules: ReadingRules) -> None:
    """A context that is missing, circular, too large or no context is named."""
    with pytest.raises(SourceError) as caught:
        expanded({"@context": context, "a": "x"}, rules)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ('{"name": "http://schema.org/name"}', 1, "is no JSON-LD context"),
        ("[]", 1, "is no JSON-LD context"),
        ('{"@context": {"a": "b:c",\n"a": "b:d"}}', 2, "the key 'a' twice"),
        ("", None, "is empty"),
    ],
)
def test_a_fault_in_a_context_file_names_that_file(
    content: str, line: int | None, words: str, rules: ReadingRules
) -> None:
    """The message leads to the context, not to the record that names it."""
    (rules.contexts / "bad.jsonld").write_text(content)
    with pytest.raises(SourceError) as caught:
        expanded({"@context": "bad.jsonld", "a": "x"}, rules)
    assert (caught.value.name, caught.value.line) == ("vocab/bad.jsonld", line)
    assert words in caught.value.reason


def test_a_changed_context_is_read_again(rules: ReadingRules) -> None:
    """Contexts are remembered as long as neither they nor what they name change."""
    document: Json = {"@context": "outer.jsonld", "a": {"b": 1}}
    outer = {"@context": {"a": {"@id": f"{S}a", "@context": "inner.jsonld"}}}
    (rules.contexts / "outer.jsonld").write_text(json.dumps(outer))
    for name in ("first", "second-name"):
        inner = json.dumps({"@context": {"b": f"{S}{name}"}})
        (rules.contexts / "inner.jsonld").write_text(inner)
        predicates = {quad.predicate.value for quad in expanded(document, rules).quads}
        assert predicates == {f"{S}a", f"{S}{name}"}
    (rules.contexts / "inner.jsonld").unlink()
    with pytest.raises(SourceError, match=r"there is no context 'inner\.jsonld'"):
        expanded(document, rules)


def test_a_context_is_read_once(rules: ReadingRules, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of records that name one context read its file once."""
    reads: list[Path] = []

    def count(folder: Path, path: Path, *, name: str, max_bytes: int) -> bytes:
        reads.append(path)
        return read_within(folder, path, name=name, max_bytes=max_bytes)

    monkeypatch.setattr("samverkan_ld.parsing.inlining.read_within", count)
    for _ in range(3):
        expanded(node(name="x"), rules)
    assert sorted(path.name for path in reads) == ["address.jsonld", "context.jsonld"]


@pytest.mark.parametrize("max_depth", [20, 100_000])
def test_deep_nesting_is_refused(rules: ReadingRules, max_depth: int) -> None:
    """Values nested deeper than the rules, or than the computer, allow are an error."""
    deep: Json = "x"
    for _ in range(2000):
        deep = {"about": deep}
    limits = ReadingRules(rules.contexts, rules.folder, rules.max_bytes, max_depth)
    file = SourceFile(rules.folder / "a.jsonld", "a.jsonld", f"{SOURCE_BASE}g")

    def locate(_paths: Collection[object]) -> dict[tuple[str | int, ...], int]:
        return {}

    with pytest.raises(SourceError, match="nests values too deeply"):
        expand(deep, file, rules=limits, locate=locate)


def test_depth_at_the_limit_is_read(rules: ReadingRules) -> None:
    """Twenty values within each other are read where twenty are allowed, and no more."""
    deep: Json = "x"
    for _ in range(19):
        deep = {f"{S}a": deep}
    assert len(expanded(deep, rules).quads) == 19
    with pytest.raises(SourceError, match="too deeply"):
        expanded({f"{S}a": deep}, rules)


def test_lines_of_subjects_are_told(rules: ReadingRules) -> None:
    """Each node that says something has the line of its @id; what is only named has none."""
    document: Json = {
        "@context": "context.jsonld",
        "id": "id/person/x",
        "about": [
            {"id": "sam:y", "name": "y"},
            {"id": "id/film/z"},
            {"id": "id/film/named"},
            {"@id": f"{SOURCE_BASE}id/film/z", "name": "z"},
            {"id": "id/person/x", "name": "again"},
        ],
    }
    assert expanded(document, rules).lines == {
        f"{SOURCE_BASE}id/person/x": 3,
        f"{SOURCE_BASE}spec/samverkan/y": 6,
        f"{SOURCE_BASE}id/film/z": 16,
    }
