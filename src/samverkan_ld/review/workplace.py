"""What a review works with: a site, or without one what comes along."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from samverkan_ld.candidates import offer
from samverkan_ld.config import Config
from samverkan_ld.drafts import Candidate, Draft, Organisation, Role
from samverkan_ld.extraction.linking import link
from samverkan_ld.extraction.register import Register, read_register
from samverkan_ld.records import SourceFile
from samverkan_ld.review.judge import Judge
from samverkan_ld.review.shelf import Shelf
from samverkan_ld.sample import sample_site
from samverkan_ld.sources import find_sources


@dataclass(frozen=True, slots=True)
class Workplace:
    """The register that names are looked up in, who judges, and where records are written.

    `shelf` and `releases` are None without a site: then a record can only be downloaded, and
    nobody is published.
    """

    register: Register
    judge: Judge
    shelf: Shelf | None = None
    releases: Path | None = None

    @classmethod
    def at(cls, config: Config) -> "Workplace":
        """Work in a site.

        Raises:
            SourceError: the register cannot be read.
            SourcesError: the folder of data is missing.
        """
        register = read_register(config.data, config.vocab)
        judge = Judge(config, find_sources(config).files)
        return cls(register, judge, Shelf(config.data, config.folders.data), config.releases)

    @classmethod
    def alone(cls) -> "Workplace":
        """Work without a site, by the vocabulary, the shapes and the registers that come along."""
        config = Config(sample_site())
        register = read_register(config.data, config.vocab)
        return cls(register, Judge(config, [*_general(config)]))

    def names(self) -> list[str]:
        """List the names of the organisations of the register."""
        known = self.register.organisations.values()
        return sorted({candidate.label for found in known for candidate in found})

    def find(self, name: str) -> tuple[Candidate, ...]:
        """List the organisations of the register that a name may stand for."""
        return self.register.organisations_named(name)

    def look_up(self, draft: Draft) -> Draft:
        """Find anew what the names and titles of a draft may stand for."""
        persons = (
            replace(person, roles=tuple(map(_unlinked, person.roles)), candidates=())
            for person in draft.persons
        )
        linked = link(replace(draft, persons=tuple(persons)), self.register)
        return offer([linked], self.releases)[0] if self.releases else linked


def _unlinked(role: Role) -> Role:
    named = role.organisation
    return replace(role, organisation=named and Organisation(named.name), concept=None)


def _general(config: Config) -> Iterable[SourceFile]:
    """List the sources that come along and are of no article."""
    general = (config.vocab, config.data / "register")
    return (
        file
        for file in find_sources(config).files
        if any(file.path.is_relative_to(home) for home in general)
    )
