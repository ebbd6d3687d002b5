"""The headline of an article: what its markup gives, else the line that can best be one."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from samverkan_ld.drafts import Span, Value
from samverkan_ld.extraction.grammar.organisations.organisation import organisation_at
from samverkan_ld.extraction.grammar.tokens import tokenise
from samverkan_ld.extraction.pages.page import Page

_NO_HEADLINE: Final = re.compile(
    "|".join(
        (
            # when and by whom
            r"publicera\w+|publ\.|senast \w+|(?:sidan )?uppdatera\w+|datum",
            r"\d{4}-\d\d-\d\d|\d{1,2} [a-zå]{3,9} \d{4}",
            r"foto\b|bild\b|text:|av:|kontakt(?:a oss)?$|kontakt:",
            r"för (?:mer|ytterligare) information",
            # the kind of text
            r"artikel$|nyhet$|nyheter\b|nyhetsarkiv|nyhetsbrev$|nyhetsrum|pressmeddelande|press$",
            r"aktuellt$|debatt$|debattartikel$|intervju$|porträtt$|krönika$|reportage$|publikt",
            r"projekt$|aktuella projekt|om oss$",
            # menus, buttons and links
            r"till (?:innehåll|startsid|huvud)|hoppa (?:till|över)|gå (?:till|direkt)|skip to",
            r"start\b|startsida|hem\b|meny\b|huvudmeny|navigering|sidfot|sök\b|du är här",
            r"lyssna\b|dela\b|skriv ut|stäng|logga in|jämför|anpassa|tillgänglighet|lättläst",
            r"visa (?:mer|alla)|visa \w* ?i webbläsaren|läs mer|prenumerera|tipsa|twittra|facebook",
            r"in english|teckenspråk|translate|other languages|https?:|www\.",
            r"vi använder|cookies|kakor|godkänn|denna (?:webbplats|sida)",
            # the head of a mail
            r"hej\b|(?:från|till|skickat|ämne|subject|date|from|to|kopia|cc):",
            r"bifoga|vidarebefordra",
        )
    ),
    re.IGNORECASE,
)
"""Beginnings of lines that are no headline."""
_SUBJECT: Final = re.compile(r"^(?:Ämne|Subject|Rubrik):[ \t]*(\S[^\n]*\S)[ \t]*$", re.MULTILINE)
_HEAD: Final = 2000
"""Characters in which a mail has its subject."""
_SHORTEST, _LONGEST = 4, 180
"""Characters of a headline."""
_LINES: Final = 25
"""Lines in which a headline is looked for."""
_WORDS: Final = 3
"""Words of a line that is hardly a menu's."""
_GAP: Final = re.compile(r"\s{2,}|\t| \| ")
"""What stands between the words of a menu."""
_PATH_SIGNS: Final = (" > ", " » ", " › ", "▸")
_BULLETS: Final = ("•", "*", "–", "- ")


def find_headline(page: Page) -> Value | None:
    """Find the headline of a page.

    The page's own title, from its markup, is placed in the text where it stands there. Else it is
    the subject of a mail, or the first line that is no label, path, menu or body's name, and rather
    one of several words.
    """
    if page.title:
        at = page.text.find(page.title)
        if at < 0:
            return Value(page.title, origin="markup")
        return Value(page.title, Span(at, at + len(page.title)))
    subject = _SUBJECT.search(page.text[:_HEAD])
    if subject:
        return Value(subject[1], Span(*subject.span(1)))
    return _best(list(_candidates(page.text)))


def _best(found: Sequence[tuple[int, str]]) -> Value | None:
    """Give the first line of several words, or else the first line."""
    if not found:
        return None
    start, whole = next((row for row in found if not _is_brief(row[1])), found[0])
    if whole.endswith((".", "!")):  # a sentence of the text below a headline of two words
        start, whole = found[0]
    line = _without_site(whole)
    text = " ".join(line.replace("\u00ad", "").split())
    return Value(text, Span(start, start + len(line)))


def _without_site(line: str) -> str:
    """Take off the name of the site: “Kontakta oss | Norsjö kommun”."""
    head, sign, tail = line.rpartition(" | ")
    return head.strip() if sign and _is_body(tail.strip()) else line


def _candidates(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines above the first paragraph that can be a headline, with their places."""
    start, before = 0, ""
    for raw in text.split("\n", _LINES)[:_LINES]:
        line = raw.strip()
        if line and _can_be_headline(line) and not _is_menu(before, line):
            yield start + raw.index(line), line
            if not _is_brief(line):
                return
        if len(line) > _LONGEST:
            return
        start, before = start + len(raw) + 1, line


def _is_brief(line: str) -> bool:
    return len(line.split()) < _WORDS


def _can_be_headline(line: str) -> bool:
    """Tell whether a line is neither too short nor long, nor anything else than a headline."""
    if not _SHORTEST <= len(line) <= _LONGEST or _NO_HEADLINE.match(line):
        return False
    if line.startswith(_BULLETS) or not any(char.isalpha() for char in line):
        return False
    return not _is_path(line) and not _is_body(line)


def _is_path(line: str) -> bool:
    """Tell whether a line is a menu in one, or the path to the page: “Start > Nyheter”."""
    has_gaps = len(_GAP.split(line)) > _WORDS
    return has_gaps or any(sign in line for sign in _PATH_SIGNS) or line.count(" / ") > 1


def _is_body(line: str) -> bool:
    """Tell whether a line is the name of an organisation and nothing else: a site's name."""
    tokens = tokenise(line)
    found = organisation_at(tokens, 0)
    return found is not None and found.end == len(tokens)


def _is_menu(before: str, line: str) -> bool:
    """Tell whether a line is one of several short ones: a menu's."""
    return bool(before) and all(len(row.split()) <= _WORDS for row in (before, line))
