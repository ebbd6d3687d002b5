"""The gate reports what the reference validator reports, on anything."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.validation import agreement
from tests.validation.random_shapes import data_text, quads, shapes_text

from samverkan_ld.errors import ShapesError
from samverkan_ld.validation import targets
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.gate import Gate

pytestmark = pytest.mark.filterwarnings("ignore")


SLOWLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@settings(SLOWLY, max_examples=150)
@given(data=data_text(), shapes=shapes_text(), few=st.sampled_from([0, 1000]))
def test_random(data, shapes, few):
    """On random data and shapes, whether focus nodes are looked at one by one or all at once."""
    agree(data, shapes, few)


@pytest.mark.long
@settings(SLOWLY, max_examples=3000)
@given(data=data_text(), shapes=shapes_text(), few=st.sampled_from([0, 1000]))
def test_random_at_length(data, shapes, few):
    """The same, many times more."""
    agree(data, shapes, few)


def agree(data, shapes, few):
    """Expect one report from both ways."""
    given_data, given_shapes = quads(data), quads(shapes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(targets, "_FEW", few)
        assert agreement.gate(given_data, given_shapes) == agreement.reference(
            given_data, given_shapes
        )


@settings(SLOWLY, max_examples=120)
@given(before=data_text(), change=data_text(), shapes=shapes_text(), draw=st.randoms())
def test_random_edits(before, change, shapes, draw):
    """After random edits, judging what they affect gives what judging everything gives."""
    old = quads(before)
    gone = [quad for quad in old if draw.random() < 0.3]
    come = [quad for quad in quads(change) if draw.random() < 0.4]
    new = [*({*old} - {*gone} | {*come})]
    changes = {*old} ^ {*new}

    def judged(gate):
        data = Data.of(new)
        first = gate.judge(Data.of(old))
        return gate.report(gate.judge_again(data, first, changes), data), gate.validate(data)

    try:
        again, whole = judged(Gate(quads(shapes)))
    except ShapesError:
        return
    assert agreement.canonical(again) == agreement.canonical(whole)
