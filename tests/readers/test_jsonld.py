"""Reading JSON-LD; what its documents mean is tested with formats.expansion."""

from collections.abc import Callable
from typing import Final

import pytest

from samverkan_ld.errors import SourceError
from samverkan_ld.readers.jsonld import read
from samverkan_ld.records import ReadingRules, SourceFile

Write = Callable[[str, str | bytes], SourceFile]

CONTEXT: Final = '"@context": {"name": "http://schema.org/name"}'
DEEP: Final = 100_000


def test_a_record_is_read_with_its_lines(write: Write, rules: ReadingRules) -> None:
    """Quads, graphs and the lines of subjects come from the file."""
    text = f'\ufeff{{{CONTEXT},\n"@id": "res/g",\n"@graph": [\n{{"@id": "id/x", "name": "å"}}]}}'
    source = read(write("a.jsonld", text), rules)
    base = "https://data.samverkan.example/"
    (quad,) = source.quads
    assert str(quad) == f'<{base}id/x> <http://schema.org/name> "å" <{base}res/g>'
    assert source.lines == {f"{base}id/x": 4}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (f'{{{CONTEXT},\n"name": "a",\n"name": "b"}}', 3, "has the key 'name' twice"),
        (f'{{{CONTEXT},\n"name": NaN}}', 2, "NaN"),
        (f'{{{CONTEXT},\n"name": 1e400}}', 2, "1e400"),
        (f'{{{CONTEXT},\n"name": "a",}}', 2, "is not JSON"),
        (f'{{{CONTEXT},\n"nam": "a"}}', 2, "'nam' is defined by no context"),
        (f'{{{CONTEXT},\n"name": "\\ud800"}}', None, "half a character"),
        ("{}", None, "holds no statements"),
        ("[]", None, "holds no statements"),
        ("", None, "is empty"),
        (b'{"name":\n"\xe5"}', 2, "not UTF-8"),
        ("[" * DEEP, None, "too deeply"),
        (f'{{{CONTEXT}, "name": {"[" * 120}{"]" * 120}}}', None, "too deeply"),
        ('{"@context":' * DEEP, None, "too deeply"),
    ],
)
def test_bad_files_are_refused(
    text: str | bytes, line: int | None, words: str, write: Write, rules: ReadingRules
) -> None:
    """Faults of JSON and of JSON-LD are named with the line of the file."""
    limits = ReadingRules(rules.contexts, rules.folder, 10_000_000, rules.max_depth)
    with pytest.raises(SourceError) as caught:
        read(write("a.jsonld", text), limits)
    assert (caught.value.name, caught.value.line) == ("a.jsonld", line)
    assert words in caught.value.reason
