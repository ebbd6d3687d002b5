"""A site of any size: the project's vocabulary, shapes and register, and generated articles.

    python -m bench.generator FOLDER --quads 100000 --seed 1

The same seed gives the same bytes. The articles speak of persons that do not exist, in shards of
TriG below `data/articles/`, and conform to the shapes unless faults are asked for.
"""

import argparse
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

from bench.article import Article
from bench.faults import faults
from bench.population import Population, Register, read_register
from bench.trig import PREFIXES, Graph
from samverkan_ld.config import FILE_NAME
from samverkan_ld.pipeline.site import write_site
from samverkan_ld.sample import sample_site

SHARD: Final = 500
"""Articles in a file."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to generate: at least so many quads after mapping, from a seed, with so many faults.

    `shapes` tells whether the site is to have a gate. `unmatched` is the share of memberships whose
    role is only named: that breaks no shape, but the gate notes it.
    """

    quads: int
    seed: int = 1
    faults: int = 0
    shapes: bool = True
    unmatched: float = 0.05


@dataclass(frozen=True, slots=True)
class Generated:
    """What was generated: articles, and their quads after mapping (faults not counted)."""

    articles: int
    quads: int


def generate_site(folder: Path, plan: Plan) -> Generated:
    """Write a site into an empty folder, so that `publish` works on it."""
    write_site(folder)
    shutil.copy(sample_site() / FILE_NAME, folder)  # with contacts as persons, as they are counted
    if not plan.shapes:
        shutil.rmtree(folder / "shapes")
        (folder / "shapes").mkdir()
    articles = folder / "data" / "articles"
    articles.mkdir(exist_ok=True)
    register = read_register(folder)
    graphs = _graphs(plan, register)
    written = Generated(0, 0)
    for number, shard in enumerate(iter(lambda: [*islice(graphs, SHARD)], [])):
        _write(articles / f"generated-{number:04}.trig", shard)
        quads = sum(graph.quads for graph in shard)
        written = Generated(written.articles + len(shard), written.quads + quads)
    if plan.faults:
        # Not the seed itself, nor its negative, which is the same: keys would come again.
        broken = faults(Random(f"faults {plan.seed}"), register)
        _write(articles / "generated-faults.trig", [*islice(broken, plan.faults)])
    return written


def _graphs(plan: Plan, register: Register) -> Iterator[Graph]:
    rng = Random(plan.seed)
    population = Population(rng, register)
    quads = 0
    while quads < plan.quads:
        article = Article(rng, population, register.subjects, unmatched=plan.unmatched)
        graph = article.write()
        quads += graph.quads
        yield graph


def _write(path: Path, graphs: list[Graph]) -> None:
    text = PREFIXES + "".join(graph.text() for graph in graphs)
    path.write_text(text, encoding="utf-8")


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
