"""Which class of routes a request is for: what metrics and logs tell instead of its path."""

import re
from functools import lru_cache
from typing import Final

OTHER: Final = "other"
"""The class of what no route begins with."""

OPERATIONS: Final = "operations"
ASSET: Final = "asset"

_CLASSES: Final = {
    "": "page",
    "om": "page",
    "doc": "document",
    "id": "thing",
    "def": "thing",
    "spec": "thing",
    "res": "resource",
    "sparql": "sparql",
    "search": "search",
    "suggest": "search",
    "lookup": "search",
    "reconcile": "reconcile",
    "feed": "feed",
    "datasets": "catalogue",
    ".well-known": "catalogue",
    "dump": "dump",
    "assets": ASSET,
    "static": ASSET,
    "health": OPERATIONS,
    "ready": OPERATIONS,
    "metrics": OPERATIONS,
    "openapi": OPERATIONS,
    "robots": OPERATIONS,
    "sitemap": "sitemap",
}

_END: Final = re.compile(r"(?<=.)[.-].*")

CLASSES: Final = (*dict.fromkeys(_CLASSES.values()), OTHER)
"""All classes of routes."""


@lru_cache(maxsize=4096)
def route_class(path: str) -> str:
    """Tell the class of routes that a path belongs to, by how its first segment begins."""
    first = path.split("/", 2)[1] if path.startswith("/") else path
    return _CLASSES.get(first) or _CLASSES.get(_END.sub("", first), OTHER)
