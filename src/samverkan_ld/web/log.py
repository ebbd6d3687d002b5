"""The log: a line on standard error for each event, as JSON or as text for people.

Lines hold no text of queries, and no address of a client unless the configuration says so.
"""

import logging
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final

import orjson

from samverkan_ld.config import LogConfig

REQUEST: Final = "request"
"""The event of a request that was answered."""

_METHODS: Final = frozenset(("GET", "HEAD", "POST", "OPTIONS"))
_STANDARD_ERROR: Final = 2
_LEVELS: Final = logging.getLevelNamesMapping()


class Log:
    """Writes lines; each in one call, so that those of several processes do not mingle."""

    def __init__(self, config: LogConfig) -> None:
        self._least = _LEVELS[config.level.upper()]
        self._requests = config.requests
        self._has_clients = config.clients
        is_json = config.format == "json" or (config.format == "auto" and not sys.stderr.isatty())
        self._write = _write_json if is_json else _write_text

    def line(self, level: str, event: str, values: Mapping[str, Any]) -> None:
        """Write a line, if its level is heavy enough."""
        if _LEVELS[level.upper()] >= self._least:
            time = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            self._write({"time": time, "level": level, "event": event, **values})

    def wants(self, *, is_cached: bool) -> bool:
        """Tell whether a request is to be written down."""
        return self._requests == "all" or (self._requests == "uncached" and not is_cached)

    def request(self, method: str, status: int, values: Mapping[str, Any], client: str) -> None:
        """Write down a request that was answered; one that failed weighs more."""
        shown = method if method in _METHODS else "other"
        who = {"client": client} if self._has_clients else {}
        level = "error" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "info"
        self.line(level, REQUEST, {"method": shown, "status": status, **values, **who})


class LogHandler(logging.Handler):
    """Writes what Python's loggers are told to the log."""

    def __init__(self, config: LogConfig) -> None:
        super().__init__()
        self._log = Log(config)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, with the traceback of its exception."""
        values = {"logger": record.name}
        if record.exc_info and record.exc_info[0] is not None:
            values["trace"] = _encodable(logging.Formatter().formatException(record.exc_info))
        self._log.line(record.levelname.lower(), _encodable(record.getMessage()), values)


def settings(config: LogConfig) -> dict[str, Any]:
    """Give the settings of Python's logging (PEP 391) that lead everything to the log."""
    to_log = {"handlers": ["log"], "propagate": False}
    return {
        "handlers": {"log": {"()": LogHandler, "config": config}},
        "root": {"handlers": ["log"], "level": "WARNING"},
        "loggers": {"_granian": to_log, "samverkan_ld": {**to_log, "level": config.level.upper()}},
    }


def _encodable(text: str) -> str:
    """Spell out what UTF-8 cannot write: names of files may hold any bytes."""
    return text.encode("utf-8", "backslashreplace").decode()


def _shown(letter: str) -> str:
    """Spell out what would begin a line or move the cursor: paths are what clients make them."""
    return letter if letter.isprintable() else ascii(letter)[1:-1]


def _write_json(values: Mapping[str, Any]) -> None:
    _write(orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE))


def _write_text(values: Mapping[str, Any]) -> None:
    trace = f"\n{values['trace']}" if "trace" in values else ""
    rest = " ".join(f"{name}={value}" for name, value in values.items() if name not in _LEADING)
    leading = " ".join(str(values[name]) for name in _LEADING if name in values)
    line = "".join(map(_shown, f"{leading} {rest}".rstrip()))
    _write(line.encode() + trace.encode() + b"\n")


_LEADING: Final = ("time", "level", "event")


def _write(line: bytes) -> None:
    with suppress(OSError):  # where nobody listens, requests are still answered
        os.write(_STANDARD_ERROR, line)
