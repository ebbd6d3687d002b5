"""The units of systemd say what systemd knows, and let the program do what it does."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

UNITS = ("samverkan-ld@", "samverkan-ld-publish@", "samverkan-ld-pull@")
NEEDED = (
    *("clone3", "execve", "fork", "wait4", "prlimit64", "setrlimit", "setpriority"),
    *("prctl", "setitimer", "pidfd_open", "pidfd_send_signal", "kill", "rt_sigaction"),
    *("accept4", "bind", "listen", "socketpair", "sendmsg", "recvmsg", "epoll_wait"),
    *("linkat", "renameat2", "rename", "symlink", "fsync", "flock", "utimensat", "memfd_create"),
)
"""The calls of the program that a stricter set might leave out."""


@pytest.fixture(scope="module")
def analyze() -> str:
    """The program that judges units; Debian has it wherever systemd is installed."""
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd-analyze: install Debian's systemd")
    return program


@pytest.fixture(scope="module")
def units(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the units, whose programs are there."""
    folder = tmp_path_factory.mktemp("units")
    for path in (project / "deploy/systemd").glob("*@.*"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("/opt/samverkan-ld/bin/samverkan-ld", sys.executable)
        text = text.replace("/usr/bin/git", sys.executable)
        (folder / path.name.replace("@", "@x")).write_text(text, encoding="utf-8")
    return folder


def test_verify(analyze: str, units: Path) -> None:
    """systemd finds nothing to complain of."""
    paths = sorted(map(str, units.iterdir()))
    assert len(paths) == len(UNITS) + 1
    told = subprocess.run([analyze, "verify", *paths], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize("name", UNITS)
def test_exposure(analyze: str, units: Path, name: str) -> None:
    """systemd counts the units among those that are little exposed (of 10 the most)."""
    command = [
        analyze,
        "security",
        "--offline=yes",
        "--threshold=20",
        str(units / f"{name}x.service"),
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


def test_calls(analyze: str, project: Path) -> None:
    """The filter allows the calls that confine queries and seal releases."""
    for name in UNITS:
        text = (project / f"deploy/systemd/{name}.service").read_text(encoding="utf-8")
        assert re.findall(r"^SystemCallFilter=(.*)$", text, re.M) == ["@system-service"]
    assert set(NEEDED) <= allowed(analyze, "@system-service")


def allowed(analyze: str, group: str) -> set[str]:
    """List the calls of a group, those of the groups in it among them."""
    told = subprocess.run(
        [analyze, "syscall-filter", group], capture_output=True, text=True, check=True
    )
    lines = [line.strip() for line in told.stdout.splitlines()[1:]]
    names = [line for line in lines if line and not line.startswith("#")]
    calls = {name for name in names if not name.startswith("@")}
    return calls.union(*(allowed(analyze, name) for name in names if name.startswith("@")))


def test_separate_users(project: Path) -> None:
    """One user publishes and writes, another serves and writes nowhere; both are made."""
    made = (project / "deploy/systemd/samverkan-ld.sysusers").read_text()
    users = {}
    for name in UNITS:
        text = (project / f"deploy/systemd/{name}.service").read_text()
        users[name] = re.findall(r"^User=(.*)$", text, re.M)[0]
        assert re.search(rf"^u {users[name]} ", made, re.M)
        assert ("ReadWritePaths=" in text) == (users[name] == "samverkan-publish")
    assert users["samverkan-ld@"] == "samverkan-serve"
