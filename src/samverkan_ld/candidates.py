"""Candidates: published persons that a person of a draft may be, for an editor to choose from.

The same name never means the same person, so nothing is chosen here.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from samverkan_ld.archive.endings import find_ending
from samverkan_ld.archive.folder import INDEX, current_folder, read_manifest, release_folders
from samverkan_ld.archive.ledger import LEDGER, Ledger, open_ledger
from samverkan_ld.drafts import Candidate, Draft, DraftPerson
from samverkan_ld.errors import NoReleaseError
from samverkan_ld.extraction.folding import fold_person
from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.search.lists import Index, open_index
from samverkan_ld.search.persons import Held, persons_beginning, roles_held


def offer(drafts: Sequence[Draft], releases: Path) -> tuple[Draft, ...]:
    """Offer for each person of some drafts the published persons of the same name.

    Each has the roles that it is known for and the articles that tell them as facts. IRIs are
    written with SOURCE_BASE, as records are. Who has ended, or was erased, is not offered. Where
    nothing is published, there are no candidates.

    Args:
        drafts: the drafts.
        releases: the folder of releases; the current one is read, once for all drafts.

    Raises:
        ReleaseError: a release is damaged.
    """
    try:
        folder = current_folder(releases)
    except NoReleaseError:
        return tuple(drafts)
    # The newest release knows who has ended, also where an earlier one is current again.
    newest = release_folders(releases)[-1]
    published = _Published(
        read_manifest(folder).base, open_index(folder / INDEX), open_ledger(newest / LEDGER)
    )
    return tuple(
        replace(draft, persons=tuple(map(published.offer, draft.persons))) for draft in drafts
    )


@dataclass(frozen=True, slots=True)
class _Published:
    """What is published: the base of its IRIs, the index of it, and a ledger of what ended."""

    base: str
    index: Index
    ledger: Ledger

    def offer(self, person: DraftPerson) -> DraftPerson:
        """Give a person the candidates for it."""
        return replace(person, candidates=tuple(self._namesakes(person.name.text)))

    def _namesakes(self, name: str) -> Iterator[Candidate]:
        for iri, label in self._beginning_alike(name).items():
            if fold_person(label) == fold_person(name) and not find_ending(self.ledger, iri):
                facts = tuple(dict.fromkeys(map(_fact, roles_held(self.index, iri))))
                yield Candidate(SOURCE_BASE + iri.removeprefix(self.base), label, facts)

    def _beginning_alike(self, name: str) -> dict[str, str]:
        """Find persons by the first word of a name, whether its letters are composed or not."""
        words = fold_person(name).split(" ")
        forms = {unicodedata.normalize(form, words[0]) for form in ("NFC", "NFD")}
        found = (entry for form in sorted(forms) for entry in persons_beginning(self.index, form))
        return {entry.iri: entry.label_sv for entry in found}


def _fact(held: Held) -> str:
    """Write a role as a line for people: what, where, and according to what."""
    what = ", ".join(filter(None, (held.role, held.organisation)))
    source = f"artikel {held.published} ({held.title})" if held.title else "annan källa"
    return f"{what} · enligt {source}"
