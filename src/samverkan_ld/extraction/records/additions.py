"""What an editor adds to a draft when it becomes a record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from samverkan_ld.drafts import Draft, Organisation, Span

Paraphrase: TypeAlias = tuple[str, Span | None]
"""A statement as it is to be published, and the stretch of the text that it renders."""

Slot: TypeAlias = tuple[str | int, ...]
"""What needs a key: ("article",), ("person", 0), ("role", 0, 1), ("statement", 0, 1).

Numbers are places in the draft, from 0: the second role of the first person. An organisation of the
article's own is ("organisation", its name).
"""


@dataclass(frozen=True, slots=True)
class Additions:
    """What the text of an article does not tell, or only an editor may.

    `publisher` published the article, `url` is the address of its page, `english` its title in
    English. `statements` are what persons say, by the place of the person in the draft; one that is
    blank is not published. `is_own` tells that the site may publish the article's own sentences.
    `keys` are those of an earlier record of the same draft, which are kept.
    """

    publisher: Organisation | None = None
    url: str = ""
    english: str = ""
    statements: Mapping[int, Sequence[Paraphrase]] = field(default_factory=dict)
    is_own: bool = False
    keys: Mapping[Slot, str] = field(default_factory=dict)

    def paraphrases(self, draft: Draft, person: int) -> Sequence[Paraphrase]:
        """Give the statements of a person; those that nobody has paraphrased are blank."""
        found = self.statements.get(person)
        return [("", span) for span in draft.persons[person].statements] if found is None else found
