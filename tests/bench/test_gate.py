"""The rows about the gate beside pySHACL."""

from pathlib import Path

import bench.rows.gate as rows
import pytest
from bench.results import Row
from bench.rows.gate import Case
from bench.sites import Sites
from bench.trials import Found

CASES = (Case(1, runs=2), Case(2, runs=2, peers=1, target=10))
NAMES = ["gate, 0 k quads, clean", "  beside pySHACL", "  memory beyond the store"]
GROWTH = "gate, seconds for each quad, 0 k against 0 k quads, clean"


def measured(monkeypatch, folder: Path, **peer: object) -> dict[str, Row]:
    """Give the rows for a gate that takes 2 s with loading, and pySHACL with figures of its own."""

    def found(_site: Path, engine: str) -> list[Found]:
        steps = {"loading": 1.0, "judging": 1.0 if engine == "compiled" else 29.0}
        one = {
            "quads": 100,
            "seconds": steps,
            "processor": steps,
            "memory": {"loaded": 10**6, "judged": 2 * 10**6, "peak": 3 * 10**6},
            "results": 3,
            "violations": 0,
            "report": "same",
            "shapes": [["AShape", 0.5, 2], ["BShape", 0.75, 1]],
        }
        return [] if peer.get("over") == engine else [one | (peer if engine == "pyshacl" else {})]

    monkeypatch.setattr(rows, "_CASES", CASES)
    monkeypatch.setattr(rows, "_LARGE", 2)
    monkeypatch.setattr(rows, "_validate", found)
    return {row.name: row for row in rows.measure(Sites(folder), big=False)}


def test_targets_are_for_like_with_like(monkeypatch, tmp_path: Path) -> None:
    """The ratio that is held against the target has loading on both sides."""
    found = measured(monkeypatch, tmp_path)
    assert [*found] == [*NAMES[:1], NAMES[2], NAMES[1], "  seconds of the slowest shapes", GROWTH]
    beside = found["  beside pySHACL"]
    assert beside.value.startswith("15.0 × as fast with loading, 30.0 × without")
    assert (beside.target, beside.met) == ("≥ 10 ×, same report", True)
    assert found["  seconds of the slowest shapes"].value == "BShape 0.75, AShape 0.50"
    assert found["  memory beyond the store"].value.startswith("+1 MB after, +2 MB at most")
    assert found[GROWTH].met


def test_other_reports_are_a_fault(monkeypatch, tmp_path: Path) -> None:
    """However fast the gate is, its report must be that of pySHACL."""
    beside = measured(monkeypatch, tmp_path, report="other")["  beside pySHACL"]
    assert "FAULT" in beside.value
    assert beside.met is False


@pytest.mark.parametrize(("engine", "name"), [("compiled", NAMES[0]), ("pyshacl", NAMES[1])])
def test_what_takes_too_long_is_told(engine: str, name: str, monkeypatch, tmp_path: Path) -> None:
    """A run over the limit leaves no figures, and no target is met by it."""
    row = measured(monkeypatch, tmp_path, over=engine)[name]
    assert "over the limit" in row.value
    assert not row.met
