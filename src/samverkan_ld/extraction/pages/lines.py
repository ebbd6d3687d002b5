"""Lines of text being written: with blank ones between, bullets, and rows of cells."""

import re
from typing import Final

_BULLET: Final = "• "
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_WIDE: Final = re.compile(r"[\t\n\r\f]|  ")


class Lines:
    """The lines so far, and the one that is being written.

    A line is ended by the text after its end, as it may turn out that its row goes on.
    """

    def __init__(self) -> None:
        self.preformatted = 0
        self.headings = 0
        self.is_cell_fresh = False
        self._done: list[str] = []
        self._blanks: set[int] = set()  # lines above which one is left blank
        self._parts: list[str] = []
        self._is_ended = False
        self._has_bullet = False
        self._items = 0
        self._groups: list[int] = []
        self._rows: list[int] = []

    def add(self, text: str) -> None:
        """Add text to the line, or to a new one if the line is ended."""
        if self.preformatted and "\n" in text:
            for line in text.split("\n"):
                self._add(line)
                self.end_line()
        else:
            self._add(text)

    def _add(self, text: str) -> None:
        if _WIDE.search(text):
            text = _SPACE.sub(" ", text)
        is_first = self._is_ended or not self._parts
        if is_first and not text.strip():
            if text.strip(" "):  # a no-break space alone holds a blank line open
                self.leave_blank()
            return
        if self._is_ended:
            self._finish()
        if is_first and self._has_bullet:
            self._parts.append(_BULLET)
            self._has_bullet = False
        if not self._parts or self._parts[-1][-1] in " \t":
            text = text.lstrip(" ")
        if text:
            self._parts.append(text)
            self.is_cell_fresh = False

    def end_line(self) -> None:
        """End the line, if there is one."""
        self._is_ended = bool(self._parts)

    def leave_blank(self) -> None:
        """End the line and leave one blank; not within an item, which is kept together."""
        self.end_line()
        if not self._items and not self._is_row_open():
            self._blanks.add(self._count())

    def break_by_hand(self) -> None:
        """End the line, or leave one blank if it is ended; in a heading it is only a space."""
        if self.headings:
            self.add(" ")
        elif self._is_ended or not self._parts:
            self.leave_blank()
        elif not self.is_cell_fresh:
            self.end_line()

    def begin_group(self) -> None:
        """Begin a group, which has a blank line around it if it has several lines."""
        self._groups.append(self._count())

    def end_group(self) -> None:
        """End a group."""
        start = self._groups.pop()
        if self._count() - start > 1 and not self._items:
            self._blanks.update((start, self._count()))

    def begin_item(self) -> None:
        """Begin an item of a list."""
        self._items += 1
        self._has_bullet = True

    def end_item(self) -> None:
        """End an item of a list."""
        self._items -= 1
        self._has_bullet = False

    def begin_row(self) -> None:
        """Begin a row of a table."""
        self._rows.append(self._count())

    def end_row(self) -> None:
        """End a row of a table."""
        self._rows.pop()

    def begin_cell(self) -> None:
        """Go on in the row's line, if the cells before it have filled no other."""
        if self._is_row_open():
            self._parts.append("\t")
            self._is_ended = False
        else:
            self.end_line()
        self.is_cell_fresh = True

    def close_row(self) -> None:
        """Let no cell go on in the row's line, as the row is no line of a table but a layout."""
        if self._rows:
            self._rows[-1] = -1

    def text(self) -> str:
        """Give all lines."""
        self._finish()
        return "\n".join(
            f"\n{line}" if number and number in self._blanks else line
            for number, line in enumerate(self._done)
        )

    def _finish(self) -> None:
        if self._parts:
            self._done.append("".join(self._parts).strip())
        self._parts = []
        self._is_ended = False

    def _count(self) -> int:
        return len(self._done) + bool(self._parts)

    def _is_row_open(self) -> bool:
        """Tell whether the line is the row's first."""
        return bool(self._rows and self._parts) and self._rows[-1] == len(self._done)
