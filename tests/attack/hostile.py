"""Queries that mean harm, each short enough to be asked: `HOSTILE` by name.

Most would run for ever or take all memory; some overflow what recursion they find, some are long.
"""

from itertools import chain
from typing import Final

ALL: Final = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
TEN_MEGABYTES: Final = "SELECT * { ?s ?p '" + "x" * 10_000_000 + "' }"

_ANY: Final = "(!<x:y>|!^<x:y>)"
_DEEP: Final = 50_000
_LONG: Final = "".join(f"?s{n} ?p{n} ?o{n} . " for n in range(5000))
_ROWS: Final = " ".join(f"({n} '{n}')" for n in range(60_000))


def _doubled(start: str, step: str, times: int) -> str:
    """Bind ?v0 to a start and each further variable to twice the one before."""
    steps = (f"BIND({step.replace('?v', f'?v{n}')} AS ?v{n + 1})" for n in range(times))
    return f"SELECT (STRLEN(?v{times}) AS ?n) {{ BIND({start} AS ?v0) {' '.join(steps)} }}"


def _nested(before: str, core: str, after: str = "", *, times: int = _DEEP) -> str:
    return before * times + core + after * times


def _filter(condition: str) -> str:
    return f"ASK {{ ?s ?p ?o FILTER({condition}) }}"


ENDLESS: Final = {
    "count of a cross product": f"SELECT (COUNT(*) AS ?n) {{ {ALL} }}",
    "rows of a cross product": f"SELECT * {{ {ALL} }}",
    "graph of a cross product": f"CONSTRUCT {{ ?a ?e ?i }} {{ {ALL} }}",
    "descriptions of a cross product": f"DESCRIBE ?a ?d ?g {{ {ALL} }}",
    "filter that nothing passes": f"SELECT * {{ {ALL} FILTER(?a = ?h && ?b = ?i) }}",
    "huge offset": f"SELECT * {{ {ALL} }} OFFSET 9000000000000000000",
    "order of a cross product": f"SELECT * {{ {ALL} }} ORDER BY ?i ?f ?c",
    "distinct rows": f"SELECT DISTINCT * {{ {ALL} }}",
    "groups": f"SELECT ?a ?d ?g (SAMPLE(?c) AS ?x) {{ {ALL} }} GROUP BY ?a ?d ?g",
    "group concat": f"SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f), STR(?i))) AS ?x) {{ {ALL} }}",
    "path over everything": "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>|!^<x:y>)* ?b . ?c (!<x:y>)* ?d }",
    "path within a path": "SELECT (COUNT(*) AS ?n) { ?a (((!<x:y>)+/(!^<x:y>)*)+)* ?b }",
    "path of many steps": f"SELECT (COUNT(*) AS ?n) {{ ?a {'/'.join([_ANY] * 60)} ?b }}",
    "minus": "SELECT * { ?a ?b ?c . ?d ?e ?f MINUS { ?g ?h ?i . ?j ?k ?l FILTER(?h = ?k) } }",
    "not exists": f"SELECT * {{ ?a ?b ?c FILTER NOT EXISTS {{ {ALL} FILTER(?c = 1) }} }}",
    "optionals": "SELECT (COUNT(*) AS ?n) {"
    + "".join(f" OPTIONAL {{ ?a{n} ?b{n} ?c{n} }}" for n in range(20))
    + " }",
    "unions": "SELECT (COUNT(*) AS ?n) { "
    + " . ".join(["{ { ?s ?p ?o } UNION { ?x ?y ?z } }"] * 12)
    + " }",
    "regex of each row": f"SELECT * {{ {ALL} FILTER REGEX(STR(?c), CONCAT('^', STR(?f), '$')) }}",
    "digests": f"SELECT (MAX(SHA512(CONCAT(STR(?a), STR(?f), STR(?i)))) AS ?x) {{ {ALL} }}",
    "subqueries": _nested("SELECT * { ?s ?p ?o {", ALL, "} }", times=60),
    "many patterns": f"SELECT (COUNT(*) AS ?n) {{ {_LONG} }}",
}
BOMBS: Final = {
    "doubled string": _doubled("'0123456789'", "CONCAT(?v, ?v)", 60),
    "replaced string": _doubled("'0123456789'", "REPLACE(?v, '.', '$0$0$0$0$0$0$0$0')", 30),
    "encoded string": _doubled("'%%%%%%%%%%'", "ENCODE_FOR_URI(CONCAT(?v, ?v, ?v))", 40),
    "joined values": "SELECT (GROUP_CONCAT(?x) AS ?y) {"
    + "".join(f" VALUES ?x{n} {{ 0 1 2 3 4 5 6 7 8 9 }}" for n in range(12))
    + f" BIND('{'x' * 1000}' AS ?x) }}",
    "regex of regexes": _filter("REGEX(STR(?o), '(((a{0,900}){0,900}){0,900}){0,900}')"),
    "regex that backtracks": _filter(f"REGEX('{'a' * 50_000}!', '^(((a+)+)+)+$')"),
    "regex of alternatives": _filter(f"REGEX(STR(?o), '({'|'.join(['(a?b*)+'] * 9000)})*x')"),
    "values": f"SELECT * {{ VALUES (?a ?b) {{ {_ROWS} }} VALUES (?c ?d) {{ {_ROWS} }} ?e ?f ?g }}",
    "many variables": f"SELECT * {{ {_LONG} }} LIMIT 1",
    "long IN": _filter(f"?o IN ({', '.join(map(str, range(90_000)))})"),
}
DEEP: Final = {
    "groups in groups": "ASK " + _nested("{", "", "}"),
    "brackets": _filter(_nested("(", "1", ")")),
    "few brackets": _filter(_nested("(", "1", ")", times=150)),
    "few brackets, open": "ASK { FILTER" + "(" * 190,
    "few groups, open": "ASK " + "{" * 190,
    "blank nodes, open": "ASK {" + "[ ?p " * 190,
    "collections, open": "ASK {" + "(" * 190,
    "paths in brackets, open": "ASK { ?s " + "(" * 190,
    "functions, open": "ASK { FILTER(" + "STR(" * 190,
    "triple terms, open": "ASK { " + "<<( ?s ?p " * 90,
    "nots": _filter(_nested("!", "1")),
    "signs": _filter(_nested("-(", "1", ")", times=190)),
    "not exists": _nested("ASK { FILTER NOT EXISTS {", "", "}", times=1)
    + _nested(" FILTER NOT EXISTS {", "", "}", times=180),
    "sum": _filter(_nested("1+", "1")),
    "product": _filter(_nested("1*", "1")),
    "or": _filter(_nested("?s = 1 || ", "?s = 2")),
    "and": _filter(_nested("?s = 1 && ", "?s = 2")),
    "path of steps": f"ASK {{ ?s {_nested('<x:y>/', '<x:y>')} ?o }}",
    "path of alternatives": f"ASK {{ ?s {_nested('<x:y>|', '<x:y>')} ?o }}",
    "path of inverses": f"ASK {{ ?s {_nested('^(', '<x:y>', ')', times=190)} ?o }}",
    "path of stars": f"ASK {{ ?s {_nested('(', '<x:y>', ')*', times=190)} ?o }}",
    "path that excludes": f"ASK {{ ?s !({_nested('<x:y>|', '<x:y>')}) ?o }}",
    "unions": "ASK { {}" + " UNION {}" * _DEEP + " }",
    "optionals": "ASK {" + " OPTIONAL {}" * _DEEP + " }",
    "filters": "ASK {" + " FILTER(?s)" * _DEEP + " }",
    "binds": "ASK {" + "".join(f" BIND(1 AS ?v{n})" for n in range(30_000)) + " }",
    "graphs": "ASK {" + " GRAPH ?g {}" * _DEEP + " }",
    "subqueries": _nested("SELECT * {", "", "}"),
    "having": "SELECT (1 AS ?x) {} GROUP BY ?y HAVING(1)" + "(1)" * _DEEP,
    "order": "SELECT * {} ORDER BY" + " ?x" * _DEEP,
    "concat": _filter(f"CONCAT({_nested('?s, ', '?s')})"),
    "prefixes": "".join(f"PREFIX p{n}: <x:{n}> " for n in range(30_000)) + "ASK {}",
    "bases": "BASE <x:y/> " * _DEEP + "ASK {}",
    "from": "SELECT * " + " ".join(f"FROM <x:{n}>" for n in range(30_000)) + " { ?s ?p ?o }",
}
TEXTS: Final = {
    "nothing": "\x00",
    "one long word": "a" * 900_000,
    "names with dots": "a." * 400_000,
    "names with dashes": "SELECT " + "a-" * 400_000,
    "open strings": '"\\' * 400_000,
    "open long strings": '"""\\' * 200_000,
    "open IRIs": "<a" * 400_000,
    "escapes": "\\u0061" * 100_000,
    "comments": "#\n" * 400_000 + "ASK {}",
    "spaces": " " * 900_000 + "ASK {}",
    "numbers": "ASK { FILTER(" + "9" * 900_000 + " = 1) }",
    "exponents": _filter("1e999999999 > 1 && 9999999999999999999999999999999999999999.0 > 1"),
    "long variable": "SELECT ?" + "x" * 900_000 + " {}",
    "long IRI": "ASK { <x:" + "y" * 900_000 + "> ?p ?o }",
    "no unicode": "ASK { ?s ?p '\\uD800' }",
    "huge limit": "SELECT * { ?s ?p ?o } LIMIT 99999999999999999999999999999",
    "huge offset": "SELECT * { ?s ?p ?o } OFFSET 18446744073709551615",
}
HOSTILE: Final = dict(
    chain.from_iterable(
        ((f"{kind}: {name}", text) for name, text in queries.items())
        for kind, queries in (
            ("endless", ENDLESS),
            ("bomb", BOMBS),
            ("deep", DEEP),
            ("text", TEXTS),
        )
    )
)
