"""What comes in the place of what: chains of endings, and where they lead in the end."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from samverkan_ld.archive.endings import Ending, EndingKind, find_ending
from samverkan_ld.archive.ledger import Ledger


def final_successors(ledger: Ledger, iri: str) -> tuple[str, ...]:
    """Give what has come in the place of an identifier by now: chains collapse.

    Returns:
        The IRIs that have not ended themselves; none where nothing is left, or nothing ended.
    """
    return succession_of(ledger).final(iri)


def succession_of(ledger: Ledger) -> "Succession":
    """Follow the endings that a ledger knows."""
    return Succession(partial(find_ending, ledger))


@dataclass(frozen=True, slots=True)
class Succession:
    """Follows endings; `ending` finds how an identifier ended, None while it has not."""

    ending: Callable[[str], Ending | None]

    def final(self, iri: str) -> tuple[str, ...]:
        """Give what has come in the place of an identifier, past what has ended in turn."""
        return tuple(found for found, ending in self.after(iri) if ending is None)

    def same(self, iri: str) -> str | None:
        """Give the identifier that names the same thing now, if replacement leads to one."""
        seen = {iri}
        while (ending := self.ending(iri)) is not None:
            if ending.kind is not EndingKind.REPLACED or ending.successors[0] in seen:
                return None
            iri = ending.successors[0]
            seen.add(iri)
        return iri if len(seen) > 1 else None

    def cycle(self, iri: str) -> tuple[str, ...]:
        """Give the way on which an identifier comes in its own place; nothing if it does not."""
        before: dict[str, str] = {}
        waiting = [iri]
        while waiting:
            at = waiting.pop()
            ending = self.ending(at)
            for successor in ending.successors if ending else ():
                if successor == iri:
                    return (*_way(before, at), iri)
                if successor not in before:
                    before[successor] = at
                    waiting.append(successor)
        return ()

    def after(self, iri: str) -> Iterator[tuple[str, Ending | None]]:
        """Give all that came after an identifier, each once, and how it ended if it has."""
        first = self.ending(iri)
        waiting = [*reversed(first.successors)] if first else []
        seen = {iri}
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            ending = self.ending(at)
            yield at, ending
            waiting += reversed(ending.successors) if ending else ()


def _way(before: Mapping[str, str], end: str) -> tuple[str, ...]:
    way = [end]
    while way[-1] in before:
        way.append(before[way[-1]])
    return tuple(reversed(way))
