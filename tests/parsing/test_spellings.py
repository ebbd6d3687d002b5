"""Finding a name in whatever way it is spelt."""

import re
import unicodedata

import pytest

from samverkan_ld.parsing.spellings import same_text, spelling

NAME = "René Å. Exempelsson"


def found(text, *names):
    """Give what is found of names in a text."""
    return [hit[0] for hit in re.finditer(spelling(names), text)]


@pytest.mark.parametrize(
    "text",
    [
        NAME,
        unicodedata.normalize("NFD", NAME),
        NAME.upper(),
        "rené  å.\n  exempelsson",
        "René\u00a0Å.\u00adExempelsson",
        "Ren%C3%A9%20%C3%85.%20Exempelsson",
        "ren%c3%a9+%C3%A5.+exempelsson",
        "Rene%CC%81_A%CC%8A._Exempelsson",
        r"Ren\u00e9 \u00C5. Exempelsson",
        r"Ren\U000000E9 \u{c5}. Exempelsson",
        r"Ren\xe9 \xC5. Exempelsson",
        "Ren&eacute; &Aring;. Exempelsson",
        "Ren&#233;&nbsp;&#xC5;. Exempelsson",
    ],
)
@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("(", ")"), ("namn%3D", "&x=1"), ("\\n", "\\n"), ("-", "-")]
)
def test_spellings(text, before, after):
    """A name is found whole in every spelling, and nothing beside it."""
    assert found(f"{before}{text}{after}", NAME) == [text]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("René Eks ord", ["René Eks"]),
        ("René Ek's ord", ["René Ek's"]),
        ("RENÉ EKS ORD", ["RENÉ EKS"]),
        ("René Ekström", []),
        ("René Ek\u0308", []),
        ("René Ek%C3%B6", []),
        (r"René Ek\u00f6", []),
        ("Irené Ek", []),
        ("René Ek-rapporten", ["René Ek"]),
        ("René", []),
    ],
)
def test_whole_words(text, hits):
    """A name is found as whole words, with the s of the genitive."""
    assert found(text, "René Ek") == hits


def test_single_word():
    """A single word is found in the case that it has: it may be an ordinary word as well."""
    assert found("Bo vill bo på BO", "Bo") == ["Bo"]


def test_longest():
    """Of names that begin alike, the longest is found."""
    assert found("Ada Ek Berg", "Ada Ek", "Ada Ek Berg") == ["Ada Ek Berg"]


@pytest.mark.parametrize("names", [(), ("",), (" ",)])
def test_nothing(names):
    """Without names nothing is found."""
    assert found("", *names) == found("x y", *names) == []


def test_same_text():
    """Spellings of one text compare alike, others do not."""
    assert same_text(" RENÉ\tex ") == same_text(unicodedata.normalize("NFD", "René Ex"))
    assert same_text("Rene Ex") != same_text("René Ex")
