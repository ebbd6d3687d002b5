"""What the headers of answers have in common, told as rules with exceptions.

A header is kept as a template, in which parts that follow from the address are variables of nginx.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Place(NamedTuple):
    """Where a header stands: the section of its answer, the key of the page, the format."""

    section: int
    key: str
    suffix: str


@dataclass(slots=True)
class HeaderTable:
    """All values of one header."""

    name: str
    _keys: dict[tuple[int, str], dict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def put(self, place: Place, template: str) -> None:
        """Note a value; nothing where the answer lacks the header."""
        self._keys[place.section, place.suffix][template].append(place.key)

    def templates(self) -> list[str]:
        """List the values there are, each once."""
        return list(dict.fromkeys(text for found in self._keys.values() for text in found))

    def exceptions(self) -> Iterator[tuple[str, str]]:
        """Give key, with suffix, and value where they differ from what most of the section have."""
        for (_, suffix), found in self._keys.items():
            rule = _most_common(found)
            for template, keys in found.items():
                if template != rule:
                    yield from ((f"{key}.{suffix}", template) for key in keys)

    def rules(self, patterns: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Give pattern and value of each section, the formats with the same value together."""
        for number, pattern in enumerate(patterns):
            suffixes: dict[str, list[str]] = defaultdict(list)
            for (section, suffix), found in self._keys.items():
                if section == number:
                    suffixes[_most_common(found)].append(suffix)
            for template, names in suffixes.items():
                yield f"^{pattern}\\.(?:{'|'.join(names)})$", template


def _most_common(found: dict[str, list[str]]) -> str:
    return max(found, key=lambda template: len(found[template]))
