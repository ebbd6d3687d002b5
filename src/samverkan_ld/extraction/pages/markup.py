"""HTML to what extraction reads of it: the main text, line by line, and what the markup says.

The parser is libxml2's, as it takes any tag soup in linear time. Nothing is fetched, and HTML has
no entities of its own.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree
from lxml.etree import _Element

from samverkan_ld.drafts import Value
from samverkan_ld.errors import SourceError
from samverkan_ld.extraction.pages.blocks import Event, render
from samverkan_ld.extraction.pages.boilerplate import Selection, select
from samverkan_ld.extraction.pages.metadata import (
    find_language,
    find_published,
    is_site,
    stated_titles,
)

_ATTRIBUTE: Final = re.compile(
    r"""[\s/]*+=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)?+"""
)
"""An attribute, as the tokeniser of HTML reads it
(https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state)."""
_TAG: Final = re.compile(rf"(<[a-zA-Z][^\s/>]*+)(?:{_ATTRIBUTE.pattern})*+")
_MAX_ATTRIBUTES: Final = 200
_MAX_ELEMENTS: Final = 500_000
"""Elements of a page; the largest articles have some ten thousand."""
_MARKS: Final = frozenset(("h1", "time"))


@dataclass(frozen=True, slots=True)
class MarkedUp:
    """The main text of an HTML page, and the headline, day and language that its markup gives."""

    text: str
    title: str | None
    published: Value | None
    language: str | None


def read_markup(html: str, name: str) -> MarkedUp:
    """Read HTML; `name` stands in messages.

    Raises:
        SourceError: elements are nested thousands deep, or are more than half a million.
    """
    root = _parse(html, name)
    body = None if root is None else root.find("body")
    if root is None or body is None:
        return MarkedUp("", None, None, None)
    marks: list[_Element] = []
    text = render(_marking(select(body).walk(body), marks))
    if not text:  # all of it is called a menu or the like
        text = render(_marking(Selection({body}, {}).walk(body), marks))
    return MarkedUp(
        text, _title(root, text, marks), find_published(root, marks), find_language(root)
    )


def _parse(html: str, name: str) -> _Element | None:
    """Parse HTML; None if there is none in it."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    data = _TAG.sub(_bare, html).encode("utf-8", "replace")
    root: _Element | None = etree.fromstring(data, parser) if data.strip() else None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise SourceError(name, "nests elements thousands deep: copy its text into a file")
    if root is not None and (elements := int(root.xpath("count(//*)"))) > _MAX_ELEMENTS:
        raise SourceError(name, f"has {elements} elements: copy the article's text into a file")
    return root


def _bare(tag: re.Match[str]) -> str:
    """Take the attributes off a tag that has hundreds, as the parser holds each against each."""
    is_long = len(tag[0]) > _MAX_ATTRIBUTES and len(_ATTRIBUTE.findall(tag[0])) > _MAX_ATTRIBUTES
    return tag[1] if is_long else tag[0]


def _marking(events: Iterable[Event], marks: list[_Element]) -> Iterator[Event]:
    """Pass a walk on, and note what in the main text may hold the headline or its day."""
    for event, element, is_kept in events:
        if is_kept and event == "start" and _is_mark(element):
            marks.append(element)
        yield event, element, is_kept


def _is_mark(element: _Element) -> bool:
    is_named = element.get("itemprop") or element.get("property")
    return element.tag in _MARKS or bool(is_named)


def _title(root: _Element, text: str, marks: Iterable[_Element]) -> str | None:
    """Give the headline: the one that the head of the page repeats, if there is such.

    Else it is what the head says, if a line of the text says it too, else the first headline that
    is not the name of a site, else what the head says.
    """
    stated = list(stated_titles(root))
    lines = set(text.split("\n"))
    headlines = [line for mark in marks if mark.tag == "h1" and (line := _text(mark))]
    repeated = (one for one in headlines if any(_bare_words(one) in title for title in stated))
    placed = (title for title in stated if title in lines)
    proper = (one for one in headlines if not is_site(one))
    return next(iter((*repeated, *placed, *proper, *stated, *headlines)), None)


def _bare_words(headline: str) -> str:
    return headline.replace("\u00ad", "").replace("\u00a0", " ")


def _text(element: _Element) -> str:
    return render(Selection({element}, {}).walk(element))
