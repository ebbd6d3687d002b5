"""Which releases are kept."""

from datetime import UTC, datetime

import pytest

from samverkan_ld.archive.retention import expired

NOW = datetime(2026, 11, 23, tzinfo=UTC)
NAMES = [
    f"{day}T120000Z-{'0' * 8}"
    for day in ("20260801", "20260830", "20260902", "20261001", "20261023", "20261024", "20261123")
]


@pytest.mark.parametrize(
    ("days", "monthly", "gone"),
    [
        (30, True, ["20260801", "20261001", "20261023"]),
        (30, False, ["20260801", "20260830", "20260902", "20261001", "20261023"]),
        (365, False, []),
        (1, True, ["20260801", "20261001", "20261023"]),
    ],
)
def test_expired(days, monthly, gone):
    """All of the last days are kept, then the last one of each month."""
    found = expired(NAMES, NOW, days=days, monthly=monthly)

    assert [name[:8] for name in found] == gone
