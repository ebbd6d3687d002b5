"""A survey of a page: what its parts seem to be, and how much text and how many links they hold."""

import re
from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element, iterwalk

from samverkan_ld.extraction.pages.attributes import words
from samverkan_ld.extraction.pages.kinds import EDGE_TAGS, MENU_TAGS, TEXTLESS, Kind, kind_of


@dataclass(slots=True)
class Part:
    """A part of a page: characters of text, those in links, links, and if it has the headline."""

    element: _Element
    kind: Kind | None
    in_article: bool
    text: int = 0
    linked: int = 0
    links: int = 0
    has_headline: bool = False

    def add(self, other: "Part") -> None:
        """Count in what a part of this part holds."""
        self.text += other.text
        self.linked += other.linked
        self.links += other.links
        self.has_headline |= other.has_headline


@dataclass(frozen=True, slots=True)
class Label:
    """An element with words that announce a contact, or those who answer for the page."""

    element: _Element
    is_responsible: bool


@dataclass(slots=True)
class Survey:
    """The parts of a page that seem to be something, and what stands out in it.

    `controlled` are the ids of what a button shows.
    """

    whole: Part
    parts: list[Part] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    headlines: list[_Element] = field(default_factory=list)
    controlled: set[str] = field(default_factory=set)


_RESPONSIBLE: Final = re.compile(
    r"\s*(?:(?:informations|sid|innehålls|webb)-?ansvarig|ansvarig (?:för sidan|utgivare)|"
    r"(?:sidan )?(?:senast )?(?:uppdatera|ändra|granska|publicera)(?:d|t|s|des)\b)",
    re.IGNORECASE,
)
LABEL: Final = re.compile(
    rf"{_RESPONSIBLE.pattern}|\s*(?:kontakt(?:a|er|person|personer|uppgifter|information)?\b|"
    r"presskontakt|frågor\b|för (?:mer|ytterligare|vidare) information|mer information|"
    r"vill du veta mer|har du frågor)",
    re.IGNORECASE,
)
"""Words that announce who answers for a page, its date, or a contact."""
_MAX_FOUND: Final = 100

_ARTICLE_TAGS: Final = frozenset(("article", "blockquote", "figure"))
_LINK_TAGS: Final = words("center div ol table td ul")
_NOTABLE: Final = MENU_TAGS | EDGE_TAGS | _ARTICLE_TAGS | _LINK_TAGS | {"a", "h1", "main"}
_LINKS: Final = 3
_SHARE: Final = 0.8
"""Of the text, in links, that makes a menu of a list."""


def survey(body: _Element) -> Survey:
    """Survey the body of a page."""
    found = Survey(Part(body, None, in_article=False))
    parts = [found.whole]
    walker = iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            part = parts.pop()
            if part is not parts[-1]:
                _close(found, part, parts[-1])
            if element.tail:
                _look_after(found, parts[-1], element)
        elif element.tag in TEXTLESS:
            walker.skip_subtree()
            parts.append(Part(element, None, in_article=True))
        else:
            parts.append(_part(element, parts[-1]))
            _look(found, parts[-1], element)
    return found


def _part(element: _Element, parent: Part) -> Part:
    """Give the part that an element makes; one that tells nothing of itself makes none."""
    tag = element.tag
    if tag not in _NOTABLE and not element.keys():
        return parent
    kind = kind_of(element, in_article=parent.in_article)
    in_article = parent.in_article or tag in _ARTICLE_TAGS or kind is Kind.MAIN
    return Part(element, kind, in_article, has_headline=tag == "h1")


def _look(found: Survey, part: Part, element: _Element) -> None:
    text = element.text
    if text:
        part.text += len(text.strip())
        if LABEL.match(text) and len(found.labels) < _MAX_FOUND:
            found.labels.append(Label(element, _RESPONSIBLE.match(text) is not None))
    if element.tag == "h1" and len(found.headlines) < _MAX_FOUND:
        found.headlines.append(element)
    if part.element is element:
        found.controlled.update(element.get("aria-controls", "").split())


def _look_after(found: Survey, part: Part, element: _Element) -> None:
    part.text += len(element.tail.strip())
    if element.tag == "br" and _RESPONSIBLE.match(element.tail) and len(found.labels) < _MAX_FOUND:
        found.labels.append(Label(element.getparent(), is_responsible=True))


def _close(found: Survey, part: Part, parent: Part) -> None:
    if part.element.tag == "a" and _is_link(part.element):
        part.linked, part.links = part.text, 1
    if part.kind is None and _is_link_list(part):
        part.kind = Kind.LINKS
    if part.kind:
        found.parts.append(part)
    parent.add(part)


def _is_link(element: _Element) -> bool:
    """Tell whether a link is one to a page; an address tells of a contact."""
    return not element.get("href", "").startswith(("mailto:", "tel:"))


def _is_link_list(part: Part) -> bool:
    return (
        part.element.tag in _LINK_TAGS
        and part.links >= _LINKS
        and part.linked >= _SHARE * part.text
    )
