"""Queries of constraints: the engine gives the rows that rdflib gives."""

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.namespace import OWL, RDF, RDFS, SH, XSD
from rdflib.plugins.sparql import prepareQuery

from samverkan_ld.validation.compiler.portable import NotPortableError
from samverkan_ld.validation.compiler.select import portable_select
from samverkan_ld.validation.graph import to_graph, to_rdflib

BASE = {"rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL)}
PREFIXES = BASE | {"": "urn:", "x": str(XSD)}


def stored(data):
    """Put quads into a store."""
    store = ox.Store()
    store.extend(data)
    return store


def survives(literal):
    """Tell whether a store gives a literal back, and rdflib has it as it is written."""
    store = stored([ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), literal)])
    kept = next(iter(store)).object == literal
    return kept and str(to_rdflib(literal)) == literal.value


def typed(value, name):
    """Make a literal of an XSD datatype."""
    return ox.Literal(value, datatype=ox.NamedNode(str(XSD) + name))


STRINGS = [
    *("", "a", "b", "a\n", "\n", "ab", "ba", "aab", "A", "a,b", "\u0131K", "0", "1", "10", "-1"),
    *("2020", "2020\n", "2020-02", "2021-12-31", "urn:n0", "\r", "\x85", "[", "\\", "$1", "😀"),
]
LITERALS = [
    literal
    for literal in [
        *map(ox.Literal, STRINGS),
        *(
            ox.Literal(text, language=tag)
            for text in ("a", "", "b")
            for tag in ("sv", "en", "en-gb")
        ),
        *(typed(v, "integer") for v in ("0", "1", "10", "-1", "01", "a")),
        *(typed(v, "int") for v in ("0", "1")),
        *(typed(v, "decimal") for v in ("0", "1", "1.0", "1.5", "x")),
        *(typed(v, "double") for v in ("0", "1", "1E0", "NaN", "INF", "x")),
        *(typed(v, "boolean") for v in ("true", "false", "1", "x")),
        *(typed(v, "date") for v in ("2020-01-01", "2020-01-01Z", "2020-01-01+14:00", "2020")),
        *(typed(v, "gYear") for v in ("2020", "2020Z", "-0001", "x")),
        *(typed(v, "dateTime") for v in ("2020-01-01T00:00:00", "2020-01-01T00:00:00Z")),
        *(typed(v, "token") for v in ("a", " a  b ", "")),
        typed("a\tb", "normalizedString"),
        typed("urn:n0", "anyURI"),
        typed("P1Y", "duration"),
        *(ox.Literal(v, datatype=ox.NamedNode("urn:d")) for v in ("a", "", "1", "a\n")),
    ]
    if survives(literal)
]
NAMED = [ox.NamedNode(f"urn:n{n}") for n in range(4)] + [ox.NamedNode("urn:d")]
BLANK = [ox.BlankNode("b0"), ox.BlankNode("2020")]
GRAPHS = [ox.NamedNode("urn:g1"), ox.NamedNode("urn:g2")]


def quads(nodes, predicates, literals=LITERALS):
    """Make small datasets in two graphs."""
    values = st.one_of(st.sampled_from(nodes), st.sampled_from(literals))
    quad = st.builds(
        ox.Quad,
        st.sampled_from(nodes),
        st.sampled_from([ox.NamedNode(p) for p in predicates]),
        values,
        st.sampled_from(GRAPHS),
    )
    return st.lists(quad, max_size=14)


def key(term):
    """Give all that there is to a term of rdflib."""
    kind = type(term).__name__
    return kind, str(term), getattr(term, "language", None), getattr(term, "datatype", None)


@cache
def prepared(text, prefixes):
    """Read a query as the validator does."""
    declared = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in prefixes)
    return prepareQuery(f"{declared}\n{text}")


def rows_of_rdflib(text, prefixes, graph, focus):
    """Answer a query by rdflib, as the validator asks."""
    query = prepared(text, tuple(prefixes.items()))
    found = graph.query(query, initBindings={"this": to_rdflib(focus)})
    return {frozenset((name, key(term)) for name, term in row.asdict().items()) for row in found}


def rows_of_engine(select, store, focus):
    """Answer a query by the engine; without a focus node, for all."""
    found = store.query(
        select.text,
        use_default_graph_as_union=True,
        substitutions={ox.Variable("this"): focus} if focus else None,
    )
    return {
        frozenset((n, key(to_rdflib(row[n]))) for n in select.variables if row[n] is not None)
        for row in found
    }


def assert_same(text, data, *, prefixes=PREFIXES, has_blank_nodes=True):
    """Compare both, for all focus nodes."""
    select = portable_select(text, prefixes, has_blank_nodes=has_blank_nodes)
    store, graph = stored(data), to_graph(data)
    free = rows_of_engine(select, store, None) if select.has_this else None
    terms = {term for quad in data for term in (quad.subject, quad.object)}
    unknown = {ox.NamedNode("urn:unknown"), ox.Literal(""), typed("0", "integer")}
    for focus in terms | unknown if select.has_this else unknown:
        expected = rows_of_rdflib(text, prefixes, graph, focus)
        assert rows_of_engine(select, store, focus) == expected, (text, select.text, focus)
        assert free is None or expected <= free, (text, select.text, focus)
    if select.predicates is not None:
        lost = [q for q in data if q.predicate.value in select.predicates]
        focus = ox.NamedNode("urn:n0")
        assert rows_of_engine(select, store, focus) == rows_of_engine(select, stored(lost), focus)


ACCEPTED = [
    "SELECT $this ?o { $this :p ?o }",
    "SELECT DISTINCT $this ?o { $this :p|^:q ?o . ?o :p/:q ?x }",
    "SELECT $this ?o { ?o :p+ $this . $this :q ?x . ?o :q ?y }",
    "SELECT $this ?o { ?o (:p|^:q)+ ?x . ?o :q ?y }",
    "SELECT $this ?p { $this ?p ?o }",
    "SELECT DISTINCT $this ?o { ?x :p ?o }",
    'SELECT $this { $this :p "a" ; :q "a"@en }',
    "SELECT $this { $this :p 1 , true , :n0 }",
    "SELECT $this ?o { $this :p ?o OPTIONAL { ?o :q ?x } FILTER(!BOUND(?x)) }",
    "SELECT $this ?o { $this :p ?o OPTIONAL { ?o :q ?x FILTER(LANG(?o) = LANG(?x)) } }",
    "SELECT $this ?o { $this :p ?o OPTIONAL { { ?o :q ?x FILTER(ISIRI(?x)) } } }",
    "SELECT $this ?o { { $this :p ?o } UNION { $this :q ?o . ?o :p ?x } }",
    "SELECT $this ?o { $this :p ?o FILTER EXISTS { ?o :q ?x FILTER NOT EXISTS { ?x :p $this } } }",
    "SELECT $this ?o { $this :p ?o FILTER NOT EXISTS { { ?o :q ?x } UNION { ?o :p ?y } } }",
    "SELECT $this ?o { { $this :p ?o FILTER NOT EXISTS { ?o :q $this } } $this :q ?x }",
    "SELECT $this ?o { $this :p ?o . { ?o :p ?x FILTER(DATATYPE(?x) = x:string) } ?o :q ?y }",
    "SELECT $this ?a { ?a :p $this . ?b :p $this FILTER(?a != ?b && ?a = :n0) }",
    "SELECT $this ?o { $this :p ?o FILTER(ISLITERAL(?o) || ISBLANK(?o) || !ISURI(?o)) }",
    'SELECT $this ?o { $this :p ?o FILTER(LANGMATCHES(LANG(?o), "EN") && LANG(?o) != "") }',
    'SELECT $this ?o { $this :p ?o FILTER(!LANGMATCHES(LANG(?o), "*")) }',
    'SELECT $this ?o { $this :p ?o FILTER(!(ISIRI(?o) && LANG(?o) = "")) }',
]

NAMED_ONLY = [
    'SELECT $this ?o { $this :p ?o FILTER(!(STR(?o) >= "a" && REGEX(STR(?o), "^a$", "iq"))) }',
    'SELECT $this ?o ?s { $this :p ?o BIND(REPLACE(STR(?o), "^(.)(.*)$", "$2$1", "s") AS ?s) }',
    'SELECT $this ?s { $this :p ?o BIND(SUBSTR(CONCAT(STR(?o), "-", LANG(?o)), 2, 3) AS ?s) }',
    'SELECT $this ?s { $this :p ?o BIND(COALESCE(LANG(?o), STR(?o), "x") AS ?s) }',
    'SELECT $this ?s { $this :p ?o BIND(IF(LANG(?o) = "", STR(?o), "tagged") AS ?s) }',
    "SELECT $this ?o { $this :p ?o FILTER(2 * STRLEN(STR(?o)) - 1 > 3 - STRLEN(STR($this))) }",
    "SELECT $this ?s { $this :p ?o BIND(STRLEN(STR(?o)) - 1 AS ?n) BIND(STR(3 * (?n + 1)) AS ?s) }",
    'SELECT $this ?o { $this :p ?o FILTER(CONTAINS(STR(?o), "a") || STRENDS(STR(?o), "0")) }',
    "SELECT $this ?o { $this :p ?o FILTER NOT EXISTS { ?x :q ?y FILTER(STR(?y) = STR(?o)) } }",
    "SELECT $this ?s { $this :p ?y OPTIONAL { ?y :q ?x BIND(STR(?x) AS ?s) } FILTER(?s < 'a') }",
    'SELECT $this (CONCAT(STR(?o), "\\n") AS ?s) { $this :p ?o FILTER(STR(?o) != "\\u0131K") }',
]


@pytest.mark.parametrize("text", ACCEPTED)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=quads(NAMED + BLANK, ["urn:p", "urn:q"]))
def test_same_rows(text, data):
    """The engine gives the rows of rdflib, and all of them when `$this` is free."""
    assert_same(text, data)


@pytest.mark.parametrize("text", NAMED_ONLY)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=quads(NAMED, ["urn:p", "urn:q"]))
def test_same_rows_without_blank_nodes(text, data):
    """STR is the same in data without blank nodes, and refused in others."""
    assert_same(text, data, has_blank_nodes=False)
    with pytest.raises(NotPortableError, match="blank node"):
        portable_select(text, PREFIXES)


REFUSED = [
    ("SELECT $this { $this :p ?o FILTER(STR(?o) = 'a') }", "blank node"),
    ("SELECT ?o { $this :p ?o }", "not selected"),
    ("SELECT ?this,$this { ?x :p ?o }", "cannot be read"),
    ("SELECT\u00a0$x { $this :p ?o }", "cannot be read"),
    ("SELECT ?o $this ?this { ?x :p ?o FILTER(BOUND($this)) }", "out of its scope"),
    ("SELECT $this { ?x :p ?o OPTIONAL { $this :p ?o } }", "not bound by all"),
    ("SELECT $this { { $this :p ?o } UNION { ?x :p ?o } }", "not bound by all"),
    ("SELECT $this { ?x :p ?o FILTER NOT EXISTS { $this :p ?o } }", "not bound by all"),
    ("SELECT $this ?x { $this :p ?o }", "never bound"),
    ("SELECT $this ?x { $this :p ?o FILTER NOT EXISTS { ?o :q ?x } }", "never bound"),
    ("SELECT $this ?n { $this :p ?o BIND(1 AS ?n) }", "a number"),
    ("SELECT $this { $this :p ?o BIND(?o AS ?n) }", "something else than a string"),
    ("SELECT $this { $this :p ?o BIND('a' AS ?n) ?o :q ?n }", "used in a pattern"),
    ("SELECT $this { ?x :p ?o BIND('a' AS ?this) }", "bound again|cannot be read"),
    ("SELECT $this { $this :p ?o } LIMIT 1", "Slice"),
    ("SELECT $this { $this :p ?o } ORDER BY ?o", "OrderBy"),
    ("SELECT REDUCED $this { $this :p ?o }", "Reduced"),
    ("SELECT $this (COUNT(?o) AS ?n) { $this :p ?o } GROUP BY $this", "AggregateJoin"),
    ("SELECT $this { $this :p ?o { SELECT $this { $this :q ?x } } }", "SELECT"),
    ("SELECT $this { $this :p ?o MINUS { $this :q ?o } }", "INUS"),
    ("SELECT $this { $this :p ?o VALUES ?o { 1 } }", "VALUES"),
    ("SELECT $this { $this :p ?o SERVICE <urn:s> { ?o :p ?x } }", "ERVICE"),
    ("SELECT $this { $this :p ?o } # no MINUS here", "INUS"),
    ("SELECT $this { $this :p ?o . # AS ?this\n }", "bound again"),
    ("SELECT $this FROM <urn:g> { $this :p ?o }", "as a whole"),
    ("SELECT $this { GRAPH ?g { $this :p ?o } }", "Graph"),
    ("ASK { $this :p ?o }", "no SELECT"),
    ("SELECT $this WHERE", "cannot be read"),
    ("SELECT $this { $this y:p ?o }", "cannot be read"),
    ("BASE <urn:> SELECT $this { $this :p ?o }", "BASE"),
    ("SELECT $this { $this <p> ?o }", "No scheme|engine|IRI"),
    ("SELECT $this { $this $PATH ?o }", "PATH"),
    ("SELECT $this { $this :p ?o . ?o :q $currentShape }", "currentShape"),
    ("SELECT $this { $this :p ?o,?PATH }", "keeps"),
    ("SELECT $this { $this :p* ?o . $this :q ?x . ?o :q ?y }", "repeated path"),
    ("SELECT $this { $this :p? ?o . $this :q ?x . ?o :q ?y }", "repeated path"),
    ("SELECT $this { $this (:p/:q)+ ?o . ?o :p ?x . $this :p ?x }", "repeated path"),
    ("SELECT $this { $this :p/:q+ ?o }", "repeated within"),
    ("SELECT $this { $this !:p ?o }", "negated"),
    ("SELECT $this { $this :p+ ?o }", "may be a literal"),
    ("SELECT $this { $this :q ?x . ?o :p+ ?x . ?o :p ?y }", "may be a literal"),
    ("SELECT $this { $this :q ?x . $this :p+ '' }", "to a literal"),
    ("SELECT $this { $this ?p ?o . ?p :q ?x }", "predicate"),
    ("SELECT $this { ?x $this ?o }", "predicate"),
    ("SELECT $this { $this :p [ :q ?o ] }", "subject"),
    ("SELECT $this { _:a :p $this }", "subject"),
    ("SELECT $this { $this :p 1.0 }", "literal"),
    ("SELECT $this { $this :p 'a'^^x:string }", "literal"),
    ("SELECT $this { $this :p 'a'@EN }", "literal"),
    ("SELECT $this { $this :p '2020'^^x:gYear }", "literal"),
    ("SELECT $this { $this :p ?o . { ?x :p ?y FILTER(ISIRI(?o)) } }", "out of its scope"),
    ("SELECT $this { $this :p ?o OPTIONAL { ?o :q ?x } ?x :p ?y }", "some solutions only"),
    ("SELECT $this { $this :p ?o OPTIONAL { ?o :q ?x } OPTIONAL { ?o :p ?x } }", "solutions only"),
    ("SELECT $this { $this :p ?o { { ?o :q ?x } UNION { ?o :p ?y } } ?x :p ?z }", "solutions only"),
    (
        "SELECT $this { $this :p ?o . { ?o :q ?x OPTIONAL { ?x :p ?y FILTER(ISIRI(?x)) } } }",
        "filter of an OPTIONAL",
    ),
    ("SELECT $this { $this :p ?o FILTER EXISTS { ?o :q ?x BIND('a' AS ?s) } }", "BIND within"),
    (
        "SELECT $this { $this :p ?o FILTER EXISTS { ?o :q ?x OPTIONAL { ?x :p ?y } } }",
        "OPTIONAL wi",
    ),
    (
        "SELECT $this { $this :p ?o FILTER EXISTS { { ?o :q ?x FILTER(ISIRI(?x)) } } }",
        "a filter in",
    ),
    ("SELECT $this { $this :p ?o FILTER(EXISTS { ?o :q ?x } || ISIRI(?o)) }", "EXISTS"),
    ("SELECT $this { $this :p ?o { ?o :q ?x FILTER EXISTS { ?x :p ?y } } }", "EXISTS in a group"),
    (
        "SELECT $this { $this :p ?o OPTIONAL { ?o :q ?x } FILTER EXISTS { ?x :p ?y } }",
        "some solutions only",
    ),
    *(
        (f"SELECT $this {{ $this :p ?o . ?x :p $this FILTER({expression}) }}", reason)
        for expression, reason in [
            ("?o = ?x", "neither two"),
            ("?o != 'a'", "neither two"),
            ("?o < ?x", "neither two"),
            ("?o = ?o", "neither two"),
            ("?x < :n0", "of resources"),
            ("ISIRI(?o) = true", "neither two"),
            ("true = true", "neither two"),
            ("LANG(?o) IN ('a', 'b')", "IN is not"),
            ("sameTerm(?o, ?x)", "sameTerm"),
            ("?o", "no call"),
            ("!?o", "truth"),
            ("STRLEN(?o) > 1", "string"),
            ("LCASE(LANG(?o)) = 'a'", "LCASE"),
            ("DATATYPE(STR(?x)) = x:string", "blank|variable"),
            ("ISIRI(IRI('a'))", "variable"),
            ("x:string(?o) = 'a'", "Function"),
            ("CONCAT('a') = 'a'", "one argument"),
            ("COALESCE(LANG(?o)) = 'a'", "one argument"),
            ("COALESCE(LANG(?o), 1) = 'a'", "several kinds"),
            ("COALESCE(?o, 'a') = 'a'", "several kinds"),
            ("IF(ISIRI(?o), ?o, ?x) = 'a'", "several kinds"),
            ("SUBSTR('abc', 0) = 'a'", "SUBSTR"),
            ("SUBSTR('abc', 1, -1) = 'a'", "stands where"),
            ("SUBSTR('abc', STRLEN('a')) = 'a'", "SUBSTR|literal"),
            ("STR(ISIRI(?o)) = 'true'", "truth"),
            ("!(LANG(?o) = '' && ISIRI(?o))", "errors count"),
            ("LANGMATCHES('a', '*')", "LANGMATCHES"),
            ("LANGMATCHES(LANG(?o), '')", "LANGMATCHES"),
            ("LANGMATCHES(LANG(?o), 'de-*-x')", "LANGMATCHES"),
            ("REGEX(?o, 'a')", "string"),
            ("REGEX('a', LANG(?o))", "literal"),
            ("REGEX('a', '\\\\b')", "regular expression"),
            ("REGEX('a', 'a'@en)", "literal"),
            ("REPLACE('a', 'a', 'b', 's') = 'b'", "limit"),
            ("REPLACE('a', 'a', '$0') = 'b'", "references"),
            ("STRLEN('a') * -1 = 0", "UnaryMinus"),
            ("STRLEN('a') * (1 - 2) = 0", "negative"),
            ("STRLEN('a') / 2 = 0", "division"),
            ("STRLEN('a') + 1.5 = 0", "literal"),
            ("STRLEN('a') * STRLEN('a') * STRLEN('a') = 0", "too large"),
            ("NOW() = NOW()", "NOW"),
            ("STRLEN(STRUUID()) = 1", "STRUUID"),
            ("DATATYPE('a') = x:string", "variable"),
            ("'a\\uD800' = 'a'", "must be a str"),
        ]
    ),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_refused(text, reason):
    """What the engines do not surely judge alike is not portable."""
    with pytest.raises(NotPortableError, match=reason):
        portable_select(text, PREFIXES)


def test_refused_prefixes():
    """rdflib keeps one of two prefixes with one namespace, whichever comes last."""
    with pytest.raises(NotPortableError, match="one namespace"):
        portable_select(ACCEPTED[0], PREFIXES | {"b": "urn:"})


@pytest.mark.parametrize(
    ("text", "predicates", "has_this"),
    [
        ("SELECT $this { $this :p/^:q|:r ?o }", {"urn:p", "urn:q", "urn:r"}, True),
        ("SELECT $this { ?x :p ?o FILTER EXISTS { ?o a :C } }", {"urn:p", str(RDF.type)}, False),
        ("SELECT $this { $this ?p ?o }", None, True),
        ("SELECT $this { $this (:p|^:q)+ ?o . $this :r ?x }", {"urn:p", "urn:q", "urn:r"}, True),
    ],
)
def test_predicates(text, predicates, has_this):
    """All predicates that matter are known, and whether the focus node does."""
    select = portable_select(text, PREFIXES)
    assert select.predicates == predicates
    assert select.has_this == has_this
    assert select.variables == ("this",)


SHAPES = rdflib.Graph()
for path in (Path(__file__).parents[3] / "shapes").glob("*.ttl"):
    SHAPES.parse(path)
DECLARED = BASE | {
    str(SHAPES.value(one, SH.prefix)): str(SHAPES.value(one, SH.namespace))
    for one in SHAPES.objects(None, SH.declare)
}
SELECTS = {str(node): str(text) for node, text in SHAPES.subject_objects(SH.select)}
SITE = "https://data.samverkan.example/"
PLACES = ["id/kommun/0180", "id/region/01", "id/plats/kommun-0180", "id/plats/lan-01", "def/a"]
NODES = [
    *(ox.NamedNode(SITE + place) for place in [*PLACES, "def/a/1", "def/a/"]),
    *(ox.NamedNode(DECLARED["form"] + form) for form in ("kommun", "region")),
    ox.NamedNode(DECLARED["adms"] + "Identifier"),
]
TEXTS = [
    *("19811218-9876", "811218 9876", "x 8112189876\n", "8112189877", "a 20811218+9876 b", "1\n2"),
    *("a@b.se", "a at b", "x (at) y", "A [SNABEL-A] b", "0\u017f (at) y", "a@\u00a0b.se", "@"),
    *("08-123 45 67", "070 123 45 67", "+46 (0)8-1234", "0046 8-12345", "012–345678", "0812345678"),
    *("1", "2", "a", "", "0180", "01", "2021004979"),
]
DATES = [
    *(("gYear", year) for year in ("2019", "2020", "-2020", "20200")),
    *(("gYearMonth", month) for month in ("2020-02", "2019-02", "2020-04", "2020-12", "2000-02")),
    *(("date", day) for day in ("2020-01-01", "2020-02-29", "2020-12-31", "2020-01-01Z")),
]
CODES = [
    *(("kommunkod", code) for code in ("0180", "0181", "01", "0180\n")),
    *(("lanskod", code) for code in ("01", "02", "")),
    *(
        ("organisationsnummer", n)
        for n in ("2021004979", "2021004978", "2021004979\n", "1021004979")
    ),
]
SITE_LITERALS = [
    *map(ox.Literal, [*TEXTS, *(value for _, value in DATES)]),
    *(ox.Literal(text, language="sv") for text in TEXTS),
    *(typed(value, name) for name, value in DATES),
    *(ox.Literal(v, datatype=ox.NamedNode(DECLARED["dt"] + name)) for name, v in CODES),
]


@pytest.mark.parametrize("node", sorted(SELECTS))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(generated=st.data())
def test_shapes(node, generated):
    """All queries of our shapes are portable for data without blank nodes."""
    select = portable_select(SELECTS[node], DECLARED, has_blank_nodes=False)
    predicates = sorted(select.predicates or ())
    literals = [literal for literal in [*SITE_LITERALS, *LITERALS] if survives(literal)]
    data = generated.draw(quads(NODES, predicates, literals))
    assert_same(SELECTS[node], data, prefixes=DECLARED, has_blank_nodes=False)
