"""The Dockerfile names what there is. Nothing here can build it; that takes Docker."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from click import Group

from samverkan_ld.cli.main import cli


@pytest.fixture(scope="module")
def steps(project: Path) -> list[tuple[str, str]]:
    """The steps of the Dockerfile: what is done, and with what."""
    text = (project / "deploy/Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [
        (word, " ".join(rest.split())) for word, _, rest in (line.partition(" ") for line in lines)
    ]


def test_copied(project: Path, steps: list[tuple[str, str]]) -> None:
    """What is copied into the image is in the repository, and let through to the builder."""
    let = (project / "deploy/Dockerfile.dockerignore").read_text().splitlines()
    named = [rest.split()[:-1] for word, rest in steps if word == "COPY" and "--from" not in rest]
    paths = [path for group in named for path in group]
    assert len(paths) > 10
    for path in paths:
        assert (project / path).exists(), path
        assert f"!{path}" in let, path


def test_whole(project: Path, steps: list[tuple[str, str]]) -> None:
    """The image has what the wheel is made of."""
    build = tomllib.loads((project / "pyproject.toml").read_text())
    wheel = build["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = [
        *wheel["force-include"],
        *build["project"]["license-files"],
        build["project"]["readme"],
    ]
    copied = {path for word, rest in steps if word == "COPY" for path in rest.split()}
    assert copied >= set(needed)


def test_stages(steps: list[tuple[str, str]]) -> None:
    """Each stage that is copied from was named; what was downloaded was pinned by its digest."""
    stages = {
        rest.rpartition(" AS ")[2] for word, rest in steps if word == "FROM" and " AS " in rest
    }
    used = {name for _, rest in steps for name in re.findall(r"--from=(\S+)", rest)}
    assert used <= stages
    installs = [rest for word, rest in steps if word == "RUN" and "pip install" in rest]
    assert all("--require-hashes" in rest or "--no-deps" in rest for rest in installs)


def test_runs(steps: list[tuple[str, str]]) -> None:
    """An ordinary user runs a command that there is, with options that it has."""
    last = dict(steps)
    assert re.fullmatch(r"[1-9][0-9]*:[1-9][0-9]*", last["USER"])
    assert json.loads(last["ENTRYPOINT"]) == ["samverkan-ld"]
    name, *options = json.loads(last["CMD"])
    assert isinstance(cli, Group)
    known = {option for parameter in cli.commands[name].params for option in parameter.opts}
    assert {option for option in options if option.startswith("--")} <= known
    compile(json.loads(last["HEALTHCHECK"].removeprefix("CMD "))[-1], "HEALTHCHECK", "exec")
