"""The configuration of a site: `samverkan.toml`, read into frozen values.

Every key has a default here and nowhere else; `SETTINGS` lists them for documentation and tests.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from samverkan_ld.errors import ConfigError
from samverkan_ld.faults import value_fault
from samverkan_ld.iris import SOURCE_BASE, Iris
from samverkan_ld.privacy import Level, PersonClass

FILE_NAME: Final = "samverkan.toml"


def _key(default: Any, meaning: str) -> Any:
    if isinstance(default, (tuple, dict)):
        return field(default_factory=lambda: default, metadata={"meaning": meaning})
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """`[site]`: where the site lives and what it is called."""

    base: str = _key(SOURCE_BASE, "IRI that things, documents and graphs begin with; ends in /")
    terms: str = _key(
        SOURCE_BASE, "IRI that concepts and terms (/def, /spec) begin with; ends in /"
    )
    register: str = _key("", "base of the site that keeps kommun and region IRIs; empty: this site")
    title_sv: str = _key("Samverkan som länkade data", "name of the site in Swedish")
    title_en: str = _key("Cooperation as linked data", "name of the site in English")
    description_sv: str = _key(
        "Personer, roller och organisationer i offentlig sektor som länkade data: varje uppgift "
        "kan följas till sin källa.",
        "what the data are about, in Swedish",
    )
    description_en: str = _key(
        "People, roles and organisations in the public sector as linked data: every fact can be "
        "traced to its source.",
        "what the data are about, in English",
    )
    keywords_sv: tuple[str, ...] = _key(
        ("samverkan", "kommun", "region"), "keywords of the catalogue in Swedish, singular"
    )
    keywords_en: tuple[str, ...] = _key(
        ("cooperation", "municipality", "region"), "keywords of the catalogue in English, singular"
    )
    languages: tuple[str, ...] = _key(("sv", "en"), "languages of pages, the first is the default")


@dataclass(frozen=True, slots=True)
class PublisherConfig:
    """`[publisher]`: who answers for the data."""

    name: str = _key("", "name of the publishing body in Swedish")
    name_en: str = _key("", "name of the publishing body in English")
    iri: str = _key(
        "", "IRI of the publishing body, as http://dataportal.se/organisation/SE and ten digits"
    )
    type: str = _key("", "what kind of body it is, by the codes of ADMS: LocalAuthority, and so on")
    identifier: str = _key("", "organisation number of the publishing body: ten digits")
    description_sv: str = _key("", "what the publishing body does, in Swedish")
    description_en: str = _key("", "what the publishing body does, in English")
    homepage: str = _key("", "website of the publishing body")
    contact: str = _key("", "address (http, https or mailto) where people may report faults")
    contact_name: str = _key("", "who answers there; empty: the publishing body")
    email: str = _key("", "e-mail address for questions; empty: that of publisher.contact")

    def called(self, language: str) -> str:
        """Give the name in a language, or in the other where only that is stated."""
        first, other = self.name, self.name_en
        return (first or other) if language == "sv" else (other or first)


@dataclass(frozen=True, slots=True)
class FoldersConfig:
    """`[folders]`: where things lie, relative to the configuration file."""

    data: str = _key("data", "sources: registers, records, organisations")
    vocab: str = _key("vocab", "own terms, concept schemes, JSON-LD contexts")
    shapes: str = _key("shapes", "SHACL shapes; an empty folder means no gate")
    queries: str = _key("queries", "example queries for the page of the SPARQL endpoint")
    releases: str = _key("releases", "published releases")


@dataclass(frozen=True, slots=True)
class LimitsConfig:
    """`[limits]`: what is too much."""

    source_bytes: int = _key(64 * 1024 * 1024, "largest source file, in bytes")
    source_depth: int = _key(100, "deepest nesting of values in a source")
    canonical_seconds: int = _key(20, "longest time to canonicalise one graph with blank nodes")
    request_bytes: int = _key(1024 * 1024, "largest request body, in bytes")
    cache_bytes: int = _key(64 * 1024 * 1024, "memory for cached answers in each server process")
    generations: int = _key(
        50, "publications after which a store is built anew, which clears what corrections left"
    )
    page_size: int = _key(100, "entries on a page of a list or a long document")
    client_queries: int = _key(3000, "queries of a client a minute; 0: as many as it likes")
    client_requests: int = _key(
        6000,
        "other requests of a client a minute that no cache answers, a batch of names counted as so "
        "many; 0: as many as it likes",
    )


@dataclass(frozen=True, slots=True)
class PrivacyConfig:
    """`[privacy]`: how far persons are published, by what they are named for (docs/privacy.md)."""

    elected: str = _key(
        "indexed", "level of elected representatives and top officials: indexed, noindex or role"
    )
    officials: str = _key("noindex", "level of all other persons: indexed, noindex or role")
    contacts: str = _key(
        "role", "level of persons merely named as contact: indexed, noindex or role"
    )
    noindex: tuple[str, ...] = _key(
        (), "IRIs of persons who are marked noindex whatever their class, as after an objection"
    )
    basis_sv: str = _key("", "legal basis for publishing persons, in Swedish, for people to read")
    basis_en: str = _key("", "legal basis for publishing persons, in English, for people to read")

    def level(self, kind: PersonClass) -> Level:
        """Give the level of a class of persons."""
        return Level(getattr(self, kind.value))

    def basis(self, language: str) -> str:
        """Give the legal basis in a language, or in the other where only that is stated."""
        first, other = self.basis_sv, self.basis_en
        return (first or other) if language == "sv" else (other or first)


@dataclass(frozen=True, slots=True)
class RetentionConfig:
    """`[retention]`: how long releases are kept."""

    days: int = _key(30, "every release of this many days is kept")
    monthly: bool = _key(True, "after that, the last release of each month is kept")
    dumps: int = _key(3, "so many of the newest releases keep their dumps")


@dataclass(frozen=True, slots=True)
class ServeConfig:
    """`[serve]`: the server."""

    host: str = _key("127.0.0.1", "address to listen on")
    port: int = _key(8000, "port to listen on")
    workers: int = _key(2, "server processes")
    threads: int = _key(4, "threads in each process that answer what is not cached")
    stop_seconds: int = _key(30, "longest time that running requests get when the server stops")
    trusted_proxies: tuple[str, ...] = _key(
        ("127.0.0.1", "::1"), "addresses and networks of proxies that tell whom they forward for"
    )
    forwarded: str = _key("X-Forwarded-For", "header in which they tell it; or Forwarded")
    metrics: tuple[str, ...] = _key(
        ("127.0.0.1", "::1"), "addresses and networks of clients that may read /metrics"
    )


@dataclass(frozen=True, slots=True)
class LogConfig:
    """`[log]`: what the server writes to standard error."""

    level: str = _key("info", "least weight of what is written: debug, info, warning or error")
    format: str = _key("auto", "json, text, or auto: text on a terminal, else json")
    requests: str = _key(
        "uncached", "requests that are written down: all, uncached (no cache answered) or none"
    )
    clients: bool = _key(False, "whether requests are written down with the client's address")


@dataclass(frozen=True, slots=True)
class SparqlConfig:
    """`[sparql]`: queries, each in a process of its own."""

    workers: int = _key(4, "processes for queries in each server process")
    queue: int = _key(64, "queries that may wait in each server process")
    seconds: int = _key(30, "longest time of a query, waiting and sending included")
    memory_bytes: int = _key(1024**3, "most memory of a query, in bytes")
    query_bytes: int = _key(1024**2, "longest text of a query, in bytes")
    answer_bytes: int = _key(1024**3, "largest answer, in bytes")
    cache_bytes: int = _key(64 * 1024**2, "memory for cached answers in each server process")
    memory_store_bytes: int = _key(
        0, "memory for stores held in memory, of all processes; 0: stores are read from disk"
    )
    service: tuple[str, ...] = _key((), "endpoints that queries may ask by SERVICE; empty: none")


@dataclass(frozen=True, slots=True)
class Config:
    """The whole configuration.

    `root` is the folder of the file, which folders are relative to, `file_name` the file's name.
    `former` is no setting: it holds the addresses that the site had before, as its releases tell.
    """

    root: Path
    site: SiteConfig = SiteConfig()
    publisher: PublisherConfig = PublisherConfig()
    folders: FoldersConfig = FoldersConfig()
    limits: LimitsConfig = LimitsConfig()
    privacy: PrivacyConfig = PrivacyConfig()
    retention: RetentionConfig = RetentionConfig()
    serve: ServeConfig = ServeConfig()
    log: LogConfig = LogConfig()
    sparql: SparqlConfig = SparqlConfig()
    file_name: str = FILE_NAME
    former: tuple[str, ...] = ()

    @property
    def iris(self) -> Iris:
        """The addresses of the site."""
        site = self.site
        return Iris(site.base, site.terms, site.register or site.base, self.former)

    @property
    def data(self) -> Path:
        """The folder of sources."""
        return self.root / self.folders.data

    @property
    def identifiers(self) -> Path:
        """The folder of declarations how identifiers ended."""
        return self.data / "identifiers"

    @property
    def vocab(self) -> Path:
        """The folder of vocabulary and contexts."""
        return self.root / self.folders.vocab

    @property
    def shapes(self) -> Path:
        """The folder of shapes."""
        return self.root / self.folders.shapes

    @property
    def queries(self) -> Path:
        """The folder of example queries."""
        return self.root / self.folders.queries

    @property
    def releases(self) -> Path:
        """The folder of releases."""
        return self.root / self.folders.releases


SECTIONS: Final[dict[str, type]] = {
    "site": SiteConfig,
    "publisher": PublisherConfig,
    "folders": FoldersConfig,
    "limits": LimitsConfig,
    "privacy": PrivacyConfig,
    "retention": RetentionConfig,
    "serve": ServeConfig,
    "log": LogConfig,
    "sparql": SparqlConfig,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of the configuration, as documented."""

    key: str
    default: Any
    meaning: str


def _default(item: "Field[Any]") -> Any:
    if item.default_factory is not MISSING:
        return item.default_factory()
    return item.default


SETTINGS: Final = tuple(
    Setting(f"{section}.{item.name}", _default(item), item.metadata["meaning"])
    for section, kind in SECTIONS.items()
    for item in fields(kind)
)


def read_config(path: Path) -> Config:
    """Read a configuration file.

    Raises:
        ConfigError: the file is missing, is no TOML, or has unknown or wrong keys; all are named.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(
            f"{path}: no such file; go to a site's folder, name one with --config, "
            "or make one with: samverkan-ld init DIR"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    _raise(path, _faults(data))
    sections = {name: SECTIONS[name](**_tuples(values)) for name, values in data.items()}
    config = Config(root=path.resolve().parent, file_name=path.name, **sections)
    _raise(path, _folder_faults(config))
    return config


def _raise(path: Path, faults: list[str]) -> None:
    if faults:
        raise ConfigError("\n".join(f"{path}: {fault}" for fault in faults))


def _tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}


def _faults(data: Mapping[str, Any]) -> list[str]:
    faults: list[str] = []
    for section, values in data.items():
        if section not in SECTIONS:
            faults.append(f"unknown section [{section}]; known are {', '.join(SECTIONS)}")
        elif not isinstance(values, dict):
            faults.append(f"{section} is a section: write [{section}] and its keys below")
        else:
            faults += [fault for k, v in values.items() if (fault := _fault(section, k, v))]
    return faults


def _fault(section: str, key: str, value: Any) -> str | None:
    known = {setting.key: setting for setting in SETTINGS}
    name = f"{section}.{key}"
    if name not in known:
        names = [k.partition(".")[2] for k in known if k.startswith(f"{section}.")]
        return f"unknown key {name}; [{section}] knows {', '.join(names)}"
    return value_fault(name, value, known[name].default)


def _folder_faults(config: Config) -> list[str]:
    homes = {
        item.name: (config.root / getattr(config.folders, item.name)).resolve()
        for item in fields(FoldersConfig)
    }
    return [
        f"folders.{one} and folders.{other} must not lie within each other"
        for one, path in homes.items()
        for other, home in homes.items()
        if one != other and path.is_relative_to(home)
    ]
