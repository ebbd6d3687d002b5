"""A draft as a record: YAML-LD for `data/articles/`, with comments for the editor.

It tells where in the text each value is from, and repeats nothing of the text besides the values.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from samverkan_ld.drafts import Draft
from samverkan_ld.extraction.records.additions import Additions
from samverkan_ld.extraction.records.heading import head
from samverkan_ld.extraction.records.naming import Names, Place, name_all
from samverkan_ld.extraction.records.nodes import Nodes, place_of, stretch
from samverkan_ld.extraction.records.yamltext import Name, Node, block, commented, item, remark
from samverkan_ld.iris import mint_key

_RULE: Final = "-" * 64
_INDENT: Final = "  "


def write_record(
    draft: Draft,
    *,
    extracted: date,
    reviewed: date | None = None,
    mint: Callable[[], str] = mint_key,
    persons: Mapping[int, str] | None = None,
    additions: Additions | None = None,
) -> str:
    """Write the record of a draft.

    A role in no organisation is none yet: it is written as a comment, ready to be completed, and so
    is an empty box for each statement that nobody has paraphrased. Once the record is reviewed, a
    remark tells of such a role, and the boxes are gone.

    Args:
        draft: the draft, linked.
        extracted: the day on which it was extracted.
        reviewed: the day on which a person accepted it; without it nothing is published.
        mint: gives a new key.
        persons: the IRIs of published persons whom an editor has chosen, by the place of the person
            in the draft, from 0. They are not described again.
        additions: what else an editor adds.
    """
    known, added = persons or {}, additions or Additions()
    names = name_all(draft, added, known, mint)
    record = _Record(draft, added, names, known, is_reviewed=reviewed is not None)
    lines = [
        *head(draft, added, known, extracted, reviewed),
        "",
        *block({"@context": Name("context.jsonld"), "@id": names.graph}),
        '"@graph":',
        *record.sections(_dates(extracted, reviewed)),
    ]
    return "\n".join(lines) + "\n"


def _dates(extracted: date, reviewed: date | None) -> Node:
    days = {"extracted": extracted, "reviewed": reviewed}
    return {name: day.isoformat() for name, day in days.items() if day is not None}


class _Record:
    """Writes what a record describes, in sections."""

    def __init__(
        self,
        draft: Draft,
        additions: Additions,
        names: Names,
        known: Mapping[int, str],
        *,
        is_reviewed: bool,
    ) -> None:
        self._draft = draft
        self._additions = additions
        self._names = names
        self._known = known
        self._is_reviewed = is_reviewed
        self._nodes = Nodes(draft, additions, names)

    def sections(self, dates: Node) -> Iterator[str]:
        """Write everything; `dates` tell when the source was extracted and reviewed."""
        yield from _heading("Källan")
        yield from _described(self._nodes.source(dates))
        yield from _described(self._nodes.article())
        if self._names.own:
            yield from _heading("Organisationer som registret inte har")
            for organisation in self._names.own:
                yield from _described(self._nodes.organisation(organisation))
        for number in range(len(self._draft.persons)):
            yield from self._person(number)

    def _person(self, number: int) -> Iterator[str]:
        person = self._draft.persons[number]
        said = self._additions.paraphrases(self._draft, number)
        yield from _heading(f"{number + 1}. {remark(person.name.text)}")
        if number in self._known:
            yield from ("", f"{_INDENT}# Redan beskriven: {self._names.persons[number]}.")
        else:
            mentions = ", ".join(map(stretch, person.mentions))
            yield from _described(self._nodes.person(number), mentions and f"Nämns: {mentions}.")
        for place in _places(number, person.roles):
            yield from self._role(place)
        for place in _places(number, said):
            yield from self._statement(place, is_blank=not said[place[1]][0].strip())

    def _role(self, place: Place) -> Iterator[str]:
        node = self._nodes.membership(place)
        role = self._draft.persons[place[0]].roles[place[1]]
        if role.organisation is not None:
            yield from _described(node)
        elif not self._is_reviewed:
            yield from _boxed(node, "Ange organisationen och ta bort # framför raderna:")
        elif role.title is not None:
            where = f"”{role.title.text}” ({place_of(role.title)})"
            yield from ("", f"{_INDENT}# Inte med, för organisationen saknas: {remark(where)}.")

    def _statement(self, place: Place, *, is_blank: bool) -> Iterator[str]:
        node = self._nodes.statement(place)
        if not is_blank:
            yield from _described(node)
        elif not self._is_reviewed:
            yield from _boxed(node, "Återge uttalandet med egna ord, ta bort # framför raderna:")


def _places(person: int, items: Iterable[object]) -> Iterator[Place]:
    return ((person, number) for number, _ in enumerate(items))


def _heading(text: str) -> Iterator[str]:
    yield from ("", f"{_INDENT}# {_RULE} {text}")


def _described(node: Node, comment: str = "") -> Iterator[str]:
    yield ""
    if comment:
        yield f"{_INDENT}# {comment}"
    yield from item(node, _INDENT)


def _boxed(node: Node, comment: str) -> Iterator[str]:
    yield from ("", f"{_INDENT}# {comment}")
    yield from commented(item(node, _INDENT), _INDENT)
