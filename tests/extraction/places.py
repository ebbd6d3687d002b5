"""The places that a draft names, as its JSON has them."""

from collections.abc import Iterator
from typing import Any


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Give every span within a value of JSON that lies in the text."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value
        value = [*value.values()]
    if isinstance(value, list):
        for item in value:
            yield from spans(item)
