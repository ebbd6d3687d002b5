"""What the server processes have in common: made before they fork, in memory that they share."""

from dataclasses import dataclass

from samverkan_ld.config import Config
from samverkan_ld.web.measures.board import Board
from samverkan_ld.web.measures.families import WIDTH
from samverkan_ld.web.wire.allowance import Allowance


@dataclass(frozen=True, slots=True)
class Shared:
    """What is counted of all processes, and what each client may ask of them together."""

    board: Board
    queries: Allowance
    others: Allowance

    @classmethod
    def of(cls, config: Config) -> "Shared":
        """Make it for the processes of a site."""
        limits = config.limits
        # twice as many: on SIGHUP new processes start before the old ones end
        board = Board(WIDTH, rows=2 * config.serve.workers + 1)
        return cls(board, Allowance(limits.client_queries), Allowance(limits.client_requests))
