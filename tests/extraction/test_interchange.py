"""Drafts as JSON."""

import json
from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extraction.drafts import DRAFT, SKR, at, drafts

from samverkan_ld.drafts import Organisation, Value
from samverkan_ld.errors import SourceError
from samverkan_ld.extraction.interchange import read, write

REMOVED = object()


def changed(path, value):
    """Write the draft, and put another value at a path."""
    document = write(DRAFT)
    *way, last = path
    place = document
    for key in way:
        place = place[key]
    if value is REMOVED:
        del place[last]
    elif isinstance(place, list) and last == len(place):
        place.append(value)
    else:
        place[last] = value
    return document


@given(drafts())
def test_round_trip(draft):
    """A draft comes back from JSON text as it was."""
    text = json.dumps(write(draft), ensure_ascii=False)
    assert read(json.loads(text), "a.json") == draft


def test_what_stands_where():
    """What was found stands alone; where it was found stands under evidence, in the same order."""
    document = write(DRAFT)
    evidence = document.pop("evidence")

    assert document["title"] == "Digital hjälp i hemtjänsten"
    assert document["published"] == "2024-05-03"
    assert document["language"] == "sv"
    assert document["persons"][1:] == [
        {
            "name": "Bo Asp",
            "responsible": False,
            "roles": [{"title": "VD", "organisation": "SKR", "from": "2017", "to": "2019"}],
        },
        {
            "name": "Siv Ögren",
            "responsible": True,
            "roles": [
                {
                    "title": "handläggare",
                    "organisation": "Myndigheten för påhitt",
                    "from": None,
                    "to": None,
                }
            ],
        },
    ]
    assert evidence["published"] == {"start": 39, "end": 49, "quote": "3 maj 2024"}
    (role,) = evidence["persons"][1]["roles"]
    assert role["organisation"]["quote"] == "SKR"
    assert role["organisation"]["iri"] == SKR.iri
    (unknown,) = evidence["persons"][2]["roles"]
    assert (unknown["organisation"]["iri"], unknown["organisation"]["candidates"]) == (None, [])
    assert evidence["persons"][2]["responsible"]["quote"] == "Kontakt"
    assert len(evidence["persons"][0]["statements"]) == 1


def test_several_links_are_no_link():
    """Where several organisations may be meant, no address stands for any of them."""
    bo = DRAFT.persons[1]
    role = replace(bo.roles[0], organisation=Organisation(at("SKR"), (SKR, SKR)))
    draft = replace(DRAFT, persons=(replace(bo, roles=(role,)),))
    written = write(draft)["evidence"]["persons"][0]["roles"][0]["organisation"]

    assert written["iri"] is None
    assert len(written["candidates"]) == 2


def test_what_the_text_does_not_hold():
    """A date from the markup has no place in the text, but an origin."""
    draft = replace(DRAFT, published=Value("2024-05-03", None, "meta article:published_time"))
    written = write(draft)

    assert written["evidence"]["published"] == {
        "start": None,
        "end": None,
        "quote": "2024-05-03",
        "origin": "meta article:published_time",
    }
    assert read(written, "a.json") == draft


NAME = ("evidence", "persons", 0, "name")
ORGANISATION = ("evidence", "persons", 1, "roles", 0, "organisation")


@pytest.mark.parametrize(
    ("path", "value", "place", "reason"),
    [
        (("title",), REMOVED, "$", "lacks the key 'title'"),
        (("evidence",), REMOVED, "$", "lacks the key 'evidence'"),
        (("extra",), 1, "$", "unknown key 'extra'"),
        (("language",), "svenska språket", "$.language", "code of a language"),
        (("published",), "2024-02-30", "$.published", "must be a day"),
        (("published",), "2024", "$.published", "must be a day"),
        (("published",), None, "$.evidence.published", "null just where $.published is null"),
        (("title",), "  ", "$.title", "must not be blank"),
        (("title",), ["a"], "$.title", "must be a text, not an array"),
        (("persons",), {}, "$.persons", "must be an array, not an object"),
        (("persons", 1), None, "$.persons[1]", "must be an object, not null"),
        (("persons", 3), {}, "$.evidence.persons", "as many items as $.persons: 4, not 3"),
        (("persons", 0, "name"), 7, "$.persons[0].name", "must be a text, not 7"),
        (("persons", 0, "name"), "\ud800", "$.persons[0].name", r"half a character, \ud800"),
        (("persons", 0, "responsible"), "ja", "$.persons[0].responsible", "true or false"),
        (
            ("persons", 0, "responsible"),
            True,
            "$.evidence.persons[0].responsible",
            "null just where $.persons[0].responsible is false",
        ),
        (("persons", 1, "roles", 0, "from"), "2017/18", "$.persons[1].roles[0].from", "a year"),
        (("persons", 1, "roles", 0, "to"), "2017-13", "$.persons[1].roles[0].to", "a year"),
        (
            ("persons", 1, "roles", 0),
            {"title": None, "organisation": None, "from": None, "to": None},
            "$.persons[1].roles[0]",
            "neither a title nor an organisation",
        ),
        ((*NAME, "start"), True, "$.evidence.persons[0].name.start", "a whole number, not True"),
        ((*NAME, "end"), 1.5, "$.evidence.persons[0].name.end", "a whole number, not 1.5"),
        ((*NAME, "end"), 10**9, "$.evidence.persons[0].name.end", "no stretch of the text"),
        ((*NAME, "start"), -1, "$.evidence.persons[0].name.end", "no stretch of the text"),
        ((*NAME, "end"), 0, "$.evidence.persons[0].name.end", "no stretch of the text"),
        ((*NAME, "end"), None, "$.evidence.persons[0].name.end", "must be null just where"),
        ((*NAME, "quote"), "Maj", "$.evidence.persons[0].name.quote", "is not what the text has"),
        ((*NAME, "iri"), "http://a/", "$.evidence.persons[0].name", "unknown key 'iri'"),
        ((*ORGANISATION, "iri"), None, "$.evidence.persons[1].roles[0].organisation.iri", "where"),
        (
            (*ORGANISATION, "candidates", 0, "iri"),
            "javascript:alert(1)",
            "$.evidence.persons[1].roles[0].organisation.candidates[0].iri",
            "must be an http(s) address",
        ),
        (
            ("evidence", "persons", 0, "roles", 0, "concept"),
            "https://a.example/x\ny",
            "$.evidence.persons[0].roles[0].concept",
            "must be an http(s) address",
        ),
        (
            ("evidence", "persons", 0, "roles", 0, "concept"),
            "https://a.example/%",
            "$.evidence.persons[0].roles[0].concept",
            "must be an http(s) address",
        ),
        (("evidence", "notices"), [["a"]], "$.evidence.notices[0]", "a code and the words"),
        (("evidence", "text"), "Kort", "$.evidence.title.end", "which has 4 characters"),
    ],
)
def test_faults(path, value, place, reason):
    """What is wrong is told with its path."""
    with pytest.raises(SourceError) as caught:
        read(changed(path, value), "utkast.json")

    assert (caught.value.name, caught.value.record) == ("utkast.json", place)
    assert reason in caught.value.reason


@pytest.mark.parametrize("document", [None, [], "text", 7, {}, {"title": None}])
def test_no_draft(document):
    """Any other JSON is refused."""
    with pytest.raises(SourceError, match="utkast"):
        read(document, "utkast.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.data())
def test_anything_may_stand_anywhere(data):
    """Whatever stands in a place of a draft, reading gives a draft or a SourceError."""
    document = deepcopy(write(DRAFT))
    place, key = {"draft": document}, "draft"
    while (inner := place[key]) and type(inner) in (dict, list) and data.draw(st.integers(0, 5)):
        place = inner
        key = data.draw(st.sampled_from([*inner] if type(inner) is dict else range(len(inner))))
    place[key] = data.draw(JSON)
    try:
        read(document, "utkast.json")
    except SourceError as error:
        assert error.record is not None
