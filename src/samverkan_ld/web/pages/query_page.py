"""The page of the SPARQL endpoint: an editor, examples, and the answer as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from flask import render_template, request

from samverkan_ld.formats.table import GRAPH_FORMATS, RESULTS_FORMATS, Format
from samverkan_ld.languages import in_language
from samverkan_ld.queries import Query, read_queries
from samverkan_ld.web.assets import asset, has_asset
from samverkan_ld.web.pages.answer import answer_columns, answer_rows
from samverkan_ld.web.pages.completions import completions
from samverkan_ld.web.pages.names import Names
from samverkan_ld.web.pages.shell import shell
from samverkan_ld.web.sparql.question import Asked
from samverkan_ld.web.sparql.table import Table
from samverkan_ld.web.texts import say
from samverkan_ld.web.view import View

EDITOR: Final = ("vendor/yasgui.min.css", "vendor/yasgui.min.js")
"""The editor's files; they are fetched from npm when the program is built."""

_FALLBACK: Final = "SELECT ?class (COUNT(?thing) AS ?things) { ?thing a ?class }\nGROUP BY ?class"

Sent = Sequence[tuple[str, str]]
"""The parameters of a request."""


@dataclass(frozen=True, slots=True)
class Example:
    """An example as the page shows it: what it is called, what it tells, and where it leads."""

    title: str
    note: str
    text: str
    href: str


def query_page(
    view: View,
    language: str,
    *,
    asked: Asked | None = None,
    table: Table | None = None,
    fault: str = "",
) -> str:
    """Write the page of the endpoint.

    Args:
        view: the release that is asked.
        language: the language of the page.
        asked: the query that was sent, if any.
        table: the first rows of its answer.
        fault: why it could not be answered.
    """
    query, dataset = (asked.text, asked.dataset) if asked else ("", ())
    examples = [_example(found, language) for found in _queries(view)]
    text = query or (examples[0].text if examples else _FALLBACK)
    return render_template(
        "sparql.html",
        **shell(language),
        query=text,
        asked=query,
        fault=fault,
        examples=examples,
        shown=next((example for example in examples if _is_same(example.text, text)), None),
        kept=[*dataset, *(("lang", tag) for tag in request.args.getlist("lang"))],
        results_formats=RESULTS_FORMATS,
        graph_formats=GRAPH_FORMATS,
        queries_graph=view.iris.document(view.iris.queries_graph),
        **_answer(view, language, [("query", query), *dataset], table),
        **_script(view, language),
    )


def _queries(view: View) -> tuple[Query, ...]:
    return read_queries(view.contents(view.iris.queries_graph), view.iris)


def _example(query: Query, language: str) -> Example:
    title, note = (
        in_language((texts.get("sv", ""), texts.get("en", "")), language)
        for texts in (query.titles, query.notes)
    )
    return Example(title, note, query.text, f"/sparql?{urlencode({'query': query.text})}")


def _is_same(one: str, other: str) -> bool:
    """Compare queries; forms send line ends of their own."""
    return one.split() == other.split()


def _answer(view: View, language: str, sent: Sent, table: Table | None) -> dict[str, Any]:
    """Give the variables that the part of the answer uses; `sent` is what was asked."""
    if table is None:
        return {"table": None}
    return {
        "table": table,
        "columns": answer_columns(table, language),
        "rows": answer_rows(table, Names(view, language)),
        "summary": _summary(table, language),
        "downloads": list(_downloads(sent, GRAPH_FORMATS if table.is_graph else RESULTS_FORMATS)),
    }


def _summary(table: Table, language: str) -> str:
    time = _duration(table.seconds, language)
    rows = len(table.rows)
    if not rows:
        return say(language, "answer-time", time=time)
    key = "answer-more" if table.has_more else "answer-one" if rows == 1 else "answer-rows"
    return say(language, key, rows=rows, time=time)


def _duration(seconds: float, language: str) -> str:
    if seconds < 1:
        return f"{max(1, round(seconds * 1000))} ms"
    written = f"{seconds:.1f} s"
    return written.replace(".", ",") if language == "sv" else written


def _downloads(sent: Sent, formats: tuple[Format, ...]) -> Iterator[tuple[Format, str]]:
    for fmt in formats:
        yield fmt, f"/sparql?{urlencode([*sent, ('format', fmt.name)])}"


def _script(view: View, language: str) -> dict[str, Any]:
    """Give the variables for styles and scripts; without the editor the plain form stays."""
    if not all(map(has_asset, EDITOR)):
        return {"asset": asset, "editor": False}
    return {"asset": asset, "editor": True, "completions": completions(view, language)}
