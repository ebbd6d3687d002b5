"""A site of any size: the project's vocabulary, shapes and register, and generated articles.

    python -m bench.generator FOLDER --quads 100000 --seed 1

The same seed gives the same bytes. The articles speak of persons that do not exist, in shards of
TriG below `data/articles/`, and conform to the shapes unless faults are asked for.
"""

import argparse
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

from bench.article import Article
from bench.population import Population, mint, read_register
from bench.trig import PREFIXES, Graph, thing
from samverkan_ld.pipeline.site import write_site

SHARD: Final = 500
"""Articles in a file."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to generate: at least so many quads after mapping, from a seed, with so many faults.

    `shapes` tells whether the site is to have a gate.
    """

    quads: int
    seed: int = 1
    faults: int = 0
    shapes: bool = True


@dataclass(frozen=True, slots=True)
class Generated:
    """What was generated: articles, and their quads after mapping (faults not counted)."""

    articles: int
    quads: int


def generate_site(folder: Path, plan: Plan) -> Generated:
    """Write a site into an empty folder, so that `publish` works on it."""
    write_site(folder)
    if not plan.shapes:
        shutil.rmtree(folder / "shapes")
        (folder / "shapes").mkdir()
    articles = folder / "data" / "articles"
    articles.mkdir(exist_ok=True)
    graphs = _graphs(Random(plan.seed), folder, plan.quads)
    written = Generated(0, 0)
    for number, shard in enumerate(iter(lambda: [*islice(graphs, SHARD)], [])):
        _write(articles / f"generated-{number:04}.trig", shard)
        quads = sum(graph.quads for graph in shard)
        written = Generated(written.articles + len(shard), written.quads + quads)
    if plan.faults:
        faults = [*islice(_faults(Random(-plan.seed)), plan.faults)]
        _write(articles / "generated-faults.trig", faults)
    return written


def _graphs(rng: Random, site: Path, wanted: int) -> Iterator[Graph]:
    register = read_register(site)
    population = Population(rng, register)
    quads = 0
    while quads < wanted:
        graph = Article(rng, population, register.subjects).write()
        quads += graph.quads
        yield graph


def _write(path: Path, graphs: list[Graph]) -> None:
    text = PREFIXES + "".join(graph.text() for graph in graphs)
    path.write_text(text, encoding="utf-8")


def _faults(rng: Random) -> Iterator[Graph]:
    """Make graphs that each break the shapes in one of a few ways, in turn, without end."""
    while True:
        for spoil in _FAULTS:
            key = mint(rng)
            graph = Graph(key)
            graph.say(f"kallgraf:{key}", [("dcterms:source", ['"Påhittat fel"@sv'])])
            spoil(graph, mint(rng))
            yield graph


def _nameless(graph: Graph, key: str) -> None:
    graph.say(thing("person", key), [("a", ["foaf:Person", "schema:Person"])])


def _named_twice(graph: Graph, key: str) -> None:
    kinds = ("a", ["foaf:Person", "schema:Person"])
    names = ['"Kim Berg"', '"Kim Lind"']
    graph.say(thing("person", key), [kinds, ("foaf:name", names), ("schema:name", names)])


def _homeless(graph: Graph, key: str) -> None:
    kinds = ("a", ["org:Membership", "schema:OrganizationRole"])
    graph.say(thing("medlemskap", key), [kinds, ("schema:roleName", ['"ledamot"'])])


_FAULTS: Final[tuple[Callable[[Graph, str], None], ...]] = (_nameless, _named_twice, _homeless)


def main() -> None:
    """Write a site as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m bench.generator", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quads", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("--no-shapes", action="store_true")
    asked = parser.parse_args()
    plan = Plan(asked.quads, asked.seed, asked.faults, not asked.no_shapes)
    written = generate_site(asked.folder, plan)
    print(f"{written.articles} articles, {written.quads} quads")


if __name__ == "__main__":
    main()
