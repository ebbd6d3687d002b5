"""What tests of the life of identifiers may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from samverkan_ld.archive.ledger import Ledger, writing_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger, open for writing."""
    with writing_ledger(tmp_path / "ledger.sqlite", None) as ledger:
        yield ledger
