"""YAML text that is read as it was meant."""

import doctest

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.extraction.drafts import TEXTS

from samverkan_ld.extraction import folding, register
from samverkan_ld.extraction.records import naming, nodes, tenure, yamltext
from samverkan_ld.extraction.records.yamltext import (
    Name,
    Node,
    Noted,
    block,
    commented,
    item,
    remark,
    scalar,
)
from samverkan_ld.parsing.yamltext import parse_yaml


def parse(lines):
    """Parse YAML text as sources are parsed."""
    return parse_yaml("\n".join(lines) + "\n", name="a.yaml", max_depth=10)[0]


@pytest.mark.parametrize("module", [folding, naming, nodes, register, tenure, yamltext])
def test_examples(module):
    """The examples in the docstrings are true."""
    assert doctest.testmod(module).attempted
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    "text",
    [
        *("null", "true", "False", "NO", "yes", "On", "y", "2017", "0114", "1.5", "2024-05-03"),
        *("", " ", " a", "a ", "a: b", "a:", "a #b", "#", "- a", "-", "? a", "@a", "`a", "%a"),
        *("'a'", '"a"', "\\", "a\\nb", "[a]", "{a}", "a, b", "*a", "&a", "!a", "|", ">", "~"),
        *("a\nb", "a\rb", "a\tb", "\x85", "\u2028", "\u2029", "\ufeff", "\xa0", "\xad", "\x00"),
        *("\x7f", "\x9f", "\uffff", "\U0001f600", "\U0010ffff", "e\u0301", "...", "---", "<<"),
        *("Malmö (M)", "”ord”", "A – B", "A’s", "hälso- och sjukvård", "AT&T", "a/b"),
    ],
)
def test_text(text):
    """A text comes back, by our reader and, where it can, by one of YAML 1.1."""
    assert parse([f"a: {scalar(text)}"]) == {"a": text}
    assert yaml.safe_load(f"a: {scalar(text)}") == {"a": text}


@given(TEXTS, TEXTS, TEXTS)
def test_any_text(key, text, comment):
    """Any text comes back, as a value and as a key, and no comment gets into it."""
    node: Node = {
        key: Noted(text, comment),
        "more": {key: text, "n": 7},
        "last": Name("kommun:2417"),
    }
    if key in ("more", "last"):
        return
    expected = {key: text, "more": {key: text, "n": 7}, "last": "kommun:2417"}

    assert parse(block(node)) == expected
    assert parse(["- 1", *item(node, "")]) == [1, expected]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_remark(text):
    """A comment is one line that can be printed."""
    assert remark(text).isprintable()
    assert parse([f"a: b  # {remark(text)}", f"# {remark(text)}"]) == {"a": "b"}


def test_lists():
    """A short list stands on its line, a long one below its key."""
    names = [Name(f"roll:{letter}") for letter in "abcd"]
    assert [*block({"a": names[:3]})] == ["a: [roll:a, roll:b, roll:c]"]
    assert [*block({"a": Noted(names, "fyra")})][:2] == ["a:  # fyra", "  - roll:a"]
    assert parse(block({"a": names, "b": ({"c": "d", "e": "f"}, {"g": "h"})})) == {
        "a": names,
        "b": [{"c": "d", "e": "f"}, {"g": "h"}],
    }


def test_commented():
    """Lines as comments count for nothing, and are themselves again without the sign."""
    lines = [*item({"a": {"b": "c"}}, "  ")]
    hidden = [*commented(lines, "  ")]
    assert parse(["x: y", *hidden]) == {"x": "y"}
    assert [line.replace("# ", "", 1) for line in hidden] == lines
