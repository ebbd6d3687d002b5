"""Writing a working site into an empty folder."""

import shutil
from pathlib import Path
from typing import Any, Final

from samverkan_ld.config import FILE_NAME, SECTIONS, SETTINGS
from samverkan_ld.errors import ConfigError
from samverkan_ld.sample import sample_site

_GENERAL: Final = ("vocab", "shapes")
_PARTICULAR: Final = ("data", "queries")
"""What is about the sample's own things."""


def write_site(folder: Path, *, empty: bool = False) -> None:
    """Write a site: configuration, vocabulary, shapes and, unless empty, sample data and queries.

    The configuration has the defaults, not what is set for the sample.

    Raises:
        ConfigError: the folder holds something already, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ConfigError(f"{folder}: is not empty; choose another folder")
        home = sample_site()
        for part in _GENERAL if empty else (*_GENERAL, *_PARTICULAR):
            shutil.copytree(home / part, folder / part)
        if empty:
            for part in _PARTICULAR:
                (folder / part).mkdir()
        (folder / FILE_NAME).write_text(default_config(), encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written: {error.strerror}") from error


def default_config() -> str:
    """Write a configuration file that names every key, with its default, as a comment."""
    lines = ["# The configuration of a site. Every key has a default; uncomment what you change."]
    for section in SECTIONS:
        lines += ["", f"[{section}]"]
        for setting in SETTINGS:
            home, _, key = setting.key.partition(".")
            if home == section:
                lines.append(f"# {key} = {_toml(setting.default)}  # {setting.meaning}")
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
