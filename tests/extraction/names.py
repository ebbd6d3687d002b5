"""Measure how precisely names are found in text of another kind: news, sentence by sentence.

`python -m tests.extraction.names FILE [--errors]` reads a corpus of a word and its tag a line
(klintan/swedish-ner-corpus), in which an empty line ends a sentence and PER tags persons. A word
there lacks its tag.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tests.extraction.scoring import Counts

from samverkan_ld.drafts import Span
from samverkan_ld.extraction.article import extract
from samverkan_ld.extraction.pages.page import Page

PERSON, OTHER = "PER", "0"
_CLOSING = frozenset([".", ",", ":", ";", "!", "?", ")", "%"])
"""Signs that stand without a space before them; quotation marks may open or close, and stay."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as text, and the spans of its words with their tags."""

    text: str
    words: tuple[tuple[Span, str], ...]

    @property
    def persons(self) -> frozenset[Span]:
        """The spans of the persons: words next to each other that are tagged so."""
        runs = (
            [span for span, _ in words]
            for tag, words in groupby(self.words, key=lambda word: word[1])
            if tag == PERSON
        )
        return frozenset(Span(run[0].start, run[-1].end) for run in runs)

    def whole(self, span: Span) -> Span:
        """Widen a span to the words that it touches: a word may end in the s of a genitive."""
        touched = [
            word for word, _ in self.words if word.start < span.end and span.start < word.end
        ]
        return Span(touched[0].start, touched[-1].end)

    def is_full(self, span: Span) -> bool:
        """Tell whether a name has more than one word: extraction looks for no others."""
        return " " in self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The persons tagged with a name of several words, and the names that were found."""

    sentence: Sentence
    gold: frozenset[Span]
    found: frozenset[Span]

    @property
    def counts(self) -> Counts:
        """Count names found just as they are tagged; a part of one, or more than it, is wrong."""
        right = len(self.gold & self.found)
        return Counts(right, len(self.gold) - right, len(self.found) - right)


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Read the sentences of the corpus."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for is_empty, group in groupby(lines, key=lambda line: not line.strip()):
        if not is_empty:
            yield _sentence(map(str.split, group))


def _sentence(lines: Iterable[Sequence[str]]) -> Sentence:
    text, words = "", []
    for word, *tags in lines:
        if text and word not in _CLOSING and not text.endswith("("):
            text += " "
        words.append((Span(len(text), len(text) + len(word)), tags[0] if tags else OTHER))
        text += word
    return Sentence(text, tuple(words))


def compare(sentence: Sentence) -> Comparison:
    """Extract from a sentence as if it were an article, and set the names against its tags."""
    draft = extract(Page("mening.txt", sentence.text))
    found = (person.name.span for person in draft.persons)
    names = frozenset(sentence.whole(span) for span in found if span is not None)
    gold = frozenset(filter(sentence.is_full, sentence.persons))
    return Comparison(sentence, gold, names)


def total(comparisons: Iterable[Comparison]) -> Counts:
    """Add up what was found."""
    return sum((one.counts for one in comparisons), Counts())


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of a corpus and, if asked, what was wrong and what was missed."""
    parser = argparse.ArgumentParser(description="Measure the names found in news.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true", help="list them, sentence by sentence")
    options = parser.parse_args(arguments)
    comparisons = [*map(compare, read_sentences(options.file))]
    if options.errors:
        for one in comparisons:
            for sign, spans in (("-", one.gold - one.found), ("+", one.found - one.gold)):
                for span in sorted(spans):
                    print(sign, one.sentence.text[span.start : span.end], "|", one.sentence.text)
    counts = total(comparisons)
    print(f"precision {counts.precision:.3f}, recall {counts.recall:.3f}, {counts}")


if __name__ == "__main__":
    main()
