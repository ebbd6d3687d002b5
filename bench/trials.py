"""What validating the same data came to, by the gate and by pySHACL alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any

Found = Mapping[str, Any]
"""What `bench.validation` writes."""


@dataclass(frozen=True, slots=True)
class Trials:
    """What was found by the gate, and by pySHACL alone; without runs over the limit."""

    gate: list[Found] = field(default_factory=list)
    peer: list[Found] = field(default_factory=list)

    def ratio(self, kind: str, *, loading: bool) -> float:
        """Tell how many times as fast the gate is, turn by turn; the last peer stands in for more.

        Args:
            kind: `seconds`, by the clock, or `processor`.
            loading: whether the gate's figure holds the loading of its store; pySHACL's always
                holds the making of its graph.
        """
        peers = [total(found, kind) for found in self.peer]
        ours = [total(found, kind, loading=loading) for found in self.gate]
        return median(peers[min(turn, len(peers) - 1)] / one for turn, one in enumerate(ours))

    @property
    def agree(self) -> bool:
        """Tell whether all reports are the same."""
        return len({found["report"] for found in (*self.gate, *self.peer)}) == 1


def total(found: Found, kind: str = "seconds", *, loading: bool = True) -> float:
    """Add up the steps to the report, from the packed graphs or from what is loaded."""
    spent: Mapping[str, float] = found[kind]
    return sum(seconds for step, seconds in spent.items() if loading or step != "loading")


def beyond(found: Iterable[Found], moment: str) -> float:
    """Tell the resident bytes at a moment beyond those after loading."""
    looks = (one["memory"] for one in found)
    return median(float(memory[moment] - memory["loaded"]) for memory in looks)


def grown(before: Iterable[Found], after: Iterable[Found]) -> dict[str, float]:
    """Tell how many times as long each quad takes in other data, turn by turn."""
    pairs = [*zip(before, after, strict=False)]
    return {
        way: median(_each(late, way) / _each(early, way) for early, late in pairs)
        for way in ("judging", "without loading", "with loading")
    }


def _each(found: Found, way: str) -> float:
    steps = {
        "judging": found["seconds"]["judging"],
        "without loading": total(found, loading=False),
        "with loading": total(found),
    }
    return float(steps[way] / found["quads"])
