"""The sample site: vocabulary, shapes, registers, records and queries that come along."""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent
_CHECKOUT: Final = _PACKAGE.parent.parent


def sample_site() -> Path:
    """Find the sample site: inside an installed package, else beside the source of a checkout."""
    inside = _PACKAGE / "site"
    return inside if inside.is_dir() else _CHECKOUT
