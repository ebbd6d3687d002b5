"""Time searches in a process of their own, in the index of many invented names.

    python -m bench.labels [COUNT]

writes one line of JSON: how long the index took and how large it is, and for each way of asking the
times of searches for ten things, in microseconds by the clock and of the processor alone.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from bench.names import FIRST_NAMES, SURNAMES
from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import FOAF, ORG, SCHEMA, SKOS
from samverkan_ld.search.folding import plain
from samverkan_ld.search.index import build_index
from samverkan_ld.search.lists import Index, open_index
from samverkan_ld.search.names import find

_SEARCHES: Final = 300
_FOUND: Final = 10
_BODIES: Final = (
    *("nämnd", "förbund", "samverkan", "kommunalförbund", "räddningstjänst", "utbildning"),
    *("e-nämnd", "överförmyndarnämnd", "energi", "vatten", "bibliotek", "näringsliv"),
)
_PLACES: Final = ("Norra", "Södra", "Östra", "Västra", "Inre", "Yttre", "Mellersta", "Övre")

Text = Callable[[Random, str], str]


def _typed(chance: Random, name: str) -> str:
    """Type a name as far as somebody has come."""
    return name[: chance.randint(1, len(name))]


def _words(chance: Random, name: str) -> str:
    """Type the beginnings of two words, in any order."""
    words = chance.sample(name.split(), 2)
    return " ".join(word[: chance.randint(1, len(word))] for word in words)


def _word(chance: Random, name: str) -> str:
    return chance.choice(name.split())


ASKING: Final[dict[str, Text]] = {
    "typed": _typed,
    "one word": _word,
    "two words": _words,
    "whole name": lambda _, name: name,
    "without diacritics": lambda chance, name: plain(_typed(chance, name).casefold()),
    "one letter": lambda _, name: name[0],
    "nothing": lambda chance, name: f"{_word(chance, name)} xq",
    "number": lambda chance, _: f"{chance.randrange(10**6):06}-{chance.randrange(10**4):04}",
}
"""The ways of asking; each makes a text of a name."""


def main(count: int) -> None:
    """Build an index of so many names, time the searches, and write the figures."""
    iris = Iris()
    names = [*_names(Random(1), count)]
    store = Store()
    store.bulk_extend(_quads(iris, names))
    with TemporaryDirectory(prefix="labels-") as folder:
        path = Path(folder, "search.sqlite")
        start = time.perf_counter()
        build_index(path, store, iris)
        built = time.perf_counter() - start
        index = open_index(path)
        asked = {name: _ask(index, text, names) for name, text in ASKING.items()}
        size = path.stat().st_size
    every = {"all": [times for some in asked.values() for times in some], **asked}
    figures = {name: _figures(times) for name, times in every.items()}
    print(json.dumps({"seconds": built, "bytes": size, "asked": figures}))


def _names(chance: Random, count: int) -> Iterator[tuple[str, str]]:
    """Give kinds of things and names: four persons to one organisation."""
    for number in range(count):
        last = chance.choice(SURNAMES)
        if number % 5:
            first, second = chance.sample(FIRST_NAMES, 2)
            joint = chance.choice(" -")
            yield "person", f"{first}{joint}{second} {last}"
        else:
            place, body = chance.choice(_PLACES), chance.choice(_BODIES)
            yield "organisation", f"{place} {last}bygdens {body} {chance.randrange(1000)}"


def _quads(iris: Iris, names: list[tuple[str, str]]) -> Iterator[Quad]:
    predicates = {"person": NamedNode(FOAF + "name"), "organisation": NamedNode(SCHEMA + "name")}
    for number, (kind, name) in enumerate(names):
        node = NamedNode(iris.thing(kind, f"{number:012}"))
        yield Quad(node, predicates[kind], Literal(name))
        if kind == "organisation":
            yield Quad(node, NamedNode(ORG + "identifier"), Literal(f"2{number:09}"))
            yield Quad(node, NamedNode(SKOS + "altLabel"), Literal(f"Bolag {number}"))


def _ask(index: Index, text: Text, names: list[tuple[str, str]]) -> list[tuple[float, float]]:
    chance = Random(text.__name__)
    times = []
    for _ in range(_SEARCHES):
        asked = text(chance, chance.choice(names)[1])
        clock, processor = time.perf_counter(), time.thread_time()
        find(index, asked, limit=_FOUND)
        spent = (time.perf_counter() - clock) * 1e6, (time.thread_time() - processor) * 1e6
        times.append(spent)
    return times


def _figures(times: list[tuple[float, float]]) -> dict[str, float]:
    clock, processor = zip(*times, strict=True)
    return {
        "p50": statistics.median(clock),
        "p95": statistics.quantiles(clock, n=20)[-1],
        "worst": max(clock),
        "processor_p50": statistics.median(processor),
        "processor_p95": statistics.quantiles(processor, n=20)[-1],
    }


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
