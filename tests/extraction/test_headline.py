"""What is found beside the people: headline, language, and who answers for a page."""

import pytest

from samverkan_ld.extraction.article import extract
from samverkan_ld.extraction.language import guess_language
from samverkan_ld.extraction.pages.page import read_page

LEAD = "Norsjö kommun har anställt en ny skolchef. Hon heter Anna Ek och börjar i maj."


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"Ny skolchef\n\n{LEAD}", "Ny skolchef"),
        (f"Skolan får ny chef i vår\n\n{LEAD}", "Skolan får ny chef i vår"),
        (
            f"Norsjö kommun\nNyheter\n\nSkolan får ny chef i vår\n\n{LEAD}",
            "Skolan får ny chef i vår",
        ),
    ],
)
def test_headline(text: str, headline: str) -> None:
    """The headline is the line above the text, also one of two words, and not the text."""
    title = extract(read_page(text.encode(), "a.txt")).title
    assert title is not None
    assert title.text == headline


@pytest.mark.parametrize(
    ("text", "stated", "language"),
    [
        ("Lars-Erik von Post, professor, Umeå universitet", "sv", "sv"),
        ("Gustav af Ugglas och Vera Lind", None, "sv"),
        ("The board of the region is to meet in May, and it will not be open to all.", "sv", "en"),
        ("", "fi", "fi"),
    ],
)
def test_language(text: str, stated: str | None, language: str) -> None:
    """A particle in a name is no language; only clear words are believed more than the page."""
    assert guess_language(text, stated) == language


@pytest.mark.parametrize(
    "line",
    [
        "Senast uppdaterad av Nils Holm",
        "Senast uppdaterad: 2024-06-01 av Nils Holm",
        "Sidan uppdaterades den 1 juni 2024 av Nils Holm",
        "Sidansvarig: Nils Holm",
    ],
)
def test_responsible(line: str) -> None:
    """Who last changed a page answers for it."""
    (person,) = extract(
        read_page(f"Ny bro över ån\n\nDen är klar.\n\n{line}".encode(), "a")
    ).persons
    assert (person.name.text, person.responsible is not None) == ("Nils Holm", True)
