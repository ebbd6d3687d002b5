"""The server: granian with the ASGI application in each of its worker processes."""

import logging
import os
import resource
import signal
import socket
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from samverkan_ld.config import Config
from samverkan_ld.errors import ConfigError
from samverkan_ld.sparql.confinement import die_with
from samverkan_ld.web.asgi import Application
from samverkan_ld.web.current import Current
from samverkan_ld.web.log import settings
from samverkan_ld.web.measures.meter import Meter
from samverkan_ld.web.shared import Shared
from samverkan_ld.web.sparql.endpoint import Endpoint

_BACKLOG: Final = 1024
_CONNECTIONS: Final = 4096
_FILES: Final = 65536
_HEADER_MILLISECONDS: Final = 10_000
_ENDING: Final = (signal.SIGTERM, signal.SIGINT)
_log = logging.getLogger(__name__)

Load = Callable[[], Application]
"""Makes the application; called in each worker process."""


def serve(config: Config, *, host: str, port: int, workers: int) -> None:
    """Serve a site until SIGTERM or SIGINT; running requests are finished first.

    Raises:
        ConfigError: the address cannot be listened on.
    """
    asked = replace(config.serve, host=host, port=port, workers=workers)
    config = replace(config, serve=asked)
    run(partial(_load, config, Shared.of(config)), config)


def run(load: Load, config: Config) -> None:
    """Run worker processes that each load an application; `serve` tells the rest.

    No thread is started and no store opened here, so that the workers fork from a clean process.
    """
    asked = config.serve
    address = _free_address(asked.host, asked.port)
    _allow_files()
    server = Granian(
        "samverkan-ld",
        address=address,
        port=asked.port,
        interface=Interfaces.ASGI,
        workers=asked.workers,
        http=HTTPModes.http1,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=_HEADER_MILLISECONDS),
        backlog=_BACKLOG,
        backpressure=_CONNECTIONS,
        log_level=LogLevels.warning,
        log_dictconfig=settings(config.log),
        respawn_failed_workers=True,
        workers_kill_timeout=asked.stop_seconds,
    )
    shown = f"[{address}]" if ":" in address else address
    _log.info("serving at http://%s:%d", shown, asked.port)
    _lose_no_signal()
    server.serve(target_loader=partial(_start, load, os.getpid()), wrap_loader=False)


def _load(config: Config, shared: Shared) -> Application:
    # imported in the worker: the parent needs neither Flask nor a store
    from samverkan_ld.web.app import create_app

    current, meter = Current(config.releases), Meter(shared.board)
    endpoint = Endpoint(config, current, meter)
    app = create_app(config, current, shared.board)
    return Application(app, config, current, endpoint, meter=meter, shared=shared)


def _start(load: Load, parent: int) -> Application:
    die_with(parent)  # granian leaves its workers behind
    return load()


def _lose_no_signal() -> None:
    """Let a worker be ended from the moment it is forked.

    It is forked with the handlers of its parent, which do nothing in it: a signal that came before
    it has others would be lost, and the parent would wait for it in vain.
    """

    def in_child() -> None:
        for number in _ENDING:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)

    os.register_at_fork(
        before=partial(signal.pthread_sigmask, signal.SIG_BLOCK, _ENDING),
        after_in_parent=partial(signal.pthread_sigmask, signal.SIG_UNBLOCK, _ENDING),
        after_in_child=in_child,
    )


def _free_address(host: str, port: int) -> str:
    """Find the address of a host, and try to listen there.

    Granian reads numeric addresses only, and shares a port with any other server that shares it.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = min(found, key=lambda info: info[0] != socket.AF_INET)
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except OSError as error:
        raise ConfigError(
            f"cannot listen on {host} port {port}: {error.strerror}; "
            "choose others with --host and --port, or serve.host and serve.port in samverkan.toml"
        ) from error
    return str(address[0])


def _allow_files() -> None:
    """Let every connection have a file handle, as far as the system allows."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= allowed < _FILES:
        wanted = _FILES if most == resource.RLIM_INFINITY else min(most, _FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
