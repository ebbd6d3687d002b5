"""Batches of queries, read and checked."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan_ld.errors import BatchError, BatchFault
from samverkan_ld.reconciliation.batch import (
    MOST,
    Condition,
    Fetch,
    Query,
    Strictness,
    Value,
    read_batch,
    read_fetch,
)


def test_query():
    """All that a query may say is read."""
    asked = {
        "query": "  Marie   Larsson ",
        "type": ["person"],
        "type_strict": "any",
        "limit": 3,
        "properties": [
            {"pid": "organisation", "v": {"id": "kommun/2482", "name": "Skellefteå kommun"}},
            {"pid": "date", "v": ["2020-03-17", 2018]},
        ],
    }

    assert read_batch(json.dumps({"q0": asked})) == {
        "q0": Query(
            text="Marie Larsson",
            types=("person",),
            strictness=Strictness.ANY,
            limit=3,
            conditions=(
                Condition("organisation", (Value("Skellefteå kommun", "kommun/2482"),)),
                Condition("date", (Value("2020-03-17"), Value("2018"))),
            ),
        )
    }


@pytest.mark.parametrize(
    ("asked", "fault", "told"),
    [
        ({"query": "x", "props": []}, BatchFault.UNKNOWN, "props"),
        ({"query": 1}, BatchFault.MEMBER, "query"),
        ({"query": None}, BatchFault.MEMBER, "query"),
        ({"query": "x", "type": "land"}, BatchFault.UNKNOWN, "land"),
        ({"query": "x", "type": [1]}, BatchFault.MEMBER, "type"),
        ({"query": "x", "type": {}}, BatchFault.MEMBER, "type"),
        ({"query": "x", "type_strict": "maybe"}, BatchFault.MEMBER, "type_strict"),
        ({"query": "x", "type_strict": ["any"]}, BatchFault.MEMBER, "type_strict"),
        ({"query": "x", "limit": 0}, BatchFault.MEMBER, "limit"),
        ({"query": "x", "limit": "5"}, BatchFault.MEMBER, "limit"),
        ({"query": "x", "limit": True}, BatchFault.MEMBER, "limit"),
        ({"query": "x", "properties": {}}, BatchFault.MEMBER, "properties"),
        ({"query": "x", "properties": ["role"]}, BatchFault.MEMBER, "properties"),
        ({"query": "x", "properties": [{"v": 1}]}, BatchFault.MEMBER, "properties"),
        ({"query": "x", "properties": [{"pid": "role"}]}, BatchFault.MEMBER, "properties"),
        ({"query": "x", "properties": [{"pid": "age", "v": 1}]}, BatchFault.UNKNOWN, "age"),
        ({"query": "x", "properties": [{"pid": "role", "v": {}}]}, BatchFault.MEMBER, "v"),
        ({"query": "x", "properties": [{"pid": "role", "v": [[]]}]}, BatchFault.MEMBER, "v"),
    ],
)
def test_wrong_member(asked, fault, told):
    """A fault names the query by its key, and what in it is wrong."""
    with pytest.raises(BatchError) as raised:
        read_batch(json.dumps({"good": {"query": "y"}, "rad 7": asked}))

    assert raised.value.fault is fault
    assert raised.value.values["place"] == "rad 7"
    assert raised.value.values["member"] == told


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", BatchFault.NOT_JSON),
        ("{", BatchFault.NOT_JSON),
        ('{"q": {"query": NaN}}', BatchFault.NOT_JSON),
        ('{"q": {"query": "\\ud800"}}', BatchFault.NOT_JSON),
        ("[" * 100_000, BatchFault.NOT_JSON),
        ("[]", BatchFault.NOT_OBJECT),
        ('"Norsjö"', BatchFault.NOT_OBJECT),
        ('{"q": "Norsjö"}', BatchFault.QUERY),
        ('{"q": {}}', BatchFault.EMPTY),
        ('{"q": {"properties": []}}', BatchFault.EMPTY),
        (json.dumps({f"{n}": {"query": "x"} for n in range(MOST + 1)}), BatchFault.TOO_MANY),
    ],
)
def test_wrong_batch(text, fault):
    """What is no batch is refused, and told apart."""
    with pytest.raises(BatchError) as raised:
        read_batch(text)

    assert raised.value.fault is fault


@pytest.mark.parametrize(
    "conditions",
    [
        [{"pid": "role", "v": ["x"] * 21}],
        [{"pid": "role", "v": "x"}] * 21,
        [{"pid": name, "v": ["x"] * 7} for name in ("role", "organisation", "municipality")],
    ],
)
def test_too_many_values(conditions):
    """The values of a query are counted together: each of them is looked up."""
    with pytest.raises(BatchError) as raised:
        read_batch(json.dumps({"q": {"query": "x", "properties": conditions}}))

    assert raised.value.fault is BatchFault.TOO_MANY


@pytest.mark.parametrize("asked", [{"k" * 5000: 1}, {"q": {"k" * 5000: 1}}])
def test_long_names(asked):
    """What is wrong is said again, and not at length."""
    with pytest.raises(BatchError) as raised:
        read_batch(json.dumps(asked))

    assert len(str(raised.value)) < 500


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_anything(text):
    """Whatever comes is read or refused, and fails in no other way."""
    for read in (read_batch, read_fetch):
        try:
            read(text)
        except BatchError:
            continue


_VALUES = st.none() | st.booleans() | st.floats() | st.text() | st.lists(st.text())
_MEMBERS = st.sampled_from(["query", "type", "type_strict", "limit", "properties", "x"])


@given(st.dictionaries(st.text(), st.dictionaries(_MEMBERS, _VALUES)))
def test_any_members(asked):
    """Queries with values of any kind are read or refused, and fail in no other way."""
    try:
        assert read_batch(json.dumps(asked)).keys() == asked.keys()
    except BatchError:
        return


def test_fetch():
    """A query for values is read, with the day that a value is asked for."""
    asked = {
        "ids": ["person/a", "kommun/2482"],
        "properties": [{"id": "role", "settings": {"date": "2018-06-01"}}, {"id": "code"}],
    }

    assert read_fetch(json.dumps(asked)) == Fetch(
        ("person/a", "kommun/2482"), (("role", "2018-06-01"), ("code", ""))
    )


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({}, BatchFault.MEMBER),
        ({"ids": "a", "properties": []}, BatchFault.MEMBER),
        ({"ids": [], "properties": ["role"]}, BatchFault.MEMBER),
        ({"ids": [], "properties": [{"id": "date"}]}, BatchFault.UNKNOWN),
        ({"ids": [], "properties": [{"id": []}]}, BatchFault.MEMBER),
        ({"ids": [], "properties": [{}]}, BatchFault.MEMBER),
        (
            {"ids": [], "properties": [{"id": "role", "settings": {"date": "i går"}}]},
            BatchFault.MEMBER,
        ),
        ({"ids": ["a"] * (MOST + 1), "properties": []}, BatchFault.TOO_MANY),
        ({"ids": [], "properties": [{"id": "code"}] * (MOST + 1)}, BatchFault.TOO_MANY),
    ],
)
def test_wrong_fetch(asked, fault):
    """What is no query for values is refused."""
    with pytest.raises(BatchError) as raised:
        read_fetch(json.dumps(asked))

    assert raised.value.fault is fault
