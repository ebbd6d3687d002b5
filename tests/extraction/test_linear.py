"""Extraction takes time in proportion to its text, whatever the text is like."""

import gc
import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from statistics import median
from typing import Final

import pytest

from samverkan_ld.extraction.article import extract
from samverkan_ld.extraction.interchange import write
from samverkan_ld.extraction.linking import link
from samverkan_ld.extraction.pages.page import Page
from samverkan_ld.extraction.records.record import write_record
from samverkan_ld.extraction.register import Register, packaged_register

DOUBLING: Final = 3
"""How many times the time twice the text may take; each text is doubled twice."""
ROUNDS: Final = 2
ATTEMPTS: Final = 4
"""So often it is tried: something else may be at work, and make one of the two slower."""
LEAST: Final = 0.02
"""Seconds that nothing is said about: there the clock tells more of itself."""

GIVEN: Final = ("Anna", "Bo", "Lena", "Nils", "Karin", "Per", "Eva", "Ola", "Sara", "Lars", "Maria")
FAMILY: Final = ("Ek", "Alm", "Berg", "Holm", "Lind", "Dahl", "Sund", "Strand", "Lund", "Falk")
NAMES: Final = [
    f"{given} {first}-{second}" for given, first, second in itertools.product(GIVEN, FAMILY, FAMILY)
]


def repeated(piece: str, size: int) -> str:
    """Give a piece over and over."""
    return piece * (size // len(piece))


def named(pattern: str, size: int) -> str:
    """Give a pattern over and over, with one of many names each time."""
    count = size // len(pattern.format(NAMES[0]))
    return "".join(map(pattern.format, itertools.islice(itertools.cycle(NAMES), count)))


Shapes = dict[str, Callable[[int], str]]

PEOPLE: Final[Shapes] = {
    "articles": lambda n: named(
        "Bron är klar\n\n– Det går bra, säger {}, rektor i Malå kommun.\n\n", n
    ),
    "one name, a line each": lambda n: repeated("Anna Ek\n", n),
    "names, a line each": lambda n: named("{}\n", n),
    "names on one line": lambda n: named("{}, ", n),
    "names and a surname": lambda n: named("{} gick med Ek till Alm. ", n),
    "titles before names": lambda n: named("rektor {} ", n),
    "roles of one person": lambda n: "Anna Ek, " + repeated("rektor i Malå kommun, ", n),
    "quotations on one line": lambda n: named("säger {}, rektor i Malå kommun, ", n),
    "contacts": lambda n: named("Kontakt:\n{}\nrektor\nNorsjö kommun\n", n),
    "times": lambda n: "Anna Ek, rektor " + repeated("2017–2019, ", n),
    "she": lambda n: "Anna Ek är här. " + repeated("Hon är rektor. ", n),
    "a bracket after each name": lambda n: named("{} (", n),
    "organisations as headings": lambda n: repeated("Norsjö kommun\n\n", n),
    "short lines": lambda n: repeated("a\n", n),
}

NOBODY: Final[Shapes] = {
    "titles joined by commas": lambda n: repeated("kommundirektör, ", n),
    "organisations with och": lambda n: "chef vid " + repeated("Norsjö kommun och ", n),
    "a unit with och": lambda n: "chef för avdelningen för " + repeated("vård och omsorg och ", n),
    "dates": lambda n: repeated("17 mars 2020 ", n),
    "capital words": lambda n: repeated("Anna ", n),
    "open brackets": lambda n: repeated("(", n),
    "commas": lambda n: repeated(",", n),
    "one word": lambda n: repeated("kommun", n),
    "empty lines": lambda n: f"Anna Ek{repeated(chr(10), n)}rektor",
    "spaces": lambda n: f"Anna Ek{repeated(' ', n)}rektor",
}
"""Lines without end in which nobody is found; they are read sooner."""

SHAPES: Final = [
    pytest.param(make, size, id=shape)
    for shapes, size in ((PEOPLE, 25_000), (NOBODY, 200_000))
    for shape, make in shapes.items()
]


@cache
def register() -> Register:
    """Give the register, read once."""
    return packaged_register()


@pytest.mark.parametrize(("make", "size"), SHAPES)
def test_linear(make: Callable[[int], str], size: int) -> None:
    """Twice the text takes three times the time at most."""
    small, large = Page("x", make(size)), Page("x", make(4 * size))

    def is_linear() -> bool:
        before = median(seconds(small) for _ in range(ROUNDS))
        return seconds(large) <= DOUBLING**2 * max(before, LEAST)

    with unswept():
        assert any(is_linear() for _ in range(ATTEMPTS))


@contextmanager
def unswept() -> Iterator[None]:
    """Keep the garbage collector away: how often it comes depends on all the tests before."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def seconds(page: Page) -> float:
    """Tell how long the processor needs from a page to its draft and record."""
    start = time.process_time()
    draft = link(extract(page), register())
    write(draft)
    write_record(draft, extracted=date(2026, 11, 26))
    return time.process_time() - start
