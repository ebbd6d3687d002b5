"""Reading YAML-LD."""

from collections.abc import Callable
from time import process_time
from typing import Final

import pytest
from pyoxigraph import Literal, NamedNode

from samverkan_ld.errors import SourceError
from samverkan_ld.readers.yamlld import read
from samverkan_ld.records import ReadingRules, SourceFile

Write = Callable[[str, str | bytes], SourceFile]

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
BASE: Final = "https://data.samverkan.example/"
HEAD: Final = '"@context": {name: "http://schema.org/name", in: "http://schema.org/in"}\n'
DEEP: Final = 100_000


def values(text: str, write: Write, rules: ReadingRules) -> set[str]:
    """Read a record, and give the values of `name`."""
    quads = read(write("a.yaml", HEAD + text), rules).quads
    name = NamedNode("http://schema.org/name")
    return {str(quad.object) for quad in quads if quad.predicate == name}


@pytest.mark.parametrize(
    "text",
    [
        *("0114", "00", "+1", "1_000", "0x1f", "0o14", "1.", ".5", "1e", "1:30", "1,5"),
        *("yes", "no", "on", "off", "y", "N", "True", "TRUE", "False", "Null", "NULL", "~"),
        *(".inf", "-.inf", ".nan", "NaN", "Infinity", "2020-03-17", "2020", "å"),
        *("2020-03-17T12:00:00Z", "<<", "=", "12e03x", "true false"),
    ],
)
def test_plain_scalars_stay_texts(text: str, write: Write, rules: ReadingRules) -> None:
    """Only the words and numbers of JSON are anything but texts."""
    expected = Literal(2020) if text == "2020" else Literal(text)
    assert values(f"name: {text}", write, rules) == {str(expected)}


@pytest.mark.parametrize(
    ("text", "lexical", "datatype"),
    [
        ("0", "0", "integer"),
        ("-17", "-17", "integer"),
        ("1.50", "1.5E0", "double"),
        ("1.0", "1", "integer"),
        ("-2.5e-3", "-2.5E-3", "double"),
        ("1E30", "1.0E30", "double"),
        ("true", "true", "boolean"),
        ("false", "false", "boolean"),
        ("!!int 5", "5", "integer"),
        ("!!float 5", "5", "integer"),
        ("!!bool true", "true", "boolean"),
        ("!!str 5", "5", "string"),
        ("! 5", "5", "string"),
        ("'5'", "5", "string"),
        ('"true"', "true", "string"),
        ('""', "", "string"),
        ("|\n  a\n  b\n", "a\nb\n", "string"),
        (">-\n  a\n  b\n", "a b", "string"),
        ("&x 5", "5", "integer"),
    ],
)
def test_values_have_their_types(
    text: str, lexical: str, datatype: str, write: Write, rules: ReadingRules
) -> None:
    """Numbers and words of JSON are typed; quotes, blocks and tags say otherwise."""
    expected = Literal(lexical, datatype=NamedNode(XSD + datatype))
    assert values(f"name: {text}", write, rules) == {str(expected)}


@pytest.mark.parametrize("text", ["name: [a, null]", "name: [a, !!null null]", "name: !!seq [a]"])
def test_null_is_no_value(text: str, write: Write, rules: ReadingRules) -> None:
    """Only the word null says that there is nothing."""
    assert values(text, write, rules) == {'"a"'}


def test_aliases_repeat_values(write: Write, rules: ReadingRules) -> None:
    """What an anchor names may be said again; the newest anchor of a name counts."""
    text = "name: [&a x, *a, &a {name: y}, *a]\nin: *a"
    quads = read(write("a.yaml", HEAD + text), rules).quads
    assert sum(str(quad.object) == '"x"' for quad in quads) == 2
    assert sum(str(quad.object) == '"y"' for quad in quads) == 3


def test_lines_of_subjects_are_told(write: Write, rules: ReadingRules) -> None:
    """Each node has the line of its @id, however its IRI is written."""
    (rules.contexts / "context.jsonld").write_text(
        f'{{"@context": {{"id": "@id", "sam": "{BASE}spec/samverkan/",'
        f' "name": "http://schema.org/name", "in": {{"@id": "{BASE}in", "@type": "@id"}}}}}}'
    )
    text = (
        '"@context": context.jsonld\n"@graph":\n- id: id/person/a\n  name: a\n'
        "  in:\n  - name: b\n    id: sam:b\n  - id/person/a\n"
        f"- {{'@id': '{BASE}id/person/c', name: c}}\n- id: _:blank\n  name: d\n"
    )
    assert read(write("a.yaml", text), rules).lines == {
        f"{BASE}id/person/a": 3,
        f"{BASE}spec/samverkan/b": 7,
        f"{BASE}id/person/c": 9,
    }


def test_directives_and_comments_are_read(write: Write, rules: ReadingRules) -> None:
    """A version, the marks of a document and comments change nothing."""
    text = f"# a\n%YAML 1.2\n---\n{HEAD}name: a # b\n...\n"
    assert len(read(write("a.yaml", text), rules).quads) == 1


BOMB: Final = "in:\n- &a0 [x]\n" + "".join(
    f"- &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("name: a\nin: b\nname: c", 4, "has the key 'name' twice"),
        ("name: a\n'name': c", 3, "has the key 'name' twice"),
        ("in: {name: a, name: b}", 2, "has the key 'name' twice"),
        ("name: a\n1: b", 3, "a key is no text"),
        ("true: b", 2, "a key is no text"),
        ("null: b", 2, "a key is no text"),
        ("? [a]\n: b", 2, "a key is no text"),
        ("? {a: b}\n: b", 2, "a key is no text"),
        ("name: &a x\n*a : b", 3, "a key is no text"),
        ("name:\nin: b", 2, "a value is missing"),
        ("name: a\nin:\n- b\n-\n", 5, "a value is missing"),
        ("name: *a", 2, "*a repeats nothing"),
        ("name: &a [*a]", 2, "*a repeats nothing"),
        ("name: [&a x, &a [*a]]", 2, "*a repeats nothing"),
        ("in: &a {name: {in: *a}}", 2, "*a repeats nothing"),
        (BOMB, 8, "repeat more than 100000 values"),
        ("name: !!binary aGVq", 2, "the value is no tag:yaml.org,2002:binary"),
        ("name: !!timestamp 2020-03-17", 2, "leave the tag out"),
        ("name: !!python/object/apply:os.system [ls]", 2, "leave the tag out"),
        ("name: !own x", 2, "the value is no !own"),
        ("name: !!int x", 2, "leave the tag out"),
        ("name: !!int 1.5", 2, "leave the tag out"),
        ("name: !!null x", 2, "leave the tag out"),
        ("in: !!set {a: b}", 2, "leave the tag out"),
        ("in: !!omap [a]", 2, "leave the tag out"),
        ("in: !!seq {a: b}", 2, "leave the tag out"),
        ("name: 1e999", 2, "1e999 is no number"),
        (f"name: {'9' * 5000}", 2, "is no number"),
        ("in:\n\tname: b", 3, "indent with spaces, not tabs"),
        ("@id: a", 2, "put what begins with @ in quotes"),
        ("name: `a`", 2, "put what begins with ` in quotes"),
        ("å: a\nname: %a", 3, "put what begins with % in quotes"),
        ("name: [a\nin: b", 3, "is not YAML"),
        ("name: 'a", 2, "is not YAML"),
        ("name: å\nin: \x07", 3, "control characters are not allowed"),
        ("--- \nname: a", 2, "a second document"),
        ("name: a\n---\nname: b", 3, "a second document"),
        ("<<: {name: a}", 2, "'<<' is defined by no context"),
        ("nam: a", 2, "'nam' is defined by no context"),
        ("name: a\nnam:\n- b", 3, "'nam' is defined by no context"),
        ("'@graph':\n- name: &a x\n- *a", 4, "'x' belongs to no node"),
        ("in:\n- name: a\n- {nam: b}", 4, "'nam' is defined by no context"),
        ("'@type': Thing", 2, "'Thing' is defined by no context"),
        ("name: {'@value': a, '@language': sv_SE}", 2, "'sv_SE' is no language tag"),
        ("'@id': a b\nname: c", 2, "is no IRI"),
        ("'@context': x\nname: c", 2, "'@context' twice"),
        ("in:\n  '@context': nowhere.jsonld", None, "there is no context 'nowhere.jsonld'"),
    ],
)
def test_bad_records_are_refused(
    text: str, line: int | None, words: str, write: Write, rules: ReadingRules
) -> None:
    """Faults of YAML and of JSON-LD are named with the line of the file."""
    with pytest.raises(SourceError) as caught:
        read(write("a.yaml", HEAD + text), rules)
    assert words in caught.value.reason
    assert (caught.value.name, caught.value.line) == ("a.yaml", line)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", None, "is empty"),
        ("# nothing\n", 2, "holds no values"),
        ("a", 1, "'a' belongs to no node"),
        ("[]", None, "holds no statements"),
        ("%YAML 3.0\n---\na: b", 1, "incompatible YAML document"),
        (b"a: b\nc: \xe5", 2, "not UTF-8"),
        ("[" * DEEP, 1, "too deeply"),
        ("{a: " * DEEP, 1, "too deeply"),
        ("- " * DEEP, 1, "too deeply"),
        ("? " * DEEP, 1, "a key is no text"),
        ("[\n" * DEEP, 101, "too deeply"),
        ("\n".join(" " * n + "a:" for n in range(1000)), 101, "too deeply"),
    ],
)
def test_bad_files_are_refused(
    text: str | bytes, line: int | None, words: str, write: Write, rules: ReadingRules
) -> None:
    """Files that hold nothing, or far too much within each other, are refused at once."""
    started = process_time()
    with pytest.raises(SourceError) as caught:
        read(write("a.yaml", text), rules)
    assert words in caught.value.reason
    assert (caught.value.name, caught.value.line) == ("a.yaml", line)
    assert process_time() - started < 20


def test_nesting_by_aliases_is_bound(write: Write, rules: ReadingRules) -> None:
    """Aliases of aliases count as deep as what they stand for."""
    chain = "".join(f"- &a{n} [*a{n - 1}]\n" for n in range(1, 120))
    with pytest.raises(SourceError, match="too deeply"):
        read(write("a.yaml", f"{HEAD}in:\n- &a0 [x]\n{chain}"), rules)


def test_nesting_beyond_the_computer_is_refused(write: Write, rules: ReadingRules) -> None:
    """Where the rules allow more than the computer can, the error is the same."""
    limits = ReadingRules(rules.contexts, rules.folder, 10_000_000, max_depth=1_000_000)
    with pytest.raises(SourceError, match="too deeply"):
        read(write("a.yaml", "[" * DEEP), limits)
