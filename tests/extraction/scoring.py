"""Score what extraction finds in articles against what annotators found in them.

`python -m tests.extraction.scoring FOLDER [--errors]` extracts every NAME.txt of the folder and
compares it with NAME.json beside it. The averages are micro-averages: every value weighs the same.
"""

import argparse
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Article = Mapping[str, Any]
Fact = tuple[str, ...]
Facts = frozenset[Fact]

UNSEEN = "unseen"
"""The folder whose errors nobody may look at: rules written by them would prove nothing."""

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many facts of the gold were found, how many were not, and how many are not in it."""

    right: int = 0
    missing: int = 0
    spurious: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Add up the counts of two articles."""
        return Counts(
            self.right + other.right,
            self.missing + other.missing,
            self.spurious + other.spurious,
        )

    @property
    def precision(self) -> float:
        """Tell how much of what was found is right; 1 where nothing was found."""
        return _share(self.right, self.right + self.spurious)

    @property
    def recall(self) -> float:
        """Tell how much of the gold was found; 1 where the gold is empty."""
        return _share(self.right, self.right + self.missing)

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        return _share(2 * self.right, 2 * self.right + self.missing + self.spurious)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The facts of one measure in the gold and in what was found."""

    gold: Facts
    found: Facts

    @property
    def counts(self) -> Counts:
        """Count what the two have in common and what they do not."""
        right, gold, found = len(self.gold & self.found), len(self.gold), len(self.found)
        return Counts(right, gold - right, found - right)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def normalise(text: str) -> str:
    """Unify what two spellings of a text may differ in: NFC, letter case, whitespace, dashes."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return " ".join(composed.translate(_DASHES).split())


def _persons(article: Article) -> Iterator[Fact]:
    for person in article["persons"]:
        yield (person["name"],)


def _roles(article: Article, *keys: str) -> Iterator[Fact]:
    """Give the roles that state all of the keys."""
    for person in article["persons"]:
        for role in person["roles"]:
            if all(role[key] for key in keys):
                yield (person["name"], *(role[key] for key in keys))


def _tenures(article: Article) -> Iterator[Fact]:
    for person in article["persons"]:
        for role in person["roles"]:
            if role["from"] or role["to"]:
                what = role["title"] or role["organisation"] or ""
                yield (person["name"], what, role["from"] or "", role["to"] or "")


def _responsible(article: Article) -> Iterator[Fact]:
    for person in article["persons"]:
        if person["responsible"]:
            yield (person["name"],)


def _single(article: Article, key: str) -> Iterator[Fact]:
    if article[key]:
        yield (article[key],)


MEASURES: Mapping[str, Callable[[Article], Iterator[Fact]]] = {
    "names": _persons,
    "title": lambda article: _roles(article, "title"),
    "organisation": lambda article: _roles(article, "organisation"),
    "same role": lambda article: _roles(article, "title", "organisation"),
    "tenure": _tenures,
    "responsible": _responsible,
    "published": lambda article: _single(article, "published"),
    "headline": lambda article: _single(article, "title"),
}
"""What is measured, and the facts of an article that it counts, each of them once."""


def compare(gold: Article, found: Article) -> dict[str, Comparison]:
    """Set the facts of two articles against each other, measure by measure."""
    return {
        measure: Comparison(_normalised(facts(gold)), _normalised(facts(found)))
        for measure, facts in MEASURES.items()
    }


def _normalised(facts: Iterable[Fact]) -> Facts:
    return frozenset(tuple(map(normalise, fact)) for fact in facts)


def score(gold: Article, found: Article) -> dict[str, Counts]:
    """Count, measure by measure, what was found of one article's gold."""
    return {measure: one.counts for measure, one in compare(gold, found).items()}


def total(scores: Iterable[Mapping[str, Counts]]) -> dict[str, Counts]:
    """Add up the scores of articles, for the micro-average."""
    sums = dict.fromkeys(MEASURES, Counts())
    for one in scores:
        for measure, counts in one.items():
            sums[measure] += counts
    return sums


def format_table(scores: Mapping[str, Counts]) -> str:
    """Write scores as a table for people, a measure a line."""
    head = f"{'':<13} {'precision':>9} {'recall':>7} {'F1':>7} {'gold':>6} {'found':>6}"
    return "\n".join([head, *(_format_line(*one) for one in scores.items())])


def _format_line(measure: str, counts: Counts) -> str:
    shares = f"{counts.precision:>9.3f} {counts.recall:>7.3f} {counts.f1:>7.3f}"
    gold, found = counts.right + counts.missing, counts.right + counts.spurious
    return f"{measure:<13} {shares} {gold:>6} {found:>6}"


def format_errors(comparisons: Mapping[str, Comparison]) -> Iterator[str]:
    """Write what one article lacks (-) and has too much of (+), a fact a line."""
    for measure, one in comparisons.items():
        for sign, facts in (("-", one.gold - one.found), ("+", one.found - one.gold)):
            for fact in sorted(facts):
                yield f"  {sign} {measure}: {' | '.join(fact)}"


def extract_article(path: Path) -> Article:
    """Extract one article as the program does, up to the draft's JSON."""
    from samverkan_ld.extraction.article import extract
    from samverkan_ld.extraction.interchange import write
    from samverkan_ld.extraction.pages.page import read_page

    return write(extract(read_page(path.read_bytes(), path.name)))


def compare_folder(folder: Path) -> Iterator[tuple[str, dict[str, Comparison]]]:
    """Compare every article of a folder that has its gold beside it, in order of name."""
    for path in sorted(folder.glob("*.txt")):
        beside = path.with_suffix(".json")
        if beside.exists():
            gold = json.loads(beside.read_text(encoding="utf-8"))
            yield path.name, compare(gold, extract_article(path))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table of a folder and, if asked, the errors of its articles."""
    parser = argparse.ArgumentParser(description="Score extraction against the gold of a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="list them, article by article")
    options = parser.parse_args(arguments)
    if options.errors and UNSEEN in options.folder.resolve().parts:
        parser.error(f"the errors of {UNSEEN} articles stay unseen; run without --errors")
    articles = dict(compare_folder(options.folder))
    if not articles:
        parser.error(f"{options.folder} holds no NAME.txt with NAME.json beside it")
    if options.errors:
        _print_errors(articles)
    scores = [{key: one.counts for key, one in each.items()} for each in articles.values()]
    print(f"{len(articles)} articles\n{format_table(total(scores))}")


def _print_errors(articles: Mapping[str, Mapping[str, Comparison]]) -> None:
    for name, comparisons in articles.items():
        errors = list(format_errors(comparisons))
        if errors:
            print(name, *errors, "", sep="\n")


if __name__ == "__main__":
    main()
