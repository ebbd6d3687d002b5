"""The register as extraction needs it: organisations by their names, roles by their terms.

Read from the tables in `data/register/` and the scheme of roles in `vocab/roller.ttl`, those of a
site or those that come along. IRIs are as the sources write them, with SOURCE_BASE.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from samverkan_ld.drafts import Candidate
from samverkan_ld.errors import SourceError
from samverkan_ld.extraction.folding import fold
from samverkan_ld.extraction.grammar.words import short_names
from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import ORG, RDF, SKOS
from samverkan_ld.sample import sample_site

Row = Mapping[str, str]

_KEYS: Final = {
    "kommuner.csv": ("kommun", "kommunkod"),
    "regioner.csv": ("region", "lanskod"),
    "lansstyrelser.csv": ("organisation", "nyckel"),
    "myndigheter.csv": ("organisation", "nyckel"),
    "samverkansorgan.csv": ("organisation", "nyckel"),
}
"""The tables of organisations: the kind of IRI that a row stands for, and the column of its key."""

_BETWEEN_BODIES: Final = "samverkanspart"
"""A role that only organisations have."""

_REGION: Final = re.compile(r"Region (?P<short>.+?)(?:s? län)?|(?P<joined>.+)sregionen")
_COUNTY: Final = re.compile(r"Länsstyrelsen i (?P<county>(?P<short>.+?)s? län)")
_BOARD: Final = re.compile(r"(?P<office>.+) i (?P<board>\w+)")


@dataclass(frozen=True, slots=True)
class Register:
    """Organisations by their names, and the concepts of roles by their terms, all folded.

    `territories` names the regions by what else their names are those of: “Norsjö” alone is no
    name of a region, but where one is called after it, neither does it tell that a municipality
    is meant.
    """

    organisations: Mapping[str, tuple[Candidate, ...]]
    roles: Mapping[str, str]
    territories: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)

    def organisations_named(self, name: str) -> tuple[Candidate, ...]:
        """List the organisations that a name may stand for."""
        folded = fold(name)
        found = self.organisations.get(folded, ())
        return tuple(dict.fromkeys((*found, *self.territories.get(folded, ())))) if found else ()

    def role_named(self, title: str) -> str | None:
        """Find the concept of the role that a title names, or None.

        Who acts in a role has that role; “ordförande i kommunstyrelsen” is kommunstyrelsens.
        """
        return next(filter(None, map(self.roles.get, _readings(fold(title)))), None)


def read_register(data: Path, vocab: Path) -> Register:
    """Read the register from the folders of a site; what a site does not have is left out.

    Raises:
        SourceError: a file cannot be read, or lacks a column, or a row lacks its name or key.
    """
    organisations: defaultdict[str, dict[Candidate, None]] = defaultdict(dict)
    territories: defaultdict[str, dict[Candidate, None]] = defaultdict(dict)
    for file in _KEYS:
        for line, row in _rows(data / "register" / file):
            candidate = _candidate(file, line, row)
            for name in _spellings(file, row):
                organisations[fold(name)][candidate] = None
            if file == "regioner.csv":
                territories[fold(_territory(row["namn"]))][candidate] = None
    for short, (name, is_doubtful) in short_names().items():
        if not is_doubtful:
            organisations[fold(short)] |= organisations.get(fold(name), {})
    found = {name: tuple(known) for name, known in organisations.items() if known}
    shared = {name: tuple(known) for name, known in territories.items()}
    return Register(found, _roles(vocab / "roller.ttl"), shared)


def packaged_register() -> Register:
    """Read the register that comes along."""
    home = sample_site()
    return read_register(home / "data", home / "vocab")


# ------------------------------------------------------------------------------ organisations


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Give the rows of a table, each after the line that it ends on."""
    if not path.is_file():
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            for row in reader:
                yield reader.line_num, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(path.name, f"cannot be read: {error}") from error


def _candidate(file: str, line: int, row: Row) -> Candidate:
    kind, column = _KEYS[file]
    for needed in ("namn", column):
        if needed not in row:
            raise SourceError(file, f"lacks the column {needed!r}: add it")
        if not (row[needed] or "").strip():
            raise SourceError(file, f"has a row without {needed}: fill it in", line=line)
    label, key = row["namn"], row[column]
    others = (name for name in _names(row) if name != label)
    return Candidate(Iris().thing(kind, key), label, tuple(others))


def _names(row: Row) -> Iterator[str]:
    """Give the names that a table has of an organisation."""
    for column in ("namn", "officiellt_namn", "kortnamn"):
        if row.get(column):
            yield row[column]
    yield from filter(None, (row.get("andra_namn") or "").split(";"))


def _spellings(file: str, row: Row) -> Iterator[str]:
    """Give the names of an organisation, and how they are written as well."""
    yield from _names(row)
    if file == "kommuner.csv":
        short = row.get("kortnamn")
        if short:
            yield from (f"{short} kommun", f"{short} stad", f"{_genitive(short)} stad")
    elif file == "regioner.csv":
        yield f"Region {_territory(row['namn'])}"
    elif county := _COUNTY.fullmatch(row["namn"]):
        for place in (county["county"], county["short"]):
            yield from (f"Länsstyrelsen {place}", f"Länsstyrelsen i {place}")


def _genitive(name: str) -> str:
    return name if name.endswith(("s", "x", "z")) else f"{name}s"


def _territory(region: str) -> str:
    """Give what a region is called after: “Region Jönköpings län” after Jönköping."""
    found = _REGION.fullmatch(region)
    return found["short"] or found["joined"] if found else region


# -------------------------------------------------------------------------------------- roles


def _roles(path: Path) -> dict[str, str]:
    """Read the Swedish terms of the roles that persons have; one of two concepts tells neither."""
    if not path.is_file():
        return {}
    terms: defaultdict[str, set[str]] = defaultdict(set)
    roles: set[str] = set()
    for subject, predicate, value, language in _triples(path):
        if predicate == RDF + "type" and value == ORG + "Role":
            roles.add(subject)
        elif predicate in (SKOS + "prefLabel", SKOS + "altLabel") and language == "sv":
            terms[fold(value)].add(subject)
    roles -= {Iris().concept("roll", _BETWEEN_BODIES)}
    held = {term: concepts & roles for term, concepts in terms.items()}
    return {term: next(iter(found)) for term, found in held.items() if len(found) == 1}


def _triples(path: Path) -> Iterator[tuple[str, str, str, str | None]]:
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal | NamedNode):
                language = quad.object.language if isinstance(quad.object, Literal) else None
                yield quad.subject.value, quad.predicate.value, quad.object.value, language
    except (OSError, SyntaxError, ValueError) as error:
        raise SourceError(path.name, f"cannot be read: {error}") from error


def _readings(title: str) -> Iterator[str]:
    """Give a folded title, and what it comes to.

    >>> [*_readings("tf ordförande i kommunstyrelsen")][-1]
    'kommunstyrelsens ordförande'
    """
    yield title
    title = re.sub(r"^(?:tf\.?|t\. ?f\.?|tillförordnad|vikarierande) ", "", title)
    yield title
    if at := _BOARD.fullmatch(title):
        yield f"{_genitive(at['board'])} {at['office']}"
