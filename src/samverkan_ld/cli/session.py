"""What the options before a command say."""

from pathlib import Path
from typing import Final

from samverkan_ld.cli.output import Voice
from samverkan_ld.config import FILE_NAME, Config, read_config

FAULTS: Final = 1
"""The exit code of a command that found the data, or a release, at fault."""


class Session:
    """What the options before the command say."""

    def __init__(self, config_path: Path, language: str) -> None:
        self.config_path = config_path
        self.voice = Voice(language)

    @property
    def has_site(self) -> bool:
        """Whether the command works in a site: one is named, or lies in the working folder."""
        return self.config_path != Path(FILE_NAME) or self.config_path.is_file()

    @property
    def config(self) -> Config:
        """The configuration, read when a command needs it."""
        return read_config(self.config_path)
