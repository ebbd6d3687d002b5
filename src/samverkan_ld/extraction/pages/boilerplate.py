"""Which parts of a page are its main text, and which are menus, notices and the like.

What may name a person is kept when in doubt: those who answer for a page stand at its end or side,
where a search for an article's text alone finds nothing of interest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from lxml.etree import _Element, iterwalk

from samverkan_ld.extraction.pages.attributes import class_words
from samverkan_ld.extraction.pages.blocks import HEADINGS, Event
from samverkan_ld.extraction.pages.kinds import INLINE, TEXTLESS, Kind
from samverkan_ld.extraction.pages.survey import LABEL, Label, Part, Survey, survey

_WRAPPERS: Final = frozenset(("article", "div", "section"))
_LISTED: Final = frozenset(("a", "article", "li"))
_FOOTER_WORDS: Final = frozenset(("colophon", "footer", "pagefooter", "sidfot"))
_WHOLE: Final = 0.8
"""A part with more of the page's text than this is the page, whatever it is called."""
_SHARE: Final = 0.4
"""Of the page's text, in what is called its content by right."""
_PASSAGE: Final = 80
"""Characters of a part of an article that is worth reading though it is not seen yet."""
_MAX_PIECE: Final = 2000
"""Characters of what belongs to a label or a headline."""
_MAX_LABEL: Final = 40
_MAX_CARDS: Final = 50
_MAX_WRAPPERS: Final = 3
_MAX_FOLLOWING: Final = 30


@dataclass(frozen=True, slots=True)
class Selection:
    """The elements whose text is kept, and those in them whose text is dropped."""

    kept: set[_Element]
    dropped: dict[_Element, Kind]

    def walk(self, body: _Element) -> Iterator[Event]:
        """Walk through a page, telling at each step whether the text that follows is kept."""
        walker = iterwalk(body, events=("start", "end"))
        kept = [False]
        for event, element in walker:
            if event == "end":
                kept.pop()
            elif element.tag in TEXTLESS or (element.tag == "button" and _is_plain(element)):
                kept.append(False)
                walker.skip_subtree()
            elif element in self.dropped:
                kept.append(False)
            else:
                kept.append(kept[-1] or element in self.kept)
            yield event, element, kept[-1]


def select(body: _Element) -> Selection:
    """Select the main text of a page.

    This is what is marked as main, else what is called content, else all of the body; without
    menus, notices, headers, footers and sidebars. The headline and those who answer for the page
    are kept wherever they stand.
    """
    found = survey(body)
    scope = _scope(found)
    selection = Selection({scope.element}, {})
    for part in found.parts:
        if part.kind and _is_dropped(part, scope, found):
            selection.dropped[part.element] = part.kind
    around = frozenset(scope.element.iterancestors())
    _keep_headline(selection, found, around)
    for label in found.labels:
        _keep_labelled(selection, label)
    cards = (
        part for part in found.parts if part.kind is Kind.CONTACT and part.element not in around
    )
    for card in islice(cards, _MAX_CARDS):
        _keep_card(selection, card)
    return selection


def _scope(found: Survey) -> Part:
    mains = [part for part in found.parts if part.kind is Kind.MAIN and part.text]
    enough = _SHARE * found.whole.text
    contents = [part for part in found.parts if part.kind is Kind.CONTENT and part.text > enough]
    return max(mains or contents or [found.whole], key=lambda part: part.text)


def _is_dropped(part: Part, scope: Part, found: Survey) -> bool:
    if part.kind in (Kind.MENU, Kind.UNSHOWN):
        return True
    whole = scope if part.in_article else found.whole
    if part.has_headline or part.text > _WHOLE * whole.text:
        return False
    if part.kind is Kind.UNSEEN:
        is_shown_later = part.element.get("id") in found.controlled
        return not is_shown_later and not (part.in_article and part.text >= _PASSAGE)
    if part.kind is Kind.LINKS:
        return scope.kind is not Kind.MAIN
    return part.kind in (Kind.NOTICE, Kind.EDGE)


def _keep_headline(selection: Selection, found: Survey, around: frozenset[_Element]) -> None:
    """Keep the first headline, with what stands beside it, if the main text has none."""
    states = [_state(selection, headline) for headline in found.headlines]
    if True in states or None not in states:
        return
    headline = found.headlines[states.index(None)]
    parent = headline.getparent()
    if parent.tag in _WRAPPERS and parent not in around and _length(parent) <= _MAX_PIECE:
        selection.kept.add(parent)
    selection.kept.add(headline)


def _keep_labelled(selection: Selection, label: Label) -> None:
    """Keep a contact outside the main text: the label's block, and what follows a mere label."""
    block = label.element
    while block.tag in INLINE:
        block = block.getparent()
    if _state(selection, label.element) not in (None, Kind.EDGE) or _is_elsewhere(label):
        return
    pieces = _announced(block) if _is_mere_label(block) else [block]
    selection.kept.update(pieces)
    selection.dropped.pop(block, None)


def _keep_card(selection: Selection, card: Part) -> None:
    """Keep what is called a contact outside the main text."""
    is_out = _state(selection, card.element) in (None, Kind.EDGE)
    if is_out and card.text <= _MAX_PIECE and not _is_in_foot(card.element):
        selection.kept.add(card.element)


def _is_elsewhere(label: Label) -> bool:
    """Tell whether a label is not the page's: a date in a list of news, or the body's address."""
    if not label.is_responsible:
        return _is_in_foot(label.element)
    return any(above.tag in _LISTED for above in (label.element, *label.element.iterancestors()))


def _is_in_foot(element: _Element) -> bool:
    return any(
        above.tag == "footer"
        or above.get("role") == "contentinfo"
        or not _FOOTER_WORDS.isdisjoint(class_words(above))
        for above in element.iterancestors()
    )


def _is_mere_label(block: _Element) -> bool:
    """Tell whether a block announces what follows it, rather than telling it itself."""
    text = _text(block)
    label = LABEL.match(text)
    if label is None or len(text) > _MAX_LABEL:
        return False
    return not any(char.isupper() or char.isdigit() for char in text[label.end() :])


def _announced(block: _Element) -> Iterator[_Element]:
    """Give a label's block, or what holds nothing else, and what follows up to a heading."""
    for _ in range(_MAX_WRAPPERS):
        parent = block.getparent()
        if parent is None or parent.tag not in _WRAPPERS or _text(parent) != _text(block):
            break
        block = parent
    yield block
    length = 0
    for after in islice(block.itersiblings(), _MAX_FOLLOWING):
        length += _length(after)
        if after.tag in HEADINGS or length > _MAX_PIECE:
            return
        yield after


def _state(selection: Selection, element: _Element) -> Kind | bool | None:
    """Tell whether an element's text is kept, or as what it is dropped, or None if neither."""
    for above in (element, *element.iterancestors()):
        if above in selection.dropped:
            return selection.dropped[above]
        if above in selection.kept:
            return True
    return None


def _length(element: _Element) -> int:
    return len(_text(element))


def _text(element: _Element) -> str:
    """Give the beginning of an element's text, a little more than matters here."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece)
        if length > 2 * _MAX_PIECE:
            break
    return " ".join("".join(pieces).split())


def _is_plain(button: _Element) -> bool:
    """Tell whether a button is not the heading of what it shows."""
    if button.get("aria-controls") or button.get("aria-expanded"):
        return False
    parent = button.getparent()
    return parent is None or parent.tag not in HEADINGS
