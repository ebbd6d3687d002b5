"""A draft under review: what was found, what the editor made of it, and where it was saved."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import Any, Final

from samverkan_ld.drafts import Candidate, Draft
from samverkan_ld.errors import SourceError
from samverkan_ld.extraction import interchange
from samverkan_ld.extraction.records.additions import Slot
from samverkan_ld.extraction.records.record import write_record
from samverkan_ld.reports import Severity
from samverkan_ld.review.choices import Choices, no_choices, read_choices, write_choices
from samverkan_ld.review.decision import Decision, decide, describe_own, settle
from samverkan_ld.review.earlier import Earlier, find_earlier
from samverkan_ld.review.findings import (
    Finding,
    found_by_shapes,
    is_out_of_reach,
    of_earlier,
    own_findings,
)
from samverkan_ld.review.keys import Keys
from samverkan_ld.review.shelf import Filed
from samverkan_ld.review.waiting import waiting
from samverkan_ld.review.workplace import Workplace

_UNDATED: Final = "utan-datum"
_POSTED: Final = frozenset(("draft", "choices", "revision"))


@dataclass(frozen=True, slots=True)
class _Posted:
    """What an editor made of the draft, with links and candidates, and of which revision."""

    draft: Draft
    choices: Choices
    revision: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft with links and candidates, its record, and what there is to say about it.

    `publishers` are the organisations that the name of the publisher may stand for, `waiting` the
    places of values that are undecided, `earlier` the records of the same article that the site
    has, `replaced` the one of them that this record takes the place of, and `revision` the number
    of what the editor has made of the draft.
    """

    draft: Draft
    publishers: tuple[Candidate, ...]
    record: Filed
    findings: tuple[Finding, ...]
    waiting: tuple[str, ...]
    earlier: tuple[Earlier, ...]
    replaced: Filed | None
    revision: int

    @property
    def conforms(self) -> bool:
        """Tell whether nothing stops a publication."""
        return all(finding.severity is not Severity.VIOLATION for finding in self.findings)


class StaleError(Exception):
    """What was posted was made of an earlier revision: somebody else has changed it since."""


class Sheet:
    """A draft under review, which was extracted on a day; `today` tells the day it is now."""

    def __init__(
        self, workplace: Workplace, draft: Draft, extracted: date, today: Callable[[], date]
    ) -> None:
        self._workplace = workplace
        self._draft = workplace.look_up(draft)
        self._choices = no_choices(draft)
        self._extracted = extracted
        self._today = today
        self._keys = Keys()
        self._revision = 0
        self._written = (self._draft, self._choices)  # at first there is nothing to lose
        self._lock = Lock()
        self.saved: Filed | None = None

    @property
    def file(self) -> str:
        """The name of the article's file."""
        return self._draft.file

    def write(self) -> dict[str, Any]:
        """Write the draft and the choices, as they are now, as the value of a JSON document."""
        with self._lock:
            return {
                "draft": interchange.write(self._draft),
                "choices": write_choices(self._choices),
                "revision": self._revision,
                "unsaved": (self._draft, self._choices) != self._written,
            }

    def check(self, posted: object, language: str) -> Checked:
        """Take over what an editor made of the draft, and judge the record that it gives.

        Args:
            posted: the value of a JSON document as `write` gives it, without `unsaved`; nothing in
                it is trusted.
            language: the language of messages.

        Raises:
            SourceError: it is none, or the record cannot be read.
            ShapesError: the shapes of the site are broken.
            StaleError: it would undo what was posted since its revision.
        """
        taken = self._read(posted)
        with self._lock:
            return self._take(taken, language)

    def save(self, posted: object, language: str) -> Checked:
        """Check, and write the record if it conforms and nothing waits for the editor.

        A record is judged beside everything that the site has, as a publication does: so there is
        nothing that the rest of the site may still cure, and every violation stops it.

        Raises:
            SourceError: as `check`; or the record cannot be written.
            ShapesError: the shapes of the site are broken.
            StaleError: as `check`.
        """
        taken = self._read(posted)
        with self._lock:  # what is judged is what is written, with the keys that it was given
            checked = self._take(taken, language)
            if checked.conforms and not checked.waiting:
                if self._workplace.shelf:
                    self._workplace.shelf.put(checked.record, self.saved or checked.replaced)
                self._keys.settle()
                self.saved, self._written = checked.record, (self._draft, self._choices)
        return checked

    def _read(self, posted: object) -> _Posted:
        if not isinstance(posted, dict) or posted.keys() != _POSTED:
            reason = "must be an object of draft, choices and revision"
            raise SourceError(self.file, reason, record="$")
        if type(posted["revision"]) is not int:
            raise SourceError(self.file, "must be a number", record="$.revision")
        draft = interchange.read(self._completed(posted["draft"]), self.file)
        choices = read_choices(posted["choices"], draft, self.file)
        return _Posted(self._workplace.look_up(draft), choices, posted["revision"])

    def _take(self, posted: _Posted, language: str) -> Checked:
        is_new = (posted.draft, posted.choices) != (self._draft, self._choices)
        if is_new and posted.revision != self._revision:
            raise StaleError
        self._draft, self._choices = posted.draft, posted.choices
        checked = self._judge(posted.draft, posted.choices, language)
        # who is told of a fault instead does not learn of a new number, and goes on from the old
        self._revision += is_new
        return replace(checked, revision=self._revision)

    def _completed(self, posted: Any) -> Any:
        """Put in what an editor cannot change: the text, and the name of its file."""
        if not isinstance(posted, dict) or not isinstance(posted.get("evidence"), dict):
            return posted
        unchanged = {"file": self._draft.file, "text": self._draft.text}
        return {**posted, "evidence": {**posted["evidence"], **unchanged}}

    def _judge(self, draft: Draft, choices: Choices, language: str) -> Checked:
        publishers = self._workplace.find(choices.publisher)
        earlier = self._earlier(draft, choices)
        replaced = _chosen(earlier, choices)
        keys = self._key(settle(draft, choices), choices, replaced)
        choices = describe_own(choices, keys)
        decision = decide(draft, choices, publishers=publishers, keys=keys)
        record = self._record(decision)
        return Checked(
            draft,
            publishers,
            record,
            (
                *self._of_earlier(earlier, choices, language),
                *own_findings(decision, choices, language),
                *self._found_by_shapes(record, language),
            ),
            waiting(draft, choices),
            earlier,
            replaced.filed if replaced else None,
            self._revision,
        )

    def _earlier(self, draft: Draft, choices: Choices) -> tuple[Earlier, ...]:
        """Find the records of the article that the site has; once saved, this is its record."""
        shelf = self._workplace.shelf
        if shelf is None or self.saved:
            return ()
        return tuple(find_earlier(shelf, self._workplace.judge, draft, choices.url))

    def _key(self, draft: Draft, choices: Choices, replaced: Earlier | None) -> Mapping[Slot, str]:
        taken = replaced.keys(draft, choices) if replaced else {}
        return self._keys.of(draft, choices, taken)

    def _of_earlier(
        self, earlier: tuple[Earlier, ...], choices: Choices, language: str
    ) -> Iterator[Finding]:
        shelf = self._workplace.shelf
        if shelf and earlier:
            yield from of_earlier(earlier, shelf.path(""), choices, language)

    def _found_by_shapes(self, record: Filed, language: str) -> Iterator[Finding]:
        for result in self._workplace.judge.judge(record.text, record.name):
            if not is_out_of_reach(result):
                yield found_by_shapes(result, self._keys, language)

    def _record(self, decision: Decision) -> Filed:
        text = write_record(
            decision.draft,
            extracted=self._extracted,
            reviewed=self._today(),
            persons=decision.persons,
            additions=decision.additions,
        )
        published = decision.draft.published
        day = published.text if published else _UNDATED
        return Filed(f"{day}-{self._keys.article}.yaml", text)


def _chosen(earlier: tuple[Earlier, ...], choices: Choices) -> Earlier | None:
    """Give the earlier record that is chosen; a finding stops it if it may not be replaced."""
    return next((one for one in earlier if one.filed.name == choices.replaces), None)
