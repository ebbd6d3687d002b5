"""The time of a role in a record: what is former or yet to come was not seen on the day."""

import pytest

from samverkan_ld.extraction.article import extract
from samverkan_ld.extraction.pages.page import read_page
from samverkan_ld.extraction.records.tenure import is_former, moments


@pytest.mark.parametrize(
    ("sentence", "seen", "former"),
    [
        ("Anna Ek är rektor i Malå kommun.", True, False),
        ("Anna Ek, tidigare rektor i Malå kommun.", False, True),
        ("Anna Ek har tidigare arbetat som rektor i Malå kommun.", False, True),
        ("Anna Ek har varit rektor i Malå kommun.", False, True),
        ("Anna Ek kommer från Malå kommun, där hon var rektor.", False, True),
        ("Anna Ek lämnar sin roll som rektor i Malå kommun.", True, False),
        ("Anna Ek tillträder som rektor i Malå kommun i höst.", False, False),
        ("Anna Ek blir ny rektor i Malå kommun.", False, False),
    ],
)
def test_observed(sentence: str, seen: bool, former: bool) -> None:
    """A role that is told of as held is observed on the day of the article, and no other."""
    page = f"Ny skola i Malå\nPublicerad 3 maj 2024\n\n{sentence}"
    draft = extract(read_page(page.encode(), "a.txt"))
    ((role,),) = [person.roles for person in draft.persons]
    assert ("inside" in moments(role, draft)) is seen
    assert is_former(role, draft) is former
