"""Which things a text may name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan_ld.reconciliation.likeness import EXACT, likeness
from samverkan_ld.reconciliation.naming import named, named_so
from samverkan_ld.reconciliation.readings import readings

KINDS = ("person", "kommun", "region", "organisation")


@pytest.mark.parametrize(
    ("kind", "text", "name", "least", "most"),
    [
        ("kommun", "HÅBO  kommun", "Håbo kommun", EXACT, EXACT),
        ("kommun", "Dals–Eds kommun", "Dals-Eds kommun", EXACT, EXACT),
        ("kommun", "Habo kommun", "Håbo kommun", 70, 95),
        ("kommun", "Håbo kn", "Håbo kommun", 97, 97),
        ("kommun", "Håbo k:n", "Håbo kommun", 97, 97),
        ("kommun", "Örnsköldsvik", "Örnsköldsviks kommun", 97, 97),
        ("kommun", "Skelefteå", "Skellefteå kommun", 85, 96),
        ("kommun", "Ö-vik", "Örnsköldsviks kommun", 85, 90),
        ("kommun", "Väsby", "Upplands Väsby kommun", 60, 80),
        ("kommun", "Mora", "Hedemora kommun", 0, 60),
        ("kommun", "Kalix", "Överkalix kommun", 0, 60),
        ("kommun", "Nora", "Mora kommun", 0, 75),
        ("region", "Jönköpings läns landsting", "Region Jönköpings län", 97, 97),
        ("region", "Jönköpings kommun", "Region Jönköpings län", 0, 80),
        ("person", "Larsson, Marie", "Marie Larsson", 96, 96),
        ("person", "Marie Larson", "Marie Larsson", 85, 95),
        ("person", "Larsson", "Marie Larsson", 60, 80),
        ("person", "", "Marie Larsson", 0, 0),
    ],
)
def test_likeness(kind, text, name, least, most):
    """Only a name that is the text has the full score; the more they differ, the lower it is."""
    assert least <= likeness(kind, text, name) <= most


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("GÃ¶teborg", "Göteborg"),
        ("Ã–rebro kommun", "Örebro kommun"),
        ("0114 Upplands Väsby", "Upplands Väsby"),
        ("SE1380 Halmstad", "Halmstad"),
        ("Kiruna kommun 212000-2783", "Kiruna kommun"),
        ("Berg (Jämtlands län)", "Berg"),
        ("Håbo, Uppsala län", "Håbo"),
        ("Larson, Maria", "Maria Larson"),
        ("Kommunstyrelsen i Tjörns kommun", "Tjörns kommun"),
    ],
)
def test_reading(text, reading):
    """What stands beside a name is left out; the text as it is comes first."""
    found = readings(text)

    assert found[0].text == text
    assert found[0].weight == 1
    assert reading in [other.text for other in found]
    assert all(other.weight < 1 for other in found[1:])


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Håbo", "kommun/0305"),
        ("Habo", "kommun/0643"),
        ("Habo komun", "kommun/0643"),
        ("Engelholm", "kommun/1292"),
        ("Örnskjöldsvik", "kommun/2284"),
        ("Ö-vik", "kommun/2284"),
        ("Väsby", "kommun/0114"),
        ("Jönköpings läns landsting", "region/06"),
        ("Norrbotens e-nämnd", "organisation/aaaaaaaaaaaa"),
        ("Enämnden i Norrbotten, Norrbottens enämnd", "organisation/aaaaaaaaaaaa"),
        ("Larson, Maria", "person/qqqqqqqqqqqq"),
    ],
)
def test_named(names, text, best):
    """The likeliest thing of any kind is the one that is meant."""
    scores = named(names, text, KINDS)

    assert max(scores, key=lambda iri: scores[iri]).endswith(f"/id/{best}")


def test_namesakes(names):
    """Namesakes have the same score."""
    scores = named(names, "Marie Larsson", KINDS)

    best = [iri[-1] for iri, score in scores.items() if score == EXACT]
    assert sorted(best) == ["p", "r"]


@pytest.mark.parametrize(
    "text", ["", " ", "-", "2482", "%", "'\"", "Stenhuggeriverket", "x" * 9999]
)
def test_unknown(names, text):
    """What nothing is called finds nothing likely."""
    assert max(named(names, text, KINDS).values(), default=0) < 60


def test_named_so(names):
    """Without guessing, only names that sound the same are found."""
    assert named_so(names, "Engelholms kn", KINDS)
    assert not named_so(names, "Ängelhlm", KINDS)


@settings(max_examples=100)
@given(text=st.text(max_size=40))
def test_any_text(names, text):
    """No text fails, and no score is out of bounds."""
    assert all(0 <= score <= EXACT for score in named(names, text, KINDS).values())
