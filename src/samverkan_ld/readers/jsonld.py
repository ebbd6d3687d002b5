"""Reading JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/)."""

from functools import partial

from samverkan_ld.parsing.expansion import expand
from samverkan_ld.parsing.jsontext import parse_json, value_lines
from samverkan_ld.parsing.text import read_text
from samverkan_ld.records import ReadingRules, Source, SourceFile


def read(file: SourceFile, rules: ReadingRules) -> Source:
    """Read a JSON-LD file.

    Raises:
        SourceError: the file cannot be read, is not JSON (a key twice and NaN included), or is no
            JSON-LD that `parsing.expansion` accepts.
    """
    text = read_text(file, rules)
    document = parse_json(text, name=file.name)
    return expand(document, file, rules=rules, locate=partial(value_lines, text))
