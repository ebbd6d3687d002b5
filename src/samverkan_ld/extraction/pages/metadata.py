"""What the markup of a page says of it: the day of its publication, its headline, its language.

A day of publication is given in many ways, and the surest is taken: JSON-LD
(https://schema.org/datePublished), then Open Graph and Dublin Core, then marked elements. The day
of a change is never taken.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final, TypeAlias

from lxml.etree import _Element

from samverkan_ld.drafts import Value

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_METAS: Final = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "dcterms.issued",
    "dcterms.date.issued",
    "dc.date.issued",
    "dc.issued",
    "dc.date.published",
    "dcterms.available",
    "publication_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "dcterms.date",
    "dc.date",
)
_LANGUAGES: Final = ("lang", "xml:lang")
_PROPERTIES: Final = frozenset({"datepublished", "dcterms:issued", "dc:issued", "dct:issued"})
_ARTICLES: Final = ("Article", "NewsArticle", "BlogPosting", "Report", "PressRelease")
_DAY: Final = re.compile(r"\s*(?:199|20\d)\d-\d\d-\d\d")
"""A day of publication; an earlier year is one that nobody has filled in."""

_MAX_TITLE: Final = 500
_SEPARATOR: Final = re.compile(r"\s+(?:[|»·•]|::|[-–—])\s+")
_SITE: Final = re.compile(
    r"(?:[\w-]+ ){0,3}(?:\w*kommun|stad|region|\w+myndigheten|\w+verket|\w*förbundet?|universitet|"
    r"högskola|AB)|(?:Region|Länsstyrelsen|\w*[Ff]örbundet)(?: [\w-]+){1,3}|"
    r"SKR|[\w.-]+\.(?:se|nu|com)|Sveriges Kommuner och Regioner|Mynewsdesk|Cision(?: \w+)?"
)


def find_published(root: _Element, kept: Iterable[_Element]) -> Value | None:
    """Find the day of publication that the markup gives; `kept` are the elements of its main text.

    A time in UTC is taken for the day that it is in Sweden: a page that is dated at midnight was
    not published the day before.
    """
    for origin, text in (*_in_data(root), *_in_metas(root), *_in_elements(kept)):
        day = _day(text)
        if day:
            return Value(day.isoformat(), origin=origin)
    return None


def find_language(root: _Element) -> str | None:
    """Find the language that a page states, as two letters."""
    metas = (
        meta.get("content", "")
        for meta in root.iter("meta")
        if meta.get("http-equiv", "").lower() == "content-language"
    )
    marked = (part.get(key, "") for part in (root, *root.iter("body")) for key in _LANGUAGES)
    for text in (*marked, *metas):
        letters = re.match(r"\s*([a-zA-Z]{2})(?![a-zA-Z])", text)
        if letters:
            return letters[1].lower()
    return None


def stated_titles(root: _Element) -> Iterator[str]:
    """Give the titles in the head of a page, the surest first, without the name of the site."""
    metas = {
        meta.get("property", meta.get("name", "")).lower(): meta.get("content", "")
        for meta in root.iter("meta")
    }
    site = metas.get("og:site_name", "")
    title = root.find("head/title")
    head = "" if title is None else "".join(title.itertext())
    for text in (metas.get("og:title", ""), head):
        words = " ".join(text[:_MAX_TITLE].split())
        if words:
            yield _without_site(words, site)


def _without_site(title: str, site: str) -> str:
    """Cut a site's name off the end or the beginning of a title.

    >>> _without_site("Nytt badhus - nu är det klart - Norsjö kommun", "")
    'Nytt badhus - nu är det klart'
    >>> _without_site("Vingåkers kommun - Nytt badhus", "")
    'Nytt badhus'
    """
    marks = list(_SEPARATOR.finditer(title))
    if not marks:
        return title
    first, last = title[: marks[0].start()], title[marks[-1].end() :]
    if "|" in marks[-1][0] or is_site(last, site):
        return _without_site(title[: marks[-1].start()], site)
    return title[marks[0].end() :] if is_site(first, site) else title


def is_site(words: str, site: str = "") -> bool:
    """Tell whether words are the name of a site, or of a body of the kinds that have sites."""
    return words == site or _SITE.fullmatch(words) is not None


def _in_data(root: _Element) -> Iterator[tuple[str, str]]:
    found = [
        (thing.get("@type"), thing["datePublished"])
        for script in root.iter("script")
        if script.get("type", "").strip().lower() == "application/ld+json"
        for thing in _things(script.text or "")
        if isinstance(thing.get("datePublished"), str)
    ]
    for _, text in sorted(found, key=lambda pair: not _is_article(pair[0])):
        yield "JSON-LD datePublished", str(text)


def _things(text: str) -> Iterator[dict[str, Json]]:
    """Give the things that a block of JSON-LD is about, not those that it mentions."""
    try:
        document: Json = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    for thing in document if isinstance(document, list) else [document]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            members = graph if isinstance(graph, list) else []
            yield from (member for member in members if isinstance(member, dict))


def _is_article(kind: Json) -> bool:
    return any(one in _ARTICLES for one in (kind if isinstance(kind, list) else [kind]))


def _in_metas(root: _Element) -> Iterator[tuple[str, str]]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        for key in ("property", "name", "itemprop"):
            metas.setdefault(meta.get(key, "").lower(), meta.get("content", ""))
    yield from ((f"meta {key}", metas[key]) for key in _METAS if key in metas)


def _in_elements(kept: Iterable[_Element]) -> Iterator[tuple[str, str]]:
    for element in kept:
        names = {element.get("itemprop", "").lower(), element.get("property", "").lower()}
        names = {name.removeprefix("schema:").removeprefix("article:") for name in names}
        if names & _PROPERTIES or (element.tag == "time" and _is_publication(element)):
            stated = element.get("datetime") or element.get("content") or element.text or ""
            yield f"{element.tag} published", stated


def _is_publication(time: _Element) -> bool:
    return "published" in time.get("class", "").lower().split() or time.get("pubdate") is not None


def _day(text: str) -> date | None:
    found = _DAY.match(text)
    if not found:
        return None
    try:
        day = date.fromisoformat(found[0].strip())
    except ValueError:
        return None
    return max(day, _in_sweden(text))


def _in_sweden(text: str) -> date:
    """Give the day in Sweden of a time in UTC; an early day for any other text.

    >>> [str(_in_sweden(f"2024-{day}:30Z")) for day in ("05-02T22", "01-02T22", "01-02T23")]
    ['2024-05-03', '2024-01-02', '2024-01-03']
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.utcoffset() != timedelta(0):
            return date.min
        summer = _change(moment.year, 3) <= moment < _change(moment.year, 10)
        return (moment + timedelta(hours=2 if summer else 1)).date()
    except ValueError:
        return date.min


def _change(year: int, month: int) -> datetime:
    """Give the last Sunday of March or October, 01:00 UTC: when summer time begins and ends.

    Directive 2000/84/EC, articles 2 and 3; told here as a machine need not have a time zone
    database.
    """
    return datetime(year, month, 31 - date(year, month, 31).isoweekday() % 7, 1, tzinfo=UTC)
