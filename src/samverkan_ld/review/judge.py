"""Judging a record before it is published: as part of its site, by the shapes of the site.

The sources of the site are read once. A record is added to them, what it may affect is judged, and
it is taken away again; what the site's own sources are found to lack counts for nothing.
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from samverkan_ld.config import Config
from samverkan_ld.errors import SamverkanError, SourceError
from samverkan_ld.mapping.dataset import map_source
from samverkan_ld.parsing.expansion import expand
from samverkan_ld.parsing.yamltext import parse_yaml
from samverkan_ld.records import ReadingRules, SourceFile
from samverkan_ld.reports import Result
from samverkan_ld.review.shelf import FOLDER
from samverkan_ld.sources import source_file
from samverkan_ld.vocabulary import find_withholding

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from samverkan_ld.review.surroundings import Surroundings


class Judge:
    """Judges records by the shapes of a site, beside the sources in `files`."""

    def __init__(self, config: Config, files: Sequence[SourceFile]) -> None:
        self._config = config
        self._files = files
        self._lock = Lock()

    def prepare(self) -> None:
        """Read the site, which takes a while; what is wrong with it is told when it judges."""
        with self._lock, suppress(SamverkanError):
            _ = self._site

    def faults(self) -> tuple[SourceError, ...]:
        """Tell which sources of the site cannot be read: records are judged without them."""
        with self._lock:
            return self._site.faults

    def judge(self, record: str, name: str) -> tuple[Result, ...]:
        """Judge a record in YAML-LD, and give what it adds to the report of the site.

        Args:
            record: the record.
            name: the name of its file. What the site has in the graph of the record counts for
                nothing: the record takes its place.

        Raises:
            ShapesError: the shapes are broken.
            SourceError: the record or a file of shapes cannot be read.
            SourcesError: the shapes cannot be found.
        """
        quads = self.read(record, name)
        with self._lock:
            return self._site.judge(quads)

    def read(self, record: str, name: str) -> "list[Quad]":
        """Read a record in YAML-LD, reviewed or not.

        Raises:
            SourceError: it cannot be read.
        """
        limits, folder = self._config.limits, self._config.data
        file = source_file(folder / FOLDER / name, self._config)
        rules = ReadingRules(self._config.vocab, folder, limits.source_bytes, limits.source_depth)
        document, place = parse_yaml(record, name=file.name, max_depth=rules.max_depth)
        source = expand(document, file, rules=rules, locate=place.lines)
        return map_source(source, self._config.iris, find_withholding(self._config))

    @cached_property
    def _site(self) -> "Surroundings":
        # pySHACL takes a while to import: the page is shown meanwhile.
        from samverkan_ld.review.surroundings import Surroundings

        return Surroundings.read(self._config, self._files)
