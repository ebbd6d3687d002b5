"""nginx from Debian, run by an ordinary user for as long as a test needs it."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.waiting import wait_until

FRAME = """
daemon off;
pid nginx.pid;
error_log stderr;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  scgi_temp_path scgi;
  uwsgi_temp_path uwsgi;
  {http}
}}
"""


def find_nginx() -> str:
    """Find the program, or skip the test."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.skip("no nginx: install Debian's nginx-light")
    return program


@contextmanager
def running_nginx(http: str, port: int, files: dict[str, str] | None = None) -> Iterator[Path]:
    """Run nginx in a folder of its own, which is given.

    Args:
        http: what stands in its http block; it must listen on the port.
        port: the port.
        files: what else lies in the folder, by name.
    """
    program = find_nginx()
    with tempfile.TemporaryDirectory(prefix="nginx-") as name:
        folder = Path(name)
        for file, text in {**(files or {}), "nginx.conf": FRAME.format(http=http)}.items():
            (folder / file).write_text(text, encoding="utf-8")
        user = "nobody" if os.geteuid() == 0 else None
        if user:
            for path in (folder, *folder.iterdir()):
                shutil.chown(path, user)
        command = [program, "-p", f"{folder}/", "-c", "nginx.conf", "-e", "stderr"]
        process = subprocess.Popen(command, user=user)
        try:
            _wait(process, port)
            yield folder
        finally:
            process.terminate()
            process.wait(120)


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    def answers() -> bool:
        assert process.poll() is None, "nginx ended at once"
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    wait_until(answers)
