"""The gate reports what the reference validator reports, on anything."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad
from tests.validation import agreement
from tests.validation.agreement import assert_same_again
from tests.validation.random_shapes import data_text, quads, queries, shapes_text

from samverkan_ld.errors import ShapesError
from samverkan_ld.validation import targets
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.gate import Gate

pytestmark = pytest.mark.filterwarnings("ignore")


SLOWLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@settings(SLOWLY, max_examples=60)
@given(data=data_text(), shapes=shapes_text(), few=st.sampled_from([0, 1000]))
def test_random(data, shapes, few):
    """On random data and shapes, whether focus nodes are looked at one by one or all at once."""
    agree(data, shapes, few)


@pytest.mark.long
@settings(SLOWLY, max_examples=2000)
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


@settings(SLOWLY, max_examples=50)
@given(before=data_text(), change=data_text(), shapes=shapes_text(), draw=st.randoms())
def test_random_edits(before, change, shapes, draw):
    """After random edits, judging what they affect gives what judging everything gives."""
    edit(before, change, shapes, draw)


@pytest.mark.long
@settings(SLOWLY, max_examples=3000)
@given(before=data_text(), change=data_text(), shapes=shapes_text(), draw=st.randoms())
def test_random_edits_at_length(before, change, shapes, draw):
    """The same, many times more."""
    edit(before, change, shapes, draw)


@settings(SLOWLY, max_examples=40)
@given(before=data_text(), change=data_text(), query=queries, draw=st.randoms())
def test_random_edits_of_what_queries_see(before, change, query, draw):
    """What a query sees from a focus node is enough to judge it, too."""
    edit(before, change, f":S a sh:NodeShape ; sh:targetSubjectsOf :p , :q ; {query} .", draw)


def edit(before, change, shapes, draw):
    """Expect one report from judging what edits affect, and from judging everything."""
    old = quads(named(before))
    gone = [quad for quad in old if draw.random() < 0.3]
    come = [quad for quad in quads(named(change)) if draw.random() < 0.4]
    new = [*({*old} - {*gone} | {*come})]
    try:
        gate = Gate(quads(shapes))
        assert_same_again(gate, Data.of(old), hiding(new, gone), {*old} ^ {*new})
    except ShapesError:
        return


def named(text):
    """Give blank nodes names: data with blank nodes are always judged as a whole."""
    return text.replace("_:", ":")


def hiding(data, hidden):
    """Put quads into a store, with others in a graph that no shape may see."""
    graph = NamedNode("urn:x:hidden")
    held = Data.of([*data, *(Quad(q.subject, q.predicate, q.object, graph) for q in hidden)])
    return replace(held, rewritten=Data.of(data).rewritten, hidden=frozenset((graph,)))
