"""A little site about a person who is to be erased, and looking for a name in whatever it holds."""

import gzip
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import permutations
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from pyoxigraph import Store
from tests.fulltext import documents

from samverkan_ld.config import Config, read_config
from samverkan_ld.pipeline.finishing import finish
from samverkan_ld.pipeline.publish import publish

BASE: Final = "https://tiny.example/"
NOW: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
NAME: Final = "René Exempelsson"
OLD: Final = "Renée Exempelson"
PERSON: Final = f"{BASE}id/person/rrrrrrrrrrrr"
OTHER: Final = f"{BASE}id/person/bbbbbbbbbbbb"
NAMESAKE: Final = f"{BASE}id/person/hhhhhhhhhhhh"
OFFICE: Final = f"{BASE}id/organisation/kkkkkkkkkkkk"
ROLE: Final = f"{BASE}id/medlemskap/mmmmmmmmmmmm"
SAYING: Final = f"{BASE}id/uttalande/ssssssssssss"
ARTICLE: Final = f"{BASE}id/artikel/aaaaaaaaaaaa"

_CONFIG: Final = f'[site]\nbase = "{BASE}"\n'
_PREFIXES: Final = f"""
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sam: <https://data.samverkan.example/spec/samverkan/> .
@prefix schema: <http://schema.org/> .
@prefix id: <{BASE}id/> .
"""
_SHAPE: Final = f"""
{_PREFIXES}
@prefix sh: <http://www.w3.org/ns/shacl#> .
sam:NameShape a sh:NodeShape ; sh:targetClass foaf:Person , schema:Article ;
  sh:property sam:NamePropertyShape .
sam:NamePropertyShape sh:path [ sh:alternativePath ( foaf:name rdfs:comment ) ] ;
  sh:severity sh:Warning ; sh:maxLength 3 ; sh:message "Ett långt namn."@sv , "A long name."@en .
"""
_PEOPLE: Final = f"""
{_PREFIXES}
<{PERSON}> a foaf:Person ; foaf:name "NAMN" ;
  foaf:givenName "René" ; foaf:familyName "Exempelsson" ;
  schema:sameAs <https://w.example/{quote(NAME)}> ; schema:address <{PERSON}/adress> .
<{PERSON}/adress> schema:name "Adressen" .
<https://w.example/{quote(NAME)}> foaf:primaryTopic <{PERSON}> .
<{OTHER}> a foaf:Person ; foaf:name "Bo Exempelsson" ; foaf:knows <{PERSON}> .
<{OFFICE}> a org:Organization ; schema:name "Verket" .
<{ROLE}> a org:Membership ; org:member <{PERSON}> ; org:organization <{OFFICE}> ;
  rdfs:label "{NAME}, chef" ; org:memberDuring <{ROLE}/tid> .
<{ROLE}/tid> schema:name "2020" .
<{SAYING}> a schema:Statement ; prov:wasAttributedTo <{PERSON}> ; sam:talarSom <{ROLE}> ;
  schema:isPartOf <{ARTICLE}> ; schema:text "{NAME} vill samverka."@sv .
"""
_SPELLINGS: Final = (
    rf"{NAME}s\n ord, fil {quote(NAME)}.txt, Ren\\u00e9 Exempelsson, Exempelsson,  Ren&eacute;"
)
_ARTICLE: Final = f"""
{_PREFIXES}
<{ARTICLE}> a schema:Article ; schema:contributor <{PERSON}> ; schema:hasPart <{SAYING}> ;
  schema:headline "Intervju med {unicodedata.normalize("NFD", NAME)}"@sv ,
    "Interview with {NAME.upper()}"@en ;
  schema:url <https://bilder.example/{quote("rené_exempelsson").lower()}.jpg> ;
  rdfs:comment "{_SPELLINGS}" .
"""
_NAMESAKES: Final = f"""
{_PREFIXES}
<{NAMESAKE}> a foaf:Person ; foaf:name "{NAME}" .
<{BASE}id/medlemskap/nnnnnnnnnnnn> a org:Membership ; org:member <{NAMESAKE}> ;
  rdfs:label "{NAME}, lärare" .
"""


def write(site: Path, name: str, text: str) -> None:
    """Write a file of a site."""
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_site(site: Path, *, namesakes: bool = False) -> Config:
    """Publish a site four times: first with a wrong name, then with the right one, then other news.

    `namesakes` tells whether there are others of the same name, in a graph of their own and in one
    with the person.
    """
    write(site, "samverkan.toml", _CONFIG)
    write(site, "shapes/NameShape.ttl", _SHAPE)
    write(site, "vocab/context.jsonld", '{"@context": {}}')
    write(site, "data/article.ttl", _ARTICLE)
    also = _NAMESAKES.replace(_PREFIXES, "") if namesakes else ""
    config = read_config(site / "samverkan.toml")
    for number, name in enumerate((OLD, NAME, NAME, NAME)):
        write(site, "data/people.ttl", _PEOPLE.replace("NAMN", name) + also)
        write(site, "data/news.ttl", f"<{BASE}id/film/f> <http://schema.org/position> {number} .")
        if namesakes:
            write(site, "data/namesakes.ttl", _NAMESAKES.replace("hhhhhhhhhhhh", "gggggggggggg"))
        outcome = publish(config, NOW + timedelta(hours=number))
        assert outcome.manifest is not None, outcome.report.results
        finish(config)
    return config


def clean_sources(site: Path) -> None:
    """Take the person out of the sources."""
    gone = (PERSON, ROLE, SAYING, quote(NAME))
    people = _PEOPLE.replace(f" ; foaf:knows <{PERSON}>", "")
    blocks = people[len(_PREFIXES) :].split(" .\n")
    kept = [block for block in blocks if block.strip() and not any(word in block for word in gone)]
    write(site, "data/people.ttl", _PREFIXES + "".join(f"{block} .\n" for block in kept))
    write(
        site, "data/article.ttl", f'{_PREFIXES}<{ARTICLE}> a schema:Article ; schema:headline "A" .'
    )


def is_named(text: str, name: str = NAME) -> bool:
    """Tell whether a text has a name in any spelling, also inside a longer word."""
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    for _ in range(2):
        plain = unescape(unquote(plain))
    plain = unicodedata.normalize("NFC", plain).casefold()
    plain = re.sub(r"[\s_+]+", " ", plain)
    given, family = name.casefold().split()
    return f"{given} {family}" in plain or f"{family}, {given}" in plain


def held(releases: Path) -> Iterator[tuple[Path, str]]:
    """Give all that lies below a folder of releases, opened: stores, tables, objects, files."""
    for path in sorted(releases.rglob("*")):
        if path.name == "CURRENT":
            yield path.parent, "\n".join(map(str, Store.read_only(str(path.parent))))
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            yield path, data.decode("utf-8", "replace")
            if path.suffix == ".gz":
                yield path, gzip.decompress(data).decode()
            elif path.suffix == ".sqlite":
                yield path, "\n".join(_rows(path))


def _rows(path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as database:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
        for (table,) in database.execute(query).fetchall():
            yield from map(str, database.execute(f"SELECT * FROM {table}"))
        if path.name == "search.sqlite":
            for terms in documents(database).values():
                yield from map(" ".join, permutations((term[1:] for term in terms), 2))


def holders(releases: Path, name: str = NAME) -> list[str]:
    """List what holds a name below a folder of releases."""
    return [str(p.relative_to(releases)) for p, text in held(releases) if is_named(text, name)]
