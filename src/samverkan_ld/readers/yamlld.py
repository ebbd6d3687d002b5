"""Reading YAML-LD (https://www.w3.org/TR/yaml-ld/): JSON-LD written as YAML."""

from samverkan_ld.parsing.expansion import expand
from samverkan_ld.parsing.text import read_text
from samverkan_ld.parsing.yamltext import parse_yaml
from samverkan_ld.records import ReadingRules, Source, SourceFile


def read(file: SourceFile, rules: ReadingRules) -> Source:
    """Read a YAML-LD file; `lines` tells where the `@id` of each node stands.

    Raises:
        SourceError: the file cannot be read, is no YAML that `parsing.yamltext` accepts, or is no
            JSON-LD that `parsing.expansion` accepts.
    """
    text = read_text(file, rules)
    document, place = parse_yaml(text, name=file.name, max_depth=rules.max_depth)
    return expand(document, file, rules=rules, locate=place.lines)
