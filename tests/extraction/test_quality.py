"""How much of what articles say is found: floors that extraction must not fall below.

The figures are told by `python -m tests.extraction.scoring FOLDER` and
`python -m tests.extraction.names FILE`.
"""

from pathlib import Path
from typing import Final

import pytest
from tests.extraction import names
from tests.extraction.scoring import MEASURES, compare_folder, format_table, total

CORPUS: Final = Path(__file__).parent / "corpus"

FLOORS: Final = {
    "development": {
        "names": 0.975,
        "title": 0.93,
        "organisation": 0.855,
        "same role": 0.835,
        "tenure": 0.855,
        "responsible": 0.91,
        "published": 0.97,
        "headline": 0.91,
    },
    "unseen": {
        "names": 0.975,
        "title": 0.92,
        "organisation": 0.795,
        "same role": 0.76,
        "tenure": 0.825,
        "responsible": 0.945,
        "published": 0.955,
        "headline": 0.975,
    },
}
"""The F1 of each measure in articles that the rules were written by, and in others."""

NEWS_PRECISION: Final = 0.93
NEWS_RECALL: Final = 0.81
"""Of names in news, text of another kind."""


@pytest.mark.parametrize("folder", FLOORS)
def test_articles(folder: str) -> None:
    """No measure of a set of articles falls below its floor."""
    articles = [comparisons for _, comparisons in compare_folder(CORPUS / folder)]
    scores = total({key: one.counts for key, one in each.items()} for each in articles)
    print(f"\n{folder}, {len(articles)} articles\n{format_table(scores)}")

    assert FLOORS[folder].keys() == MEASURES.keys()
    assert len(articles) > 90
    found = {measure: round(scores[measure].f1, 3) for measure in MEASURES}
    assert {key: figure for key, figure in found.items() if figure < FLOORS[folder][key]} == {}


def test_names_in_news(suites: Path) -> None:
    """Names found in news are names of persons, and whole."""
    corpus = suites / "names" / "train_corpus.txt"
    if not corpus.is_file():
        pytest.skip(f"no sentences with names at {corpus}: set SAMVERKAN_SUITES")
    counts = names.total(map(names.compare, names.read_sentences(corpus)))
    print(f"\nnews: precision {counts.precision:.3f}, recall {counts.recall:.3f}")

    assert counts.right > 900
    assert counts.precision >= NEWS_PRECISION
    assert counts.recall >= NEWS_RECALL
