"""The generated sites of a run, made when they are first needed."""

import shutil
from dataclasses import astuple
from pathlib import Path
from typing import Final

from bench.generator import Plan, generate_site
from bench.processes import module, run

_LIMIT: Final = 600.0


class Sites:
    """Generates and publishes sites below a folder, each once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def folder(self, name: str) -> Path:
        """Give a path below the folder of this run."""
        return self._folder / name

    def generated(self, quads: int, *, shapes: bool) -> Path:
        """Give a site with generated articles of so many quads, with or without shapes."""
        return self.planned(Plan(quads, shapes=shapes))

    def planned(self, plan: Plan) -> Path:
        """Give a site as planned."""
        site = self._folder / "-".join(map(str, astuple(plan)))
        if not site.exists():
            generate_site(site, plan)
        return site

    def unpublished(self, quads: int, *, shapes: bool) -> Path:
        """Give such a site without the releases it may have: they would make publishing quicker."""
        site = self.generated(quads, shapes=shapes)
        shutil.rmtree(site / "releases", ignore_errors=True)
        return site

    def published(self, quads: int) -> Path:
        """Give a site of so many quads with a release, made without shapes."""
        site = self.generated(quads, shapes=False)
        if not (site / "releases" / "current").exists():
            run(module("bench.publishing", site), limit=_LIMIT)
        return site


def size(quads: int) -> str:
    """Write a number of quads shortly: 10 k, 1 M."""
    if quads >= 1_000_000:
        return f"{quads // 1_000_000} M"
    return f"{quads // 1000} k"
