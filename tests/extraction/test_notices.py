"""What extraction tells an editor to look at, and that all who show it have words for it."""

from datetime import date
from typing import Final

import pytest

from samverkan_ld.cli.output import Voice
from samverkan_ld.drafts import Draft
from samverkan_ld.extraction.article import extract
from samverkan_ld.extraction.linking import NO_REGISTER
from samverkan_ld.extraction.notices import CODES
from samverkan_ld.extraction.pages.page import read_page
from samverkan_ld.extraction.records.record import write_record
from samverkan_ld.review.wording import WORDING

PROSE: Final = "Det regnade hela dagen, och ingen hade med sig paraply. " * 8

CASES: Final = [
    (
        "Region Skåne bygger\n\nRegion Skåne bygger ett hus.\n\n" + PROSE + "\n\n"
        "– Äntligen, säger fastighetschef Bo Alm.",
        [("distant-organisation", "Region Skåne")],
    ),
    ("Region Skåne bygger ett hus.\n\n– Äntligen, säger fastighetschef Bo Alm.", []),
    (PROSE + "Region Skåne bygger. " + PROSE + "Bo Alm är fastighetschef i Region Skåne.", []),
    (
        "The municipality will not buy what it has, and that is the end of it for all of us.",
        [("not-swedish", "en")],
    ),
    (
        "Nytt hus\nPublicerad 2024-05-01\nText.\n\nNy bro\nPublicerad 2024-06-02\nText.",
        [("several-articles", "2024-05-01, 2024-06-02")],
    ),
    ("Nytt hus\nPublicerad 2024-05-01\nText.\nPublicerad: 1 maj 2024. Datum: 3 juni 2024", []),
]


@pytest.mark.parametrize(("text", "notices"), CASES)
def test_notices(text, notices):
    """A notice is given of what may be wrong, and of nothing else."""
    found = extract(read_page(text.encode(), "text.txt")).notices
    assert [notice for notice in found if notice[0] != "unsure-name"] == notices


@pytest.mark.parametrize("code", [*CODES, NO_REGISTER])
def test_words(code):
    """Table, record and review say in words what a notice means."""
    record = write_record(
        Draft("a.txt", "", notices=((code, "Malå"),)), extracted=date(2026, 11, 27)
    )
    assert f"{code}:" not in record
    for language in ("sv", "en"):
        assert Voice(language).text(f"notice_{code}", words="Malå")
    assert all(WORDING[f"notice-{code}"])
