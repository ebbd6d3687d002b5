"""Regular expressions: the engine matches and replaces what Python does."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery

from samverkan_ld.validation.compiler.portable import NotPortableError
from samverkan_ld.validation.compiler.regex import translate, translate_replacement

SHAPES = Path(__file__).parents[3] / "shapes"
FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}
SURROGATES = range(0xD800, 0xE000)
EVERY = "".join(chr(code) for code in range(0x110000) if code not in SURROGATES)
NASTY = list('\n\r\x1c\x85\u2028\x00éÉİıſsK\u212akßaAbB1[]-&~^$\\{}| x#"')
STRINGS = [
    *NASTY,
    *("", "a\n", "\na", "a\nb", "a\n\n", "\n\n", "a\r\n", "aa", "ab", "aab", "ba", "AB", "a1"),
    *("éa", "ſs", "x{2}", "a{,2}", "[a]", "a-z", "a&&b", "12345678-9012", "1979-01-01\n"),
]


def answers(call, strings):
    """Evaluate a call of a function on `?s` for strings."""
    values = " ".join(str(ox.Literal(s)) for s in strings)
    found = ox.Store().query(f"SELECT ?s ({call} AS ?x) {{ VALUES ?s {{ {values} }} }}")
    return {row["s"].value: row["x"].value for row in found}


def assert_same_matches(pattern, flags="", strings=()):
    """Compare REGEX with `re.search`."""
    strings = [*STRINGS, *strings]
    known = re.compile(pattern, sum(FLAGS[flag] for flag in flags))
    found = answers(f"REGEX(?s, {ox.Literal(translate(pattern, flags))})", strings)
    expected = {s: "true" if known.search(s) else "false" for s in strings}
    assert found == expected


def assert_same_replacements(pattern, replacement, strings=()):
    """Compare REPLACE with rdflib's."""
    strings = [*STRINGS, *strings]
    written, replaced = translate_replacement(pattern, replacement)
    call = f"REPLACE(?s, {ox.Literal(written)}, {ox.Literal(replaced)})"
    given_to_python = re.sub(r"\$([0-9]*)", r"\\\1", replacement)
    assert answers(call, strings) == {s: re.sub(pattern, given_to_python, s) for s in strings}


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        *(
            (pattern, "")
            for pattern in (r"\d", r"\D", r"\s", r"\S", r"\w", r"\W", ".", "é", "[^a]")
        ),
        *(
            (pattern, "")
            for pattern in (r"[\w-]", r"[^\s@]", r"[\D\n]", r"[^\W_]", "[À-ſ]", "[ -~]")
        ),
        *((pattern, "s") for pattern in (".", "[^.]")),
        *((letter, "i") for letter in "abcdefghijklmnopqrstuvwxyzKSI1."),
        *(
            (pattern, "i")
            for pattern in ("[a-z]", "[^A-Z]", "[^i]", "[s-t]", "ß", "[µſ]", "ǆ", "[^\n]")
        ),
        *(
            (pattern, "i")
            for pattern in (r"[\wa]", r"[\Wa]", r"[\sa]", r"[\Sa]", r"[^\da]", r"[\D!]")
        ),
        *((pattern, "i") for pattern in ("[À-ſ]", "[^Α-ω]", "[ -~]", "K", "İ", "ı", "ς")),
    ],
)
def test_every_character(pattern, flags):
    """Classes, and letters where case is ignored, match the same characters of all there are."""
    kept = re.sub(pattern, "", EVERY, flags=sum(FLAGS[flag] for flag in flags))
    query = f'SELECT ?s (REPLACE(?s, {ox.Literal(translate(pattern, flags))}, "") AS ?x) {{}}'
    found = ox.Store().query(query, substitutions={ox.Variable("s"): ox.Literal(EVERY)})
    is_same = [row["x"].value for row in found] == [kept]
    assert is_same  # the difference would be too long to be shown


@pytest.mark.parametrize("flags", ["", "i", "m", "s", "ims"])
@pytest.mark.parametrize(
    "pattern",
    [
        *(
            "",
            "a",
            "^a$",
            "^$",
            "$",
            "^",
            "a$|b",
            "(a|b$)",
            "^(a|b)?$",
            "(?:a$)?",
            "x|",
            "a^b",
            "a.b",
        ),
        *(
            r"\x61\u00e9?",
            r"\t|\n|\r|\f|\v",
            r"\é",
            r"\[\]\{\}\(\)\\\|\^\$\.\*\+\?\-\&\~\#\ ",
            "]",
            "}",
        ),
        *(
            "[]a]",
            "[^]a]",
            "[a-]",
            "[-a]",
            "[a&b]",
            "[&~-]",
            r"[\[\]\\^-]",
            "[a^]",
            r"[\n-\r]",
            "[{}]",
        ),
        *(
            "{",
            "a{",
            "a{}",
            "a{b}",
            "{}",
            "a{2",
            "a{1,2",
            "x{2}",
            "a{2}b",
            "a{0}",
            "a{0,1}?b",
            "a{1,}?",
        ),
        *(
            "a*?b",
            "(?:ab)*",
            "(a|b)+c?",
            "((a)(b)?)*",
            "(^|a)b",
            "(?:^a)*b",
            "a??",
            "(a*)?",
            "(a*){1}",
        ),
        *("[a-z]+[.]", "a b#c", "(?:)", "()", "a|", "(?:|a)b", "\n$", "a\n?$", "[^a]$", "é|İ|ſ"),
    ],
)
def test_same_matches(pattern, flags):
    """A pattern matches the same strings, those with line feeds at the end included."""
    assert_same_matches(pattern, flags)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        *(
            (p, "group of a kind")
            for p in ("(?P<n>a)", "(?=a)", "(?!a)", "(?<=a)", "(?i)a", "(?i:a)")
        ),
        *((p, "group of a kind") for p in ("(?>a)", "(?#a)", "(a)(?(1)b)")),
        *(
            (p, "escape")
            for p in (r"(a)\1", r"\b", r"\B", r"\A", r"\Z", r"\a", r"\0", r"[\b]", r"\xg")
        ),
        *((p, "escape") for p in ("\\", r"\u00e", r"\U0001f600", r"\N{DIGIT ONE}", r"\_a\q")),
        *((p, "possessive") for p in ("a*+", "a++", "a?+", "a{2}+", "a*?+")),
        *((p, "lower bound") for p in ("a{,2}", "{,}", "{2}", "a|{2}", "a{2}{2}")),
        *((p, "behind \\$") for p in ("a$b", "$a", "$$", "(a$)b?", "(a|$)\n?")),
        *(
            (p, "repeated")
            for p in ("(a*)*", "(a|b?)+", "(a$)*", "(|a){2}", "(?:^)*", "(?:a?){1,2}")
        ),
        *(
            (p, "class")
            for p in ("[[a]", "[[:alpha:]]", "[a--b]", "[a&&b]", "[a~~b]", "[a||b]", "[")
        ),
        *((p, "class") for p in ("[a", "[a-", "[]", "[z-a]", r"[\d-z]", r"[a-\d]")),
        *((p, "surrogate") for p in ("\ud800", r"\ud800", r"[\ud800-\udfff]")),
        *((p, "nothing to repeat") for p in ("*a", "+", "a|*", "(*a)", "a|+")),
        *((p, "multiple repeat") for p in ("a**", "a???")),
        *((p, "bracket|parenthesis") for p in ("(", "(a", "a)", "(?:")),
        ("a{2,1}", "min repeat"),
        ("(" * 3000 + ")" * 3000, "recursion"),
        ("(a{1000}){1000}", "engine"),
        (r"\w{1000}", "engine"),
    ],
)
def test_refused_patterns(pattern, reason):
    """What Python refuses, or may read in a way of its own, is not portable."""
    with pytest.raises(NotPortableError, match=reason):
        translate(pattern)


def test_refused_flags():
    """Flags that Python's searches are not called with are refused."""
    with pytest.raises(NotPortableError, match="flags"):
        translate("a", "x")


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        *(
            ("([0-9])([0-9])", ",$1.$2"),
            ("a", "$"[:0]),
            ("a", "{}"),
            ("(a)|b", "<$1>"),
            ("b+?", "-"),
        ),
        *(("^(....)$", "$1-01"), ("^(a|aa)(b)?$", "$2$1"), ("^(a)?b", "[$1]"), ("(^|b)a", "$1x")),
        *(
            ("^a.*?$", "x"),
            ("^(.)(?:a|b)*$", "$1$1"),
            ("(a)(?:b|(1))", "$2$1x"),
            ("[^a]$"[:4], "é"),
        ),
        *(("^(?:a|b)+$", "x"), ("^.\n?$", "x"), ("^(.|\n)$", "<$1>"), ("^(?:(a)|(b))", "$1-$2")),
    ],
)
def test_same_replacements(pattern, replacement):
    """A match is replaced by the same string, and a line feed behind `$` is kept."""
    assert_same_replacements(pattern, replacement)


@pytest.mark.parametrize(
    ("pattern", "replacement", "reason"),
    [
        *((p, "x", "empty match") for p in ("a*", "^", "^a?", "^a*$", "a|", "$", "^(a|b?)")),
        *((p, "x", "\\$ of a replaced pattern") for p in ("a$", "^a$|^b", "^(a|b$)", "^a|b$")),
        *(("a", r, "references") for r in ("$0", "$", "$$", "a$b", "\\", r"\1", "${1}", "$10")),
        *(("(a)", r, "missing") for r in ("$2", "$9")),
        *((p, "$1", "repeated") for p in ("(a)+", "(?:(a)b)*c", "(?:(a)|b){2}")),
    ],
)
def test_refused_replacements(pattern, replacement, reason):
    """What may be replaced in another way is not portable."""
    with pytest.raises(NotPortableError, match=reason):
        translate_replacement(pattern, replacement)


def test_limited_replacements():
    """Where only some matches are replaced, there may be one only."""
    assert translate_replacement("^a", "b", is_limited=True) == (r"\Aa", "b")
    with pytest.raises(NotPortableError, match="limit"):
        translate_replacement("a", "b", is_limited=True)


def patterns():
    """Make patterns, some of which Python refuses."""
    literals = st.sampled_from([*map(re.escape, NASTY), "a", "b", "{", "}", "]", "a{", "{}"])
    classes = st.sampled_from([r"\d", r"\s", r"\w", r"\D", r"\S", r"\W", r"\n", r"\x41", r"\u0131"])
    items = st.sampled_from([*map(re.escape, NASTY), *NASTY, "a-z", "0-9", r"\s", r"\W", "é-ſ"])
    sets = st.builds("[{}{}]".format, st.sampled_from(["", "^"]), st.lists(items).map("".join))
    atoms = st.one_of(literals, classes, sets, st.sampled_from([".", "^", "$"]))
    signs = st.sampled_from(["", "", "", "*", "+", "?", "{2}", "{1,}", "{0,2}", "*?", "+?", "??"])

    def grown(inner):
        groups = st.builds("({}{})".format, st.sampled_from(["", "?:"]), inner)
        repeated = st.builds(str.__add__, inner | groups, signs)
        joined = st.lists(repeated, max_size=3).map("".join)
        return joined | st.builds("{}|{}".format, joined, joined)

    return st.recursive(atoms, grown, max_leaves=8)


STRING = st.lists(st.sampled_from(NASTY), max_size=5).map("".join)


@settings(max_examples=150, deadline=None)
@given(pattern=patterns(), flags=st.sets(st.sampled_from("ims")), strings=st.lists(STRING))
def test_generated_patterns(pattern, flags, strings):
    """Whatever is portable matches the same strings."""
    given_flags = "".join(sorted(flags))
    try:
        translate(pattern, given_flags)
    except NotPortableError:
        return
    assert_same_matches(pattern, given_flags, strings)


@settings(max_examples=150, deadline=None)
@given(
    pattern=patterns() | patterns().map("^(a|.){}$".format),
    replacement=st.lists(st.sampled_from(["$1", "$2", "-", "a", "{", "0"])).map("".join),
    strings=st.lists(STRING),
)
def test_generated_replacements(pattern, replacement, strings):
    """Whatever is portable is replaced by the same string."""
    try:
        translate_replacement(pattern, replacement)
    except NotPortableError:
        return
    assert_same_replacements(pattern, replacement, strings)


def shape_patterns():
    """Read the patterns of our shapes, those of queries included."""
    graph = rdflib.Graph()
    for path in SHAPES.glob("*.ttl"):
        graph.parse(path)
    yield from (str(pattern) for pattern in graph.objects(None, SH.pattern))
    for query in graph.objects(None, SH.select):
        for call in re.findall(r'REGEX\([^"]*("(?:[^"\\]|\\.)*")', str(query)):
            yield str(prepareQuery(f"SELECT ({call} AS ?x) {{}}").algebra.p.p.expr)


@pytest.mark.parametrize("pattern", sorted({*shape_patterns()}))
def test_shapes(pattern):
    """All patterns of our shapes are portable."""
    near = [
        "0180",
        "a@b.se",
        "a [at] b",
        "+46 (0)8-123",
        "https://a.b/",
        "/id/kommun/0180\n",
        "Ann\u00a0",
    ]
    assert_same_matches(pattern, "", near)
    assert_same_matches(pattern, "i", near)
