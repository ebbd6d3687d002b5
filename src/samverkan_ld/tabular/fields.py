"""The fields of JSON objects, read with errors that name the file and the place."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Never

from pyoxigraph import Literal, NamedNode

from samverkan_ld.errors import SourceError
from samverkan_ld.parsing.jsontext import parse_json
from samverkan_ld.tabular.templates import node


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object: the file that holds it, its place there ("" for the whole), its values."""

    name: str
    place: str
    values: Mapping[str, object]

    def fail(self, reason: str) -> Never:
        """Raise the SourceError of a fault in this object."""
        raise SourceError(self.name, reason, record=self.place or None)

    def allow(self, keys: Collection[str]) -> None:
        """Refuse a key that is not among those given."""
        for key in self.values:
            if key not in keys:
                self.fail(f"the key {key!r} is not part of the CSVW read here: remove it")

    def text(self, key: str) -> str | None:
        """Give a text, or None when the key is absent."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, str):
            self.fail(f"{key!r} must be a text")
        return value

    def flag(self, key: str) -> bool:
        """Give a truth value; an absent key is false."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.fail(f"{key!r} must be true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts, which may be written as one text; an absent key is empty."""
        value = self.values.get(key, [])
        texts = value if isinstance(value, list) else [value]
        if not all(isinstance(text, str) for text in texts):
            self.fail(f"{key!r} must be a text or a list of texts")
        return tuple(texts)

    def part(self, key: str) -> "Fields":
        """Give the object of a key that must be there."""
        return self.inside(key, self.values.get(key))

    def parts(self, key: str) -> Iterator["Fields"]:
        """Give the objects of a list that must be there and not be empty."""
        value = self.values.get(key)
        if not isinstance(value, list) or not value:
            self.fail(f"{key!r} must be a list with at least one object")
        for number, item in enumerate(value, 1):
            yield self.inside(f"{key} {number}", item)

    def language(self, key: str) -> str | None:
        """Give a language tag, or None when the key is absent or "und"."""
        language = self.text(key)
        if language is None or language == "und":
            return None
        try:
            Literal("", language=language)
        except ValueError:
            self.fail(f"{key!r} must be a language tag such as 'sv', not {language!r}")
        return language

    def iri(self, key: str, base: str) -> NamedNode:
        """Give an IRI that may be written as `templates.node` allows."""
        reference = self.text(key) or ""
        iri = node(reference, base)
        if iri is None:
            self.fail(f"{key!r} is no IRI that can be used: {reference!r}; write it in full")
        return iri

    def inside(self, key: str, value: object) -> "Fields":
        """Take a value under this object as an object."""
        place = f"{self.place}, {key}" if self.place else key
        if not isinstance(value, dict):
            self.fail(f"{key!r} must be an object")
        return Fields(self.name, place, value)


def read_fields(text: str, name: str) -> Fields:
    """Read a JSON object; `name` is its file in messages.

    Raises:
        SourceError: as `parse_json`; the value is no object, or holds half a surrogate pair.
    """
    value = parse_json(text, name=name)
    if not isinstance(value, dict):
        raise SourceError(name, "must be a JSON object")
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        reason = r"holds half a surrogate pair (\ud800 to \udfff): write the character itself"
        raise SourceError(name, reason) from error
    return Fields(name, "", value)
