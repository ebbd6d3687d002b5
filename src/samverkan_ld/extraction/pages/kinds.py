"""What an element of a page seems to be, by its tag, role and names.

The roles are those of WAI-ARIA (https://www.w3.org/TR/wai-aria-1.2/#role_definitions), the names
those that the usual systems and their Swedish users give.
"""

import re
from enum import Enum, auto
from typing import Final

from lxml.etree import _Element

from samverkan_ld.extraction.pages.attributes import class_words, words

TEXTLESS: Final = words(
    "audio canvas datalist embed head iframe input label math noscript object option script select "
    "style svg template textarea title video"
)
"""Elements without text of the page."""
INLINE: Final = words("a abbr b em font i small span strong time u")
MENU_TAGS: Final = frozenset(("nav", "dialog"))
EDGE_TAGS: Final = frozenset(("header", "footer", "aside"))
_MENU_ROLES: Final = words("navigation menu menubar search dialog alertdialog tablist toolbar")
_EDGE_ROLES: Final = frozenset(("banner", "contentinfo", "complementary"))
_NOTICE_WORDS: Final = words(
    "cookie cookies cookiebar cookiebanner consent kakor gdpr breadcrumb breadcrumbs crumbs "
    "brodsmulor brödsmulor lankstig länkstig nav navbar navigation menu meny submenu mainmenu "
    "leftmenu topmenu sidemenu huvudmeny undermeny skiplink skiplinks skiptocontent share sharing "
    "sharebuttons dela addthis addtoany socialmedia sociallinks socialshare readspeaker rsbtn "
    "feedback search searchform sok sök pagination pager modal popup login newsletter subscribe "
    "prenumerera tags taggar comments kommentarer respond"
)
_CONTACT_WORDS: Final = words(
    "contact contacts kontakt kontakter kontaktruta person persons personer"
)
_EDGE_WORDS: Final = words(
    "sidebar related relaterat relaterade footer pagefooter sidfot colophon widgetarea topbar logo"
)
_UNSHOWN_WORDS: Final = words(
    "sronly screenreader screenreadertext visuallyhidden svvisuallyhidden assistivetext "
    "envassistivetext"
)
_UNSEEN_CLASSES: Final = words("hidden hide d-none display-none invisible")
_UNSEEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_CONTENT_NAMES: Final = words(
    "content main maincontent main-content contentmain content-main innehall innehåll "
    "huvudinnehall huvudinnehåll pagecontent page-content"
)
_MAX_STYLE: Final = 1000


class Kind(Enum):
    """What a part of a page seems to be."""

    MAIN = auto()
    CONTENT = auto()  # so called, but not marked as main
    CONTACT = auto()
    MENU = auto()
    NOTICE = auto()  # or a search box, buttons to share the page, comments
    EDGE = auto()  # a header, footer or sidebar: contacts may stand in it
    LINKS = auto()  # little else than links
    UNSEEN = auto()  # until something is clicked
    UNSHOWN = auto()  # for screen readers alone


def kind_of(element: _Element, *, in_article: bool) -> Kind | None:
    """Tell what an element seems to be, if anything; an article has headers and feet of its own."""
    tag, role, names = element.tag, element.get("role", ""), class_words(element)
    if tag == "main" or role == "main":
        return Kind.MAIN
    if not _UNSHOWN_WORDS.isdisjoint(names):
        return Kind.UNSHOWN
    if tag in MENU_TAGS or role in _MENU_ROLES:
        return Kind.MENU
    if not _NOTICE_WORDS.isdisjoint(names):
        return Kind.NOTICE
    if _is_unseen(element):
        return Kind.UNSEEN
    if not _CONTACT_WORDS.isdisjoint(names):
        return Kind.CONTACT
    if not in_article and (tag in EDGE_TAGS or role in _EDGE_ROLES):
        return Kind.EDGE
    if not _EDGE_WORDS.isdisjoint(names):
        return Kind.EDGE
    whole_names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    return None if _CONTENT_NAMES.isdisjoint(whole_names) else Kind.CONTENT


def _is_unseen(element: _Element) -> bool:
    return (
        element.get("hidden") is not None
        or (element.get("aria-hidden") == "true" and element.tag not in INLINE)
        or not _UNSEEN_CLASSES.isdisjoint(element.get("class", "").split())
        or _UNSEEN_STYLE.search(element.get("style", "")[:_MAX_STYLE]) is not None
    )
