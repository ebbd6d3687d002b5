"""A value in a JSON document, with its path: what is wrong with it can be told by the place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Never

from samverkan_ld.errors import SourceError

_KINDS: Final = {dict: "an object", list: "an array", type(None): "null"}


@dataclass(frozen=True, slots=True)
class Member:
    """A value of the JSON document `name`; `path` is written as JSONPath (RFC 9535) does."""

    value: Any
    name: str
    path: str = "$"

    def fail(self, reason: str) -> Never:
        """Raise the SourceError that tells the place and what is wrong there."""
        raise SourceError(self.name, reason, record=self.path)

    def members(
        self, required: tuple[str, ...], more: tuple[str, ...] = ()
    ) -> Mapping[str, "Member"]:
        """Give the members of an object by their keys: all `required` ones, and some of `more`.

        Raises:
            SourceError: the value is no object, lacks a required key, or has an unknown one.
        """
        value = self.value
        if not isinstance(value, dict):
            self._refuse("an object")
        for key in required:
            if key not in value:
                self.fail(f"lacks the key {key!r}: add it")
        for key in value:
            if key not in required and key not in more:
                known = ", ".join((*required, *more))
                self.fail(f"has the unknown key {str(key)[:40]!r}: remove it; known are {known}")
        return {key: Member(item, self.name, f"{self.path}.{key}") for key, item in value.items()}

    def items(self) -> list["Member"]:
        """Give the items of an array.

        Raises:
            SourceError: the value is no array.
        """
        if not isinstance(self.value, list):
            self._refuse("an array")
        return [
            Member(item, self.name, f"{self.path}[{place}]")
            for place, item in enumerate(self.value)
        ]

    def text(self) -> str:
        """Give a text.

        Raises:
            SourceError: the value is none, or holds half a character, which no file can.
        """
        if not isinstance(self.value, str):
            self._refuse("a text")
        try:
            self.value.encode()
        except UnicodeEncodeError as error:
            half = f"\\u{ord(self.value[error.start]):04x}"
            self.fail(f"holds half a character, {half}: write the whole one")
        return self.value

    def words(self) -> str:
        """Give a text that says something.

        Raises:
            SourceError: the value is no text, or is blank.
        """
        text = self.text()
        if not text.strip():
            self.fail("must not be blank: write something, or null where that is allowed")
        return text

    def number(self) -> int:
        """Give a whole number.

        Raises:
            SourceError: the value is none.
        """
        if type(self.value) is not int:
            self._refuse("a whole number")
        return int(self.value)

    def truth(self) -> bool:
        """Give true or false.

        Raises:
            SourceError: the value is neither.
        """
        if type(self.value) is not bool:
            self._refuse("true or false")
        return bool(self.value)

    def _refuse(self, kind: str) -> Never:
        found = _KINDS.get(type(self.value)) or f"{self.value!r:.40}"
        self.fail(f"must be {kind}, not {found}")
