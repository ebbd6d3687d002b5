"""The words in an element's class, id and property, which say what its author calls it."""

import re
from functools import lru_cache
from typing import Final

from lxml.etree import _Element

_LONGEST: Final = 500
_WORD: Final = re.compile(r"[a-zåäö]+|[A-ZÅÄÖ]+(?![a-zåäö])|[A-ZÅÄÖ][a-zåäö]+")


def words(text: str) -> frozenset[str]:
    """Give the words of a list that is written as a text."""
    return frozenset(text.split())


def class_words(element: _Element) -> frozenset[str]:
    """Give the words of an element's names in small letters, and each name as a whole.

    A class `site-nav` or `siteNav` gives “site”, “nav” and “sitenav”.
    """
    get = element.get
    return _words(f"{get('class', '')} {get('id', '')} {get('itemprop', '')}"[:_LONGEST])


@lru_cache(maxsize=4096)
def _words(names: str) -> frozenset[str]:
    found: set[str] = set()
    for name in names.split():
        parts = [part.lower() for part in _WORD.findall(name)]
        found.update(parts, ("".join(parts),))
    return frozenset(found)
