"""The IRIs of a site: minting, rebasing, and the way between an IRI and a path.

Follows DIGG's profile for persistent identifiers
(https://www.dataportal.se/profil-for-bestandiga-identifierare): `/id/` things, `/def/` concepts,
`/spec/` terms, `/res/` information resources; `/doc/` describes them.
"""

import re
import secrets
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from samverkan_ld.namespaces import PREFIXES

SOURCE_BASE: Final = "https://data.samverkan.example/"
"""The base that vocabulary, shapes, queries and sample data are written with."""

KINDS: Final = (
    "person",
    "kommun",
    "region",
    "organisation",
    "befattning",
    "medlemskap",
    "uttalande",
    "artikel",
    "film",
    "plats",
)
"""The kinds of things, as they stand in `/id/{kind}/{key}`."""

REGISTER_KINDS: Final = ("kommun", "region", "plats")
"""The kinds whose IRIs belong to the site that keeps the register."""

SCHEMES: Final = ("roll", "organisationsform", "amne", "atergivning", "datatyp", "avslut")
SCHEME_PREFIXES: Final = {
    "roll": "roll",
    "form": "organisationsform",
    "amne": "amne",
    "atg": "atergivning",
    "dt": "datatyp",
    "avslut": "avslut",
}

ELECTED: Final = ("roll", "fortroendevalda-och-hogsta-chefer")
"""The scheme and notation of the collection of roles of elected persons and top officials."""

_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_KEY_LENGTH: Final = 12
_PATH: Final = r"[a-z]*(?:/[a-z]*)?"
"""As much of a path as tells which site it belongs to."""


def mint_key() -> str:
    """Mint an opaque key: 12 random characters of Crockford's base32, lower case."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_KEY_LENGTH))


@dataclass(frozen=True, slots=True)
class Iris:
    """The addresses of one site.

    `base` is for things, documents and graphs, `terms` for `/def` and `/spec`, `register` the base
    of the site that keeps kommun and region IRIs (this site's own unless set). `former` are the
    starts of addresses that the site had before, down to their section, as
    `https://old.example/id/`: sources may still be written with them. All end in `/`.
    """

    base: str = SOURCE_BASE
    terms: str = SOURCE_BASE
    register: str = SOURCE_BASE
    former: tuple[str, ...] = ()

    @property
    def is_source(self) -> bool:
        """Tell whether rebasing changes nothing."""
        return self.base == self.terms == self.register == SOURCE_BASE and not self.former

    def rebase(self, iri: str) -> str:
        """Move an IRI written with SOURCE_BASE, or a former address, to where it is now.

        Others stay as they are.
        """
        if iri.startswith(SOURCE_BASE):
            path = iri[len(SOURCE_BASE) :]
        elif iri.startswith(self.former):
            start = next(start for start in self.former if iri.startswith(start))
            path = iri[len(home_of(start)) :]
        else:
            return iri
        return self._home(path) + path

    def rebase_text(self, text: str) -> str:
        """Move every such address inside a text, such as a query or a pattern."""
        return _addresses(self.former).sub(lambda found: self.rebase(found[0]), text)

    def _home(self, path: str) -> str:
        section, _, rest = path.partition("/")
        if section in ("def", "spec"):
            return self.terms
        if section == "id" and rest.partition("/")[0] in REGISTER_KINDS:
            return self.register
        return self.base

    def thing(self, kind: str, key: str) -> str:
        """Make the IRI of a thing."""
        return f"{self.base}id/{kind}/{key}"

    def concept(self, scheme: str, notation: str) -> str:
        """Make the IRI of a concept."""
        return f"{self.terms}def/{scheme}/{notation}"

    def term(self, name: str) -> str:
        """Make the IRI of a term of the own vocabulary."""
        return f"{self.terms}spec/samverkan/{name}"

    def graph(self, name: str) -> str:
        """Make the IRI of a source graph."""
        return f"{self.base}res/kallgraf/{name}"

    @property
    def metadata_graph(self) -> str:
        """The graph that tells when and how each graph came to be."""
        return f"{self.base}res/metadata"

    @property
    def shapes_graph(self) -> str:
        """The graph of the shapes that a release was validated with."""
        return f"{self.base}res/shapes"

    @property
    def queries_graph(self) -> str:
        """The graph of the example queries."""
        return f"{self.base}res/queries"

    @property
    def identifiers_graph(self) -> str:
        """The graph that tells how identifiers ended."""
        return f"{self.base}res/identifierare"

    @property
    def system_graphs(self) -> tuple[str, ...]:
        """The graphs that the program makes besides those of the sources."""
        return (
            self.metadata_graph,
            self.shapes_graph,
            self.queries_graph,
            self.identifiers_graph,
        )

    def query(self, key: str) -> str:
        """Make the IRI of an example query."""
        return f"{self.base}res/fraga/{key}"

    @property
    def endpoint(self) -> str:
        """The SPARQL endpoint."""
        return f"{self.base}sparql"

    def document(self, iri: str) -> str | None:
        """Give the path of the document about an IRI of this site, or None for foreign IRIs.

        A sub-node is described in the document of its parent.
        """
        for home, sections in ((self.base, ("id", "res")), (self.terms, ("def", "spec"))):
            if not iri.startswith(home):
                continue
            path = iri[len(home) :]
            section, _, rest = path.partition("/")
            if section not in sections or not rest:
                continue
            if section == "id":
                parts = rest.split("/")
                return "/doc/" + "/".join(parts[:2]) if len(parts) > 1 else None
            return f"/{path}" if section == "res" else f"/doc/{path}"
        return None

    def owner(self, iri: str) -> str:
        """Give the thing that an IRI is, or is a part of: sub-nodes lie below their thing."""
        former = (start for start in self.former if start.endswith("/id/"))
        for things in (f"{self.base}id/", f"{self.register}id/", *former):
            if iri.startswith(things):
                return things + "/".join(iri[len(things) :].split("/", 2)[:2])
        return iri

    def topic(self, path: str) -> str:
        """Give the IRI that a document path is about: the opposite of `document`."""
        if path.startswith("/res/"):
            return self.base + path[1:]
        rest = path.removeprefix("/doc/")
        if rest.startswith(("def/", "spec/")):
            return self.terms + rest
        return f"{self.base}id/{rest}"

    @property
    def dataset(self) -> str:
        """The dataset as a whole."""
        return f"{self.base}res/datamangd/samverkan"

    def prefixes(self) -> dict[str, str]:
        """List the prefixes of this site: standard ones, its kinds, graphs, schemes and terms."""
        kinds = {
            kind: f"{self.register if kind in REGISTER_KINDS else self.base}id/{kind}/"
            for kind in KINDS
        }
        schemes = {name: f"{self.terms}def/{scheme}/" for name, scheme in SCHEME_PREFIXES.items()}
        own = {"kallgraf": self.graph(""), "sam": f"{self.terms}spec/samverkan/"}
        return PREFIXES | kinds | schemes | own


def sections(home: str, *names: str) -> tuple[str, ...]:
    """Give what the addresses in sections of a site begin with."""
    return tuple(f"{home}{name}/" for name in names)


def home_of(start: str) -> str:
    """Give the base of the start of an address: that without the section at its end."""
    return start.removesuffix("/").rpartition("/")[0] + "/"


@lru_cache(maxsize=8)
def _addresses(former: tuple[str, ...]) -> re.Pattern[str]:
    starts = "|".join(map(re.escape, former))
    moved = f"|(?:{starts}){_PATH}" if former else ""
    return re.compile(re.escape(SOURCE_BASE) + _PATH + moved)
