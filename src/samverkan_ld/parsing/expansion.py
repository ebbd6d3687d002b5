"""JSON-LD documents to quads, with nothing fetched and nothing lost.

https://www.w3.org/TR/json-ld11-api/#rdf-serialization-deserialization-algorithms
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence

from pyoxigraph import NamedNode, Quad, RdfFormat

from samverkan_ld.errors import SourceError
from samverkan_ld.parsing.inlining import inline
from samverkan_ld.parsing.jsontext import Json, Path
from samverkan_ld.parsing.losses import LossError, check_nodes, check_quads
from samverkan_ld.parsing.quads import parse_quads, require_statements
from samverkan_ld.parsing.terms import Terms
from samverkan_ld.records import ReadingRules, Source, SourceFile


def expand(
    document: Json,
    file: SourceFile,
    *,
    rules: ReadingRules,
    locate: Callable[[Collection[Path]], Mapping[Path, int]],
) -> Source:
    """Make the quads of a JSON-LD document; relative IRIs resolve against SOURCE_BASE.

    `locate` tells the lines of values by their paths: for messages, and for the lines of subjects.

    Raises:
        SourceError: a context is no file of `rules.contexts`, values are nested deeper than
            `rules.max_depth`, the document is no JSON-LD, or something in it would be lost: a key,
            type or prefix that no context defines, an IRI or language tag that is not valid.
    """
    try:
        _limit_depth(document, file.name, rules.max_depth)
        whole, terms = inline(document, name=file.name, rules=rules)
        ids = check_nodes(document, terms)
        quads = _quads(document, whole, terms, file.name)
    except LossError as error:
        line = None if error.path is None else locate([error.path]).get(error.path)
        raise SourceError(file.name, error.reason, line=line, record=error.record) from error
    except RecursionError as error:
        raise _too_deep(file.name) from error
    return Source(file, quads, _subject_lines(quads, ids, terms, locate))


def _limit_depth(document: Json, name: str, max_depth: int) -> None:
    level = [document]
    for _ in range(max_depth + 1):
        if not level:
            return
        level = [item for value in level for item in _items(value)]
    raise _too_deep(name)


def _items(value: Json) -> Collection[Json]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _too_deep(name: str) -> SourceError:
    return SourceError(
        name,
        "nests values too deeply: flatten it, or raise limits.source_depth in samverkan.toml",
    )


def _quads(document: Json, whole: Json, terms: Terms, name: str) -> list[Quad]:
    text = json.dumps(whole, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise SourceError(
            name, f"holds half a character, \\u{ord(text[error.start]):04x}: write the whole one"
        ) from error
    # A strict parser would drop what is not valid; a lenient one keeps it, to be complained about.
    check_quads(parse_quads(text, RdfFormat.JSON_LD, name=name, lenient=True), document, terms)
    quads = parse_quads(text, RdfFormat.JSON_LD, name=name)
    require_statements(quads, name=name)
    return quads


def _subject_lines(
    quads: Collection[Quad],
    ids: Sequence[tuple[str, Path]],
    terms: Terms,
    locate: Callable[[Collection[Path]], Mapping[Path, int]],
) -> dict[str, int]:
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    paths: dict[str, Path] = {}
    for text, path in ids:
        paths.setdefault(terms.expand(text), path)
    lines = locate(paths.values())
    return {iri: lines[path] for iri, path in paths.items() if iri in subjects}
