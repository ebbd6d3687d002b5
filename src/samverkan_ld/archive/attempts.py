"""The last attempt to publish: when it ended, and how. It is told to who watches over the site."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

ATTEMPT: Final = "attempt.json"

PUBLISHED: Final = "published"
UNCHANGED: Final = "unchanged"
NONCONFORMING: Final = "nonconforming"


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt to publish.

    `moment` is when it ended (xsd:dateTime), `result` one word for how. `succeeded` is when the
    last one ended that ended well, or nothing.
    """

    moment: str
    result: str
    succeeded: str = ""

    @property
    def is_success(self) -> bool:
        """Whether what is served by now is what the sources say."""
        return self.result in (PUBLISHED, UNCHANGED)


def read_attempt(releases: Path) -> Attempt | None:
    """Read about the last attempt; None where nothing can be read about one."""
    try:
        return Attempt(**json.loads((releases / ATTEMPT).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_attempt(releases: Path, moment: str, result: str) -> None:
    """Tell of an attempt, in place of the one before.

    Raises:
        OSError: it cannot be written.
    """
    before = read_attempt(releases)
    attempt = Attempt(moment, result, before.succeeded if before else "")
    if attempt.is_success:
        attempt = Attempt(moment, result, moment)
    draft = releases / f".{ATTEMPT}-{secrets.token_hex(4)}"
    draft.write_text(json.dumps(asdict(attempt)), encoding="utf-8")
    draft.replace(releases / ATTEMPT)
