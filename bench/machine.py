"""The machine that figures were measured on."""

import os
import platform
import re
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from bench.load import CLIENT

_PACKAGES: Final = (
    "samverkan-ld",
    "pyoxigraph",
    "oxigraph",
    "pyshacl",
    "rdflib",
    "flask",
    "granian",
    "rdflib-endpoint",
    "uvicorn",
)


def describe() -> dict[str, str]:
    """Describe the machine, the versions, and how busy the machine is."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "processor": f"{os.cpu_count()} × {_field('cpuinfo', 'model name')}",
        "memory": f"{int(_field('meminfo', 'MemTotal').split()[0]) / 2**20:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        "versions": ", ".join(f"{name} {_version(name)}" for name in _PACKAGES),
        "client": CLIENT,
        "load": f"{os.getloadavg()[0]:.1f} at the start",
    }


def _field(file: str, name: str) -> str:
    text = Path("/proc", file).read_text(encoding="utf-8")
    found = re.search(rf"^{name}\s*:\s*(.*)$", text, re.MULTILINE)
    return found[1] if found else "unknown 0"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(absent)"
