"""The time of a role, as a record gives it: written, or observed on the day of the article."""

import re
from collections.abc import Mapping
from typing import Final

from samverkan_ld.drafts import Draft, Role, Value

_FORMER: Final = re.compile(
    r"(?:(?:\b(?:tidigare|förre|förra|förutvarande|dåvarande|dessförinnan|innan\sdess|före\sdetta)"
    r"|\bf\.?\s?d\.?)"
    r"(?:\s(?:varit|var|arbetat|jobbat|verkat|haft\s\w+))?(?:\s(?:hon|han))?(?:\ssom)?"
    r"|\bha(?:r|de)\s(?:\w+\s)?(?:varit|arbetat\ssom|jobbat\ssom|haft\s\w+\ssom)"
    r"|\bdär\s(?:hon|han)\s(?:var|arbetade\ssom))"
    r"\s+$",
    re.IGNORECASE,
)
"""What stands before a title that somebody had: “har varit”, “tidigare arbetat som”."""
_COMING: Final = re.compile(
    r"\b(?:tillträder|börjar|blir|utsedd|utses|utsetts|anställts|anställs|rekryterats)\b"
    r"[^.!?]{0,30}$",
    re.IGNORECASE,
)
"""What stands before a title that somebody is yet to have, or has just been given."""
_LOOK_BACK: Final = 60


def is_former(role: Role, draft: Draft) -> bool:
    """Tell whether the text calls a role former and gives no time for it.

    >>> from samverkan_ld.drafts import Span
    >>> draft = Draft("a.txt", "Bo Ek, tidigare kommunalråd i Norsjö")
    >>> is_former(Role(Value("kommunalråd", Span(16, 27))), draft)
    True
    """
    return not (role.begin or role.end) and _stands_before(_FORMER, role, draft)


def _is_coming(role: Role, draft: Draft) -> bool:
    """Tell whether the text speaks of a role that need not have begun."""
    return role.begin is None and _stands_before(_COMING, role, draft)


def _stands_before(words: re.Pattern[str], role: Role, draft: Draft) -> bool:
    """Tell whether some words stand before the title of a role."""
    if role.title is None or role.title.span is None:
        return False
    start = role.title.span.start
    return words.search(draft.text[max(0, start - _LOOK_BACK) : start]) is not None


def moments(role: Role, draft: Draft) -> Mapping[str, Value]:
    """Give the moments of a role's period by their keys in a record.

    Without an end that is written, a role was seen to be held on the day of publication, unless it
    had not begun by then or the text calls it former. Nothing is known where all that is missing.
    """
    written = {"hasBeginning": role.begin, "hasEnd": role.end, "inside": _observed(role, draft)}
    return {key: value for key, value in written.items() if value is not None}


def has_ended(role: Role, draft: Draft) -> bool:
    """Tell whether a role was over when the article was published."""
    if is_former(role, draft):
        return True
    if role.end is None or draft.published is None:
        return False
    return role.end.text < draft.published.text[: len(role.end.text)]


def _observed(role: Role, draft: Draft) -> Value | None:
    day = draft.published
    if day is None or role.end is not None or is_former(role, draft) or _is_coming(role, draft):
        return None
    has_begun = role.begin is None or role.begin.text <= day.text[: len(role.begin.text)]
    return day if has_begun else None
