"""Shapes and data by chance, as Turtle, small and nasty."""

from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, parse

PREFIXES = (
    "@prefix : <urn:x:> . @prefix sh: <http://www.w3.org/ns/shacl#> . "
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
)

NODES = [":a", ":b", ":c", "_:n", "_:m"]
CLASSES = [":C", ":D", ":E"]
PREDICATES = [":p", ":q", ":r"]
LITERALS = [
    '"x"', '"X"', '""', '"x\\n"', '"åÄ ö"', '"x"@sv', '"y"@sv', '"x"@en', '"z"@sv-se',
    "1", "01", "2", '"1"^^xsd:int', '"2"^^xsd:nonNegativeInteger', "1.50", "1.5",
    '"12345678901234567890"^^xsd:integer',
    '"1"^^xsd:decimal', "1.0e0", "true", '"1"^^xsd:boolean', '"2020-02-29"^^xsd:date',
    '"2021-02-29"^^xsd:date', '"2020-03-01"^^xsd:date', '"2020-03-01Z"^^xsd:date',
    '"2020-03-01T10:00:00"^^xsd:dateTime', '"2020-03-01T10:00:00.000Z"^^xsd:dateTime',
    '"2020"^^xsd:gYear', '"2020-01"^^xsd:gYearMonth', '"abc"^^xsd:integer', '"x"^^:type',
    '"http://a.example/"^^xsd:anyURI', '"10:00:00"^^xsd:time', '"P1Y0M"^^xsd:duration',
]  # fmt: skip
DATATYPES = [
    "xsd:string", "xsd:integer", "xsd:int", "xsd:decimal", "xsd:date", "xsd:dateTime",
    "xsd:boolean", "xsd:double", "xsd:gYear", "xsd:anyURI", "rdf:langString", ":type", "xsd:time",
]  # fmt: skip
PATTERNS = [
    "^x",
    "x$",
    "^[a-z]+$",
    "x|1",
    "^[^\\\\s]",
    "[0-9]{2}",
    "(?:ö|:)",
    "^urn:x:[ab]$",
    "(?=x)",
]

TAGS = ['"sv"', '"en"', '"SV"', '"*"', '"sv-se"']

nodes, classes = st.sampled_from(NODES), st.sampled_from(CLASSES)
predicates, literals = st.sampled_from(PREDICATES), st.sampled_from(LITERALS)
terms = st.one_of(nodes, literals)
_kinds = st.sampled_from(
    ["IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"]
)
_counts = st.integers(0, 3)


@st.composite
def data_text(draw: st.DrawFn) -> str:
    """Make up data: types, links and literals, and sometimes classes below others.

    Blank nodes do not lead to each other: how deep the reference describes a circle of them in its
    messages differs from run to run.
    """
    triples = st.tuples(nodes, predicates, terms).filter(
        lambda triple: not (triple[0][0] == triple[2][0] == "_")
    )
    said = draw(st.lists(triples, max_size=14))
    types = draw(st.lists(st.tuples(nodes, st.just("a"), classes), max_size=6))
    above = draw(st.lists(st.tuples(classes, st.just("rdfs:subClassOf"), classes), max_size=2))
    return "\n".join(f"{s} {p} {o} ." for s, p, o in (*said, *types, *above))


def _paths() -> st.SearchStrategy[str]:
    step = predicates | st.just("rdf:type")
    return st.recursive(
        step,
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(lambda pair: f"( {pair[0]} {pair[1]} )"),
            inner.map(lambda path: f"[ sh:inversePath {path} ]"),
            st.tuples(inner, inner).map(lambda p: f"[ sh:alternativePath ( {p[0]} {p[1]} ) ]"),
            inner.map(lambda path: f"[ sh:zeroOrMorePath {path} ]"),
            inner.map(lambda path: f"[ sh:oneOrMorePath {path} ]"),
            inner.map(lambda path: f"[ sh:zeroOrOnePath {path} ]"),
        ),
        max_leaves=3,
    )


paths = _paths()

_value = st.one_of(
    classes.map(lambda kind: f"sh:class {kind}"),
    st.sampled_from(DATATYPES).map(lambda kind: f"sh:datatype {kind}"),
    _kinds.map(lambda kind: f"sh:nodeKind sh:{kind}"),
    st.tuples(
        st.sampled_from(["minInclusive", "minExclusive", "maxInclusive", "maxExclusive"]),
        st.sampled_from(["1", "1.5", '"2020-03-01"^^xsd:date', '"x"', "1.0e0", '"01"^^xsd:int']),
    ).map(lambda pair: f"sh:{pair[0]} {pair[1]}"),
    _counts.map(lambda count: f"sh:minLength {count}"),
    _counts.map(lambda count: f"sh:maxLength {count}"),
    st.tuples(st.sampled_from(PATTERNS), st.sampled_from(["", "i", "m", "s"])).map(
        lambda pair: f'sh:pattern "{pair[0]}"' + (f' ; sh:flags "{pair[1]}"' if pair[1] else "")
    ),
    st.lists(
        st.sampled_from(['"sv"', '"en"', '"SV"', '"*"', '"sv-se"']), min_size=1, max_size=2
    ).map(lambda tags: f"sh:languageIn ( {' '.join(tags)} )"),
    st.lists(st.one_of(st.sampled_from(NODES[:3]), literals), min_size=1, max_size=3).map(
        lambda items: f"sh:in ( {' '.join(items)} )"
    ),
)
_pair = st.tuples(st.sampled_from(["equals", "disjoint"]), predicates).map(
    lambda pair: f"sh:{pair[0]} {pair[1]}"
)
_has = st.one_of(st.sampled_from(NODES[:3]), literals).map(lambda term: f"sh:hasValue {term}")
_ordered = st.tuples(st.sampled_from(["lessThan", "lessThanOrEquals"]), predicates).map(
    lambda pair: f"sh:{pair[0]} {pair[1]}"
)
_counted = st.one_of(
    _counts.map(lambda count: f"sh:minCount {count}"),
    _counts.map(lambda count: f"sh:maxCount {count}"),
    st.just("sh:uniqueLang true"),
)


def _rules(body: str) -> str:
    return f'sh:sparql [ sh:select """SELECT $this ?value WHERE {{ {body} }}""" ]'


_fixed_queries = st.sampled_from(
    [
        "$this <urn:x:p> ?value . FILTER(ISLITERAL(?value))",
        "$this <urn:x:p> ?value . FILTER NOT EXISTS { $this <urn:x:q> ?value }",
        "$this <urn:x:p>/<urn:x:q> ?value .",
        "?value <urn:x:q> ?other . FILTER(ISIRI(?other))",
        "$this <urn:x:r> ?value . FILTER(DATATYPE(?value) = <http://www.w3.org/2001/XMLSchema#string>)",
        "$this <urn:x:q> ?value . OPTIONAL { $this <urn:x:p> ?other } FILTER(!BOUND(?other))",
        "?value <urn:x:p> $this .",
    ]
)

_ends = st.sampled_from(["$this", "$this", "?value", "?a", "?b"])
_steps = st.sampled_from(
    [
        *(f"<urn:x:{name}>" for name in "pqr"),
        *("<urn:x:p>/<urn:x:q>", "^<urn:x:q>", "<urn:x:p>|<urn:x:r>", "<urn:x:q>/^<urn:x:q>"),
    ]
)
_triples = st.lists(
    st.tuples(_ends, _steps, _ends | st.sampled_from(["<urn:x:a>", "<urn:x:b>"])),
    min_size=1,
    max_size=3,
).map(lambda triples: " ".join(f"{s} {p} {o} ." for s, p, o in triples))
_further = st.one_of(
    st.just(""),
    _triples.map(lambda group: f"OPTIONAL {{ {group} }}"),
    _triples.map(lambda group: f"FILTER NOT EXISTS {{ {group} }}"),
    _triples.map(lambda group: f"FILTER EXISTS {{ {group} FILTER($this != ?a) }}"),
    _triples.map(lambda group: f"{{ {group} FILTER(ISIRI(?value)) }}"),
    st.tuples(_ends, _ends, _steps, _steps).map(
        lambda way: f"{{ {way[0]} {way[2]} {way[1]} }} UNION {{ {way[1]} {way[3]} {way[0]} }}"
    ),
)


@st.composite
def _patterns(draw: st.DrawFn) -> str:
    """Make up a pattern, most of which hangs together with the focus node."""
    return f"$this {draw(_steps)} ?value . {draw(_triples | st.just(''))} {draw(_further)}"


patterns = _patterns()
queries = st.one_of(_fixed_queries, patterns).map(_rules)


def _shapes(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Wrap the bodies of shapes into constraints that name shapes."""
    several = st.lists(inner, min_size=1, max_size=2).map(
        lambda bodies: " ".join(f"[ {body} ]" for body in bodies)
    )
    qualified = st.tuples(inner, st.sampled_from(["Min", "Max"]), _counts, st.booleans()).map(
        lambda q: (
            f"sh:qualifiedValueShape [ {q[0]} ] ; sh:qualified{q[1]}Count {q[2]}"
            + (" ; sh:qualifiedValueShapesDisjoint true" if q[3] else "")
        )
    )
    plain = st.one_of(
        _value,
        _pair,
        _has,
        inner.map(lambda body: f"sh:not [ {body} ]"),
        inner.map(lambda body: f"sh:node [ {body} ]"),
        several.map(lambda bodies: f"sh:or ( {bodies} )"),
        several.map(lambda bodies: f"sh:and ( {bodies} )"),
        several.map(lambda bodies: f"sh:xone ( {bodies} )"),
    )
    of_paths = st.lists(st.one_of(plain, _counted, qualified, _ordered), min_size=1, max_size=2)
    property_ = st.tuples(paths, of_paths).map(
        lambda pair: f"sh:property [ sh:path {pair[0]} ; {_unique(pair[1])} ]"
    )
    closed = st.lists(property_, max_size=1).map(
        lambda bodies: " ; ".join(["sh:closed true", "sh:ignoredProperties ( rdf:type )", *bodies])
    )
    return st.one_of(plain, property_, property_, closed)


_bodies = st.recursive(_value, _shapes, max_leaves=4)


def _unique(parts: list[str]) -> str:
    """Leave out a parameter that a shape may have but once."""
    kept: dict[str, str] = {}
    for part in parts:
        kept.setdefault(part.split()[0], part)
    return " ; ".join(kept.values())


@st.composite
def shapes_text(draw: st.DrawFn) -> str:
    """Make up one to three shapes with targets."""
    target = st.one_of(
        classes.map(lambda kind: f"sh:targetClass {kind}"),
        st.one_of(st.sampled_from([*NODES[:3], ":absent"]), literals).map(
            lambda term: f"sh:targetNode {term}"
        ),
        predicates.map(lambda name: f"sh:targetSubjectsOf {name}"),
        predicates.map(lambda name: f"sh:targetObjectsOf {name}"),
    )
    lines = []
    for number in range(draw(st.integers(1, 3))):
        targets = draw(st.lists(target, min_size=1, max_size=2))
        body = draw(st.one_of(_shapes(_bodies), _shapes(_bodies), queries))
        lines.append(f":S{number} a sh:NodeShape ; {' ; '.join(targets)} ; {body} .")
    return "\n".join(lines)


def quads(text: str) -> list[Quad]:
    """Parse Turtle with the prefixes of these tests."""
    return [*parse(PREFIXES + text, format=RdfFormat.TURTLE)]
