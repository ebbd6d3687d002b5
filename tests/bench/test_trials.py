"""How the gate and pySHACL compare by what was measured."""

import json
from pathlib import Path

import pytest
from bench.faults import KINDS
from bench.generator import Plan, generate_site
from bench.processes import module, run
from bench.trials import Found, Trials, beyond, grown, total


def found(loading: float, judging: float, *, quads: int = 100, report: str = "same") -> Found:
    """Give what a run found, whose seconds of processor are twice those of the clock."""
    steps = {"loading": loading, "judging": judging}
    return {
        "quads": quads,
        "seconds": steps,
        "processor": {step: 2 * spent for step, spent in steps.items()},
        "memory": {"loaded": 10, "judged": 30, "peak": 70},
        "report": report,
    }


def test_turns_make_the_ratio() -> None:
    """The ratio is the median of those of the turns; pySHACL's figure always holds its loading."""
    trials = Trials(
        [found(1, 1), found(1, 2), found(1, 3)], [found(2, 8), found(5, 10), found(4, 4)]
    )
    assert trials.ratio("seconds", loading=True) == 5
    assert trials.ratio("seconds", loading=False) == 7.5
    assert trials.ratio("processor", loading=True) == 5


def test_one_run_of_the_peer_stands_for_all() -> None:
    """A peer that is measured once is compared with every run of the gate."""
    trials = Trials([found(0, 1), found(0, 2), found(0, 8)], [found(0, 16)])
    assert trials.ratio("seconds", loading=True) == 8


@pytest.mark.parametrize(("report", "agree"), [("same", True), ("other", False)])
def test_reports_must_agree(report: str, *, agree: bool) -> None:
    """One report that differs is enough."""
    trials = Trials([found(1, 1), found(1, 1)], [found(1, 1), found(1, 1, report=report)])
    assert trials.agree == agree


def test_growth_is_that_of_a_quad() -> None:
    """Ten times the quads in ten times the seconds is no growth."""
    small, large = [found(1, 1)], [found(20, 10, quads=1000)]
    assert grown(small, large) == pytest.approx(
        {"judging": 1, "without loading": 1, "with loading": 1.5}
    )


def test_memory_counts_from_loading() -> None:
    """Memory is that beyond what is loaded, and totals may leave loading out."""
    assert (beyond([found(1, 1)], "judged"), beyond([found(1, 1)], "peak")) == (20, 60)
    assert (total(found(1, 2)), total(found(1, 2), loading=False)) == (3, 2)


def test_both_engines_tell_the_same(tmp_path: Path) -> None:
    """Measured in processes of their own, both give one report, and the steps that are compared."""
    generate_site(tmp_path / "site", Plan(1, faults=KINDS))
    outputs = {
        engine: run(module("bench.validation", tmp_path / "site", engine), limit=300).output
        for engine in ("compiled", "pyshacl")
    }
    ours, theirs = (json.loads(output or "") for output in outputs.values())
    assert Trials([ours], [theirs]).agree
    assert ours["results"] == theirs["results"]
    assert ours["violations"] >= KINDS
    assert [*ours["seconds"]] == ["loading", "compiling", "judging", "reporting"]
    assert [*theirs["seconds"]] == ["loading", "judging"]
    assert all(spent > 0 for one in (ours, theirs) for spent in one["seconds"].values())
    assert 0 < ours["memory"]["loaded"] <= ours["memory"]["peak"]
    assert max(shape[2] for shape in ours["shapes"]) > 0
