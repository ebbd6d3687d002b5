"""Gathering what the application answers: into files, and tables of headers."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import IO, Final

from samverkan_ld.errors import ReleaseError
from samverkan_ld.formats.table import DOCUMENT_FORMATS, HTML, Format
from samverkan_ld.web.export.asking import Asker, close, header, pieces
from samverkan_ld.web.export.tables import HeaderTable, Place
from samverkan_ld.web.export.tree import write_file
from samverkan_ld.web.export.variants import Variant, formats_in, has_next, kept_links
from samverkan_ld.web.wire.answer import Answer

SITE: Final = "site"
"""The folder of what a web server may give as it is."""

ENDED: Final = "ended"
"""The folder of what is left of identifiers that have ended."""

NO_OFFER: Final = "none"
"""What there is to choose from where a resource has one form only."""

RECORDED: Final = ("link", "vary", "cache-control", "x-robots-tag", "sunset", "repr-digest")
"""The headers that follow from the address: a table for each."""

SECOND: Final = 2
"""The number of the first page that an address names."""

_PAGE: Final = re.compile(r"\?page=([0-9]+)")
_NOT_NEGOTIATED: Final = ("Accept-Datetime", "Accept-Encoding")
_STATE_BYTES: Final = 9
_ENDED: Final = (300, 308, 410)
_ABSENT: Final = (*_ENDED, 404)


@dataclass(frozen=True, slots=True)
class Moved:
    """Where what was replaced leads: identifier and document, by the path of the document."""

    thing: str
    document: str


@dataclass(slots=True)
class Gathering:
    """Writes what is asked for below a folder, and remembers what nginx must know.

    `states` receives a line for each page of a resource: its key, and what changes whenever one of
    its variants does. `offers` tells which formats there are, `plain` the Content-Type of what is
    there in one form only, `wholes` which formats of which sections are given whole on each page,
    `pages` how many pages the longest resource has.
    """

    asker: Asker
    folder: Path
    languages: tuple[str, ...]
    created: float
    states: IO[str]
    offers: HeaderTable = field(default_factory=lambda: HeaderTable("offer"))
    formats: list[tuple[Format, ...]] = field(default_factory=list)
    headers: dict[str, HeaderTable] = field(
        default_factory=lambda: {name: HeaderTable(name) for name in RECORDED}
    )
    plain: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    moved: dict[str, Moved] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)
    wholes: set[tuple[int, str]] = field(default_factory=set)
    files: int = 0
    pages: int = 1

    def resource(self, section: int, path: str) -> bool:
        """Write all pages of a resource in all formats; tell whether there is such a resource.

        Raises:
            ReleaseError: the application fails.
        """
        answer = self._ask(path)
        if answer is None:
            return False
        close(answer)
        formats = formats_in(header(answer, "link"))
        if not formats and not header(answer, "content-type").startswith(HTML.media_type):
            self._plain(section, path)
            return True
        stem = stem_of(path)
        self.offers.put(Place(section, stem, ""), self._offer(formats or (HTML,)))
        number = 1
        while self._page(section, path, formats or (HTML,), number):
            number += 1
        return True

    def redirect(self, path: str) -> None:
        """Note where an address leads (303)."""
        answer = self.asker.ask(path)
        if answer.status == 303:
            self.redirects[path] = header(answer, "location")

    def ending(self, section: int, path: str) -> None:
        """Write what is left of an identifier, by the path of the document about it."""
        answer = self.asker.ask(path)
        key = f"{ENDED}{path}"
        if answer.status not in _ENDED:
            return
        if answer.status == 308:
            thing = self.asker.ask(thing_path(path))
            self.moved[path] = Moved(header(thing, "location"), header(answer, "location"))
            for fmt in DOCUMENT_FORMATS:
                self._note(Place(section, key, fmt.name), path, answer)
            return
        self.gone[path] = answer.status
        for fmt in DOCUMENT_FORMATS:
            for place, variant in enumerate(Variant.all_of(fmt, 1, self.languages)):
                answer = self._asked(variant, path)
                self._write(f"/{ENDED}{variant.file_name(path)}", answer, hashlib.blake2b())
                if not place:
                    self._note(Place(section, key, fmt.name), path, answer)

    def _page(self, section: int, path: str, formats: Iterable[Format], number: int) -> bool:
        """Write a page of a resource; tell whether another follows."""
        stem, follows, state = stem_of(path), False, hashlib.blake2b(digest_size=_STATE_BYTES)
        key = f"{stem}@page={number}" if number > 1 else stem
        for fmt in formats:
            for place, variant in enumerate(Variant.all_of(fmt, number, self.languages)):
                answer = self._asked(variant, path)
                if answer.status != 200:
                    raise ReleaseError(f"{variant.address(path)}: answered {answer.status}")
                if number > 1 and "page=" not in header(answer, "content-location"):
                    self.wholes.add((section, fmt.name))
                    break
                self._write(f"/{SITE}{variant.file_name(stem)}", answer, state)
                if not place:
                    self._note(Place(section, key, fmt.name), stem, answer, number)
                    follows |= has_next(header(answer, "link"))
        self.pages = max(self.pages, number)
        self._state(key, state)
        return follows

    def _state(self, key: str, state: "hashlib.blake2b") -> None:
        self.states.write(f'"{key}" {state.hexdigest()};\n')

    def _plain(self, section: int, path: str) -> None:
        answer = self.asker.ask(path)
        self.plain[path] = header(answer, "content-type")
        self.offers.put(Place(section, path, ""), NO_OFFER)
        self._note(Place(section, path, ""), path, answer)
        state = hashlib.blake2b(digest_size=_STATE_BYTES)
        self._write(f"/{SITE}{path}", answer, state)
        self._state(path, state)

    def _asked(self, variant: Variant, path: str) -> Answer:
        language = variant.preferred or self.languages[0]
        return self.asker.ask(
            variant.address(path), accept=variant.format.media_type, language=language
        )

    def _ask(self, path: str) -> Answer | None:
        answer = self.asker.ask(path)
        if answer.status in _ABSENT:
            return None
        if answer.status != 200:
            raise ReleaseError(f"{path}: answered {answer.status}, so it cannot be exported")
        return answer

    def _write(self, name: str, answer: Answer, state: "hashlib.blake2b") -> None:
        modified = header(answer, "last-modified")
        moment = parsedate_to_datetime(modified).timestamp() if modified else self.created
        write_file(self.folder / name[1:], pieces(answer, state.update), moment)
        self.files += 1

    def _note(self, place: Place, stem: str, answer: Answer, number: int = 1) -> None:
        for name, table in self.headers.items():
            table.put(place, _template(name, header(answer, name), stem, number))

    def _offer(self, formats: tuple[Format, ...]) -> str:
        if formats not in self.formats:
            self.formats.append(formats)
        return str(self.formats.index(formats))


def stem_of(path: str) -> str:
    """Give what the names of a resource's files begin with."""
    return "/index" if path == "/" else path.rstrip("/")


def thing_path(path: str) -> str:
    """Give the path of the identifier that a document is about."""
    rest = path.removeprefix("/doc")
    return rest if rest.startswith(("/def/", "/spec/", "/res/")) else f"/id{rest}"


def seconds(moment: str) -> float:
    """Give a time (xsd:dateTime) in seconds since 1970."""
    return datetime.fromisoformat(moment).timestamp()


def _template(name: str, value: str, stem: str, number: int) -> str:
    """Put variables in the place of what follows from the address."""
    if name == "vary":
        return ", ".join(part for part in value.split(", ") if part not in _NOT_NEGOTIATED)
    if name == "link":
        about, names = stem.removeprefix("/doc"), {number: "{page}", number + 1: "{after}"}
        names |= {number - 1: "{before}"} if number > SECOND else {}
        text = kept_links(value).replace(stem, "{resource}").replace(about, "{about}")
        return _PAGE.sub(lambda found: names.get(int(found[1]), found[0]), text)
    return value
