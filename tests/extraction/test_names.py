"""The measure of names found in sentences."""

import pytest
from tests.extraction.names import PERSON, Sentence, compare, read_sentences
from tests.extraction.scoring import Counts

CORPUS = """\
(\t0
Anna\tPER
Ek    PER
)\t0
kom
.\t0
\t
\t
Anna   PER
Eks    PER
hund   0
såg    0
Bo     PER
,      0
"""


@pytest.fixture
def sentences(tmp_path) -> list[Sentence]:
    """Sentences as the corpus has them: tabs and spaces, and a word without its tag."""
    path = tmp_path / "corpus.txt"
    path.write_text(CORPUS, encoding="utf-8")
    return [*read_sentences(path)]


def test_sentences(sentences):
    """Sentences are put together again, with the persons at their places."""
    texts = [sentence.text for sentence in sentences]
    assert texts == ["(Anna Ek) kom.", "Anna Eks hund såg Bo,"]
    named = [
        sorted(sentence.text[span.start : span.end] for span in sentence.persons)
        for sentence in sentences
    ]
    assert named == [["Anna Ek"], ["Anna Eks", "Bo"]]


def test_compare(sentences):
    """Full names count where they are found whole, genitives with their s; single names do not."""
    assert [compare(sentence).counts for sentence in sentences] == [Counts(1), Counts(1)]


@pytest.mark.parametrize(
    ("tags", "counts"),
    [
        pytest.param("PPP0", Counts(1, 0, 0), id="right"),
        pytest.param("PP00", Counts(0, 1, 1), id="too long"),
        pytest.param("PPPP", Counts(0, 1, 1), id="too short"),
        pytest.param("0000", Counts(0, 0, 1), id="none"),
    ],
)
def test_counts(tmp_path, tags, counts):
    """A name that is not found just as it is tagged is both missing and wrong."""
    words = ["Anna", "Maria", "Ek", "skrattade"]
    lines = [
        f"{word}\t{PERSON if tag == 'P' else 0}" for word, tag in zip(words, tags, strict=True)
    ]
    (tmp_path / "corpus.txt").write_text("\n".join(lines), encoding="utf-8")
    (sentence,) = read_sentences(tmp_path / "corpus.txt")
    assert compare(sentence).counts == counts
