"""Pages to extract from, put together from the articles that the tests have."""

from html import escape
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Final

_CORPUS: Final = (
    Path(__file__).resolve().parent.parent / "tests" / "extraction" / "corpus" / "development"
)


def write_articles(folder: Path, count: int, size: int) -> list[Path]:
    """Write texts of so many bytes: one article after the other, beginning anywhere, cut off."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{number:03}.txt" for number in range(count)]
    for number, file in enumerate(files):
        file.write_bytes(_text(size, number))
    return files


def write_page(file: Path, size: int) -> Path:
    """Write a page of HTML of at most so many bytes, with a paragraph for each line."""
    lines = [line for line in _text(size, 0).decode("utf-8", "ignore").split("\n") if line.strip()]
    head, foot = (
        "<!DOCTYPE html><html lang=sv><body><main><h1>Artiklar</h1>",
        "</main></body></html>",
    )
    left, parts = size - len(head) - len(foot), []
    for line in lines:
        part = f"<p>{escape(line)}</p>\n"
        left -= len(part.encode())
        if left < 0:
            break
        parts.append(part)
    file.write_text(f"{head}{''.join(parts)}{foot}", encoding="utf-8")
    return file


def _text(size: int, seed: int) -> bytes:
    """Give articles in random order, over and over, up to a size."""
    articles = [path.read_bytes() for path in sorted(_CORPUS.glob("*.txt"))]
    Random(seed).shuffle(articles)
    count = 1 + size // (sum(map(len, articles)) // len(articles)) * 2
    return b"\n\n".join(islice(cycle(articles), count))[:size]
