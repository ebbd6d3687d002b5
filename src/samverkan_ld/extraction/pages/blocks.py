"""The text of a tree of elements, line by line, about as a browser copies it.

Follows `innerText` of HTML
(https://html.spec.whatwg.org/multipage/dom.html#the-innertext-idl-attribute), with a blank line
between all blocks and a bullet before each item of a list. A paragraph, an item or a row of a
table is one line; the cells of a row are parted by tabs.
"""

from collections.abc import Iterable
from typing import Final

from lxml.etree import _Element

from samverkan_ld.extraction.pages.attributes import class_words, words
from samverkan_ld.extraction.pages.lines import Lines

Event = tuple[str, _Element, bool]
"""`start` or `end`, the element, and whether the text that follows is wanted."""

HEADINGS: Final = words("h1 h2 h3 h4 h5 h6")
_APART: Final = HEADINGS | words(
    "address article aside blockquote details dl fieldset figure footer form header hgroup hr main "
    "menu nav ol p pre section table ul"
)
"""Elements with a blank line before and after."""
_GROUPS: Final = words("body center div td th")
"""Elements with a blank line before and after if they hold several lines."""
_LINES: Final = words("caption dd dt figcaption legend li summary tr")
_CELLS: Final = frozenset(("td", "th"))
_STRUCTURE: Final = _APART | _GROUPS | _LINES | {"br"}
_LEADING: Final = frozenset(("div", "p"))
"""Blocks that begin a cell without ending its row's line."""
_FIELDS: Final = words(
    "name namn fn title titel jobtitle role roll position befattning phone tel telefon mobil email "
    "mail epost post org organisation organization department avdelning date datum published "
    "updated"
)


def render(events: Iterable[Event]) -> str:
    """Render a walk through elements as text; what is not wanted is left out."""
    lines = Lines()
    for event, element, is_wanted in events:
        tag = element.tag
        if event == "start":
            if tag in _STRUCTURE:
                _begin(lines, tag)
            elif element.get("class") and _is_field(element):
                lines.end_line()
            text = element.text
        else:
            if tag in _STRUCTURE:
                _end(lines, tag)
            text = element.tail
        if text and is_wanted:
            lines.add(text)
    return lines.text()


def _begin(lines: Lines, tag: str) -> None:
    if tag in _CELLS:
        lines.begin_cell()
    elif not (lines.is_cell_fresh and tag in _LEADING):
        if tag in _APART and tag not in _LEADING:
            lines.close_row()
        _part(lines, tag)
    if tag in _GROUPS:
        lines.begin_group()
    elif tag == "li":
        lines.begin_item()
    elif tag == "tr":
        lines.begin_row()
    elif tag == "pre":
        lines.preformatted += 1
    elif tag in HEADINGS:
        lines.headings += 1
    elif tag == "br":
        lines.break_by_hand()


def _end(lines: Lines, tag: str) -> None:
    if tag in _GROUPS:
        lines.end_group()
    elif tag == "li":
        lines.end_item()
    elif tag == "tr":
        lines.end_row()
    elif tag == "pre":
        lines.preformatted -= 1
    elif tag in HEADINGS:
        lines.headings -= 1
    _part(lines, tag)


def _part(lines: Lines, tag: str) -> None:
    if tag in _APART:
        lines.leave_blank()
    elif tag in _LINES or tag in _GROUPS:
        lines.end_line()


def _is_field(element: _Element) -> bool:
    """Tell whether an element in a line is a field that follows another with nothing between.

    Such are the name and title on a card, which the page's style puts on lines of their own.
    """
    before = element.getprevious()
    if before is None or (before.tail or "").strip():
        return False
    return not (_FIELDS.isdisjoint(class_words(element)) or _FIELDS.isdisjoint(class_words(before)))
