"""What the endpoint hands over to the route: what was asked, and what came of it."""

from dataclasses import dataclass
from typing import Final

from samverkan_ld.errors import SamverkanError
from samverkan_ld.web.sparql.edition import Edition
from samverkan_ld.web.sparql.question import Asked
from samverkan_ld.web.sparql.table import Table

OUTCOME: Final = "samverkan.sparql"
"""The key of the outcome in the WSGI environ."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A query that is answered by a page or refused; without either, nothing was asked.

    `edition` is the release that answered.
    """

    asked: Asked | None = None
    edition: Edition | None = None
    table: Table | None = None
    error: SamverkanError | None = None
