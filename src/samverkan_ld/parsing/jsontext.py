"""JSON text read strictly: no key twice, no NaN, and a way to tell the line of a value.

https://www.rfc-editor.org/rfc/rfc8259
"""

import json
import math
import re
from collections.abc import Collection, Iterator
from typing import Final, TypeAlias

from samverkan_ld.errors import SourceError

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Path: TypeAlias = tuple[str | int, ...]
"""Where a value lies in a document: the keys and indexes that lead to it."""

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],]|[^\s{}\[\],:"]+')


class _DuplicateKeyError(ValueError):
    """An object has a key twice."""


class _NumberError(ValueError):
    """A number that JSON or a computer cannot hold; the argument is its text."""


def parse_json(text: str, *, name: str) -> Json:
    """Parse JSON text; `name` stands in messages.

    Raises:
        SourceError: the text is not JSON, an object has a key twice, a number is not finite or has
            thousands of digits, or the nesting is too deep; with the line wherever it is known.
    """
    try:
        value: Json = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        reason = f"is not JSON: {error.msg} (column {error.colno})"
        raise SourceError(name, reason, line=error.lineno) from error
    except _DuplicateKeyError:
        path, line = _duplicate(text)
        raise SourceError(name, f"has the key {path[-1]!r} twice: keep one", line=line) from None
    except _NumberError as error:
        raise SourceError(
            name,
            f"{error.args[0][:40]} is no number that can be kept: write it as a text",
            line=next(_line(text, at) for token, at in _tokens(text) if token == error.args[0]),
        ) from None
    except RecursionError as error:
        raise SourceError(name, "nests values too deeply: flatten it") from error
    return value


def value_lines(text: str, wanted: Collection[Path]) -> dict[Path, int]:
    """Tell the lines, from 1, of the values at some paths of valid JSON text.

    The line of a member of an object is that of its key.
    """
    left = set(wanted)
    found: dict[Path, int] = {}
    line, seen = 1, 0
    for path, at in _places(text) if left else ():
        if path in left:
            line, seen = line + text.count("\n", seen, at), at
            found[path] = line
            left.remove(path)
    return found


def _places(text: str) -> Iterator[tuple[Path, int]]:
    keys: list[str | int] = []
    key_next = False
    for token, at in _tokens(text):
        if token in "]}":
            keys.pop()
            key_next = False
        elif token == ",":
            key_next = isinstance(keys[-1], str)
            keys[-1] = keys[-1] if isinstance(keys[-1], str) else keys[-1] + 1
        elif key_next:
            keys[-1] = json.loads(token)
            key_next = False
            yield tuple(keys), at
        else:
            if not keys or isinstance(keys[-1], int):
                yield tuple(keys), at
            if token in "{[":
                keys.append("" if token == "{" else 0)
                key_next = token == "{"


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    return ((token[0], token.start()) for token in _TOKEN.finditer(text))


def _duplicate(text: str) -> tuple[Path, int]:
    places = _places(text)
    seen: set[Path] = set()
    path, at = next(places)
    while path not in seen:
        seen.add(path)
        path, at = next(places)
    return path, _line(text, at)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise _DuplicateKeyError
    return result


def integer(text: str) -> int:
    """Read a whole number of JSON.

    Raises:
        ValueError: it has thousands of digits.
    """
    try:
        return int(text)
    except ValueError:
        raise _NumberError(text) from None


def fraction(text: str) -> float:
    """Read a number of JSON with a fraction or an exponent.

    Raises:
        ValueError: it is larger than a computer's numbers.
    """
    number = float(text)
    if not math.isfinite(number):
        raise _NumberError(text)
    return number


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=integer, parse_float=fraction, parse_constant=fraction
)
