"""Extraction of what is no article: every text gives a sound draft, or an error that says why."""

import random
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.extraction.places import spans

from samverkan_ld.drafts import Draft
from samverkan_ld.errors import SourceError
from samverkan_ld.extraction.article import extract
from samverkan_ld.extraction.interchange import read, write
from samverkan_ld.extraction.linking import link
from samverkan_ld.extraction.pages.page import Page, read_page
from samverkan_ld.extraction.records.record import write_record
from samverkan_ld.extraction.register import Register, packaged_register

ARTICLES: Final = sorted((Path(__file__).parent / "corpus" / "development").glob("*.txt"))
SAMPLE: Final = 30
"""Articles that each mutation is tried on."""

ANY: Final = settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])


@cache
def register() -> Register:
    """Give the register, read once."""
    return packaged_register()


def check_bytes(data: bytes) -> None:
    """Check that the bytes of a file give a sound draft, or an error that can be shown."""
    try:
        page = read_page(data, "x")
    except SourceError as error:
        assert str(error).startswith("x: ")
    else:
        check(page)


def check(page: Page) -> Draft:
    """Check that a page gives a draft that holds with its text, and a record."""
    draft = link(extract(page), register())
    found = write(draft)
    for place in spans(found):
        assert 0 <= place["start"] < place["end"] <= len(page.text)
    assert write(read(found, "x")) == found
    assert draft.text == page.text
    assert all(person.name.text.strip() for person in draft.persons)
    assert write_record(draft, extracted=date(2026, 11, 26)).startswith("#")
    return draft


@ANY
@given(st.binary(max_size=400))
def test_bytes(data: bytes) -> None:
    """Bytes of any kind."""
    check_bytes(data)


@ANY
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_text(text: str) -> None:
    """Text of any characters."""
    check(Page("x", text))


PIECES: Final = [
    *("Anna Ek", "Bo", "Ek", "Per-Olof af Klint", "A. Ek", "Anna Eks", "ANNA EK", "Möt Anna Ek"),
    *("Vivvi Ek", "hon", "han", "rektor", "chef", "ordförande", "kommunalrådet", "enhetschefer"),
    *("kommundirektör", "VD", "KSO", "tf", "f.d.", "vice", "hälso- och", "(S)", "(SKR)", "SKR"),
    *("Norsjö kommun", "Norsjö", "Norsjö kommuns", "Region Syd", "socialnämnden", "respektive"),
    *("avdelningen för vård", "och", "samt", "i", "på", "vid", "hos", "för", "säger", "är", "blev"),
    *("utsetts till", "som", "sedan", "tidigare", "från och med", "till", "2017", "2017–2019"),
    *("1 maj 2024", "31 februari 2020", "2020-03-17", "kl. 9.15", "Publicerad", "Kontakt:", "•"),
    *("–", "-", "−", ",", ".", ":", ";", "(", ")", "”", "!", "?", "/", "&", "@", "'s", "s", "0"),
    *("\n", "\n\n", "\t", "\xa0", "\xad", "\u2028", "A\u030a", "\U0001f389", "\x1b", "08-123 45"),
]


@ANY
@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from([" ", "", "\n", ", "]))
def test_pieces(pieces: list[str], between: str) -> None:
    """What the grammar knows, in any order."""
    check(Page("x", between.join(pieces)))


def shuffled(text: str, by: str, chance: random.Random) -> str:
    """Put the parts of a text in any order."""
    parts = text.split(by) if by else [*text]
    chance.shuffle(parts)
    return by.join(parts)


def overwritten(text: str, chance: random.Random) -> bytes:
    """Write any bytes over some of a text's."""
    data = bytearray(text.encode())
    for _ in range(20):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


MUTATIONS: Final[dict[str, Callable[[str, random.Random], str | bytes]]] = {
    "as it is": lambda text, _: text,
    "words in any order": lambda text, chance: shuffled(text, " ", chance),
    "lines in any order": lambda text, chance: shuffled(text, "\n", chance),
    "characters in any order": lambda text, chance: shuffled(text, "", chance),
    "cut off": lambda text, chance: text[: chance.randrange(1, len(text))],
    "begun in the middle": lambda text, chance: text[chance.randrange(len(text) - 1) :],
    "a piece left out": lambda text, chance: (
        text[: chance.randrange(len(text))] + text[chance.randrange(len(text)) :]
    ),
    "bytes overwritten": overwritten,
    "on one line": lambda text, _: text.replace("\n", " "),
    "without spaces": lambda text, _: text.replace(" ", ""),
    "a word a line": lambda text, _: text.replace(" ", "\n"),
    "capitals": lambda text, _: text.upper(),
    "small letters": lambda text, _: text.lower(),
    "titles": lambda text, _: text.title(),
    "backwards": lambda text, _: text[::-1],
    "without punctuation": lambda text, _: text.translate(dict.fromkeys(map(ord, ".,:;–”()"))),
    "letters taken apart": lambda text, _: unicodedata.normalize("NFD", text),
    "soft hyphens": lambda text, _: "\xad".join(text),
    "in Windows-1252": lambda text, _: text.encode("cp1252", "replace"),
    "in UTF-16": lambda text, _: text.encode("utf-16"),
    "in a list": lambda text, _: "\n".join(f"• {line}" for line in text.split("\n")),
    "in HTML": lambda text, _: "<p>" + text.replace("\n", "<p>"),
}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_mutations(mutation: str) -> None:
    """Articles that something has happened to."""
    chance = random.Random(mutation)
    for path in chance.sample(ARTICLES, SAMPLE):
        made = MUTATIONS[mutation](path.read_text(encoding="utf-8"), chance)
        check_bytes(made if isinstance(made, bytes) else made.encode())


@pytest.mark.parametrize(
    "piece",
    [
        *("a", "A", "å", "1", ",", ".", "-", "–", "(", ")", "()", "”", ":", "/", "&", "\xad", "\n"),
        *(
            "Anna ",
            "Anna-",
            "Anna Ek ",
            "Anna Ek, ",
            "Anna Ek och ",
            "Anna Ek (",
            "Anna Ek\n",
            "Ek ",
        ),
        *("rektor ", "rektor, ", "rektor och ", "rektor i ", "hälso- och ", "ordförande: "),
        *("Norsjö kommun ", "Norsjö kommun och ", "Norsjö kommun\n\n", "SKR, ", "avdelningen för "),
        *(
            "2017–2019 ",
            "1 maj 2024 ",
            "2020-03-17 ",
            "2017, ",
            "sedan ",
            "• ",
            "Kontakt:\n",
            "f.d. ",
        ),
        *(
            "säger Anna Ek, rektor i Malå kommun, ",
            "Hon är rektor. ",
            "A. ",
            "(SKR) ",
            "\U0001f389",
        ),
    ],
)
def test_repeated(piece: str) -> None:
    """One thing over and over, on a very long line or on very many lines."""
    text = piece * (50_000 // len(piece))
    check(Page("x", text))
    check(Page("x", f"Anna Ek, rektor i Malå kommun{text}, säger Bo Alm, rektor i Malå kommun."))


def test_deep_brackets() -> None:
    """A hundred thousand commas or open brackets hold nobody, and hide nobody after them."""
    for sign in (",", "(", "[", "”"):
        text = f"{sign * 100_000}\n\n– Det går bra, säger Anna Ek, rektor i Malå kommun.\n"
        draft = check(Page("x", text))
        assert [person.name.text for person in draft.persons] == ["Anna Ek"]
