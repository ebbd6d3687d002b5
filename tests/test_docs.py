"""The documentation names everything that there is."""

import re

import click
import pytest

from samverkan_ld.cli.main import EXIT_CODES, cli
from samverkan_ld.config import SETTINGS
from samverkan_ld.errors import SamverkanError
from samverkan_ld.formats.table import DOCUMENT_FORMATS, RESULTS_FORMATS
from samverkan_ld.iris import KINDS
from samverkan_ld.web.measures.families import COUNTERS, GAUGES, REQUESTS


def commands(group: click.Group, prefix: str = "") -> list[str]:
    """List all commands as they are typed."""
    found = []
    for name, command in group.commands.items():
        found.append(prefix + name)
        if isinstance(command, click.Group):
            found += commands(command, f"{prefix}{name} ")
    return found


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_settings(project, setting):
    """Each key stands in docs/configuration.md with its default and meaning."""
    text = (project / "docs" / "configuration.md").read_text()

    assert f"| `{setting.key}` |" in text
    row = next(line for line in text.splitlines() if f"| `{setting.key}` |" in line)
    assert setting.meaning in row


@pytest.mark.parametrize("command", commands(cli))
def test_commands(project, command):
    """Each command has help and is described in docs/commands.md."""
    assert f"`samverkan-ld {command}" in (project / "docs" / "commands.md").read_text()


def test_packages(project):
    """Each package has its place in the map for those who read the code for the first time."""
    text = (project / "CONTRIBUTING.md").read_text()
    places = text.partition("## Where things are")[2].partition("\n## ")[0]
    packages = [path.parent.name for path in project.glob("src/samverkan_ld/*/__init__.py")]

    assert [name for name in packages if f"`{name}`" not in places] == []
    assert len(packages) > 10


@pytest.mark.parametrize("fmt", [*DOCUMENT_FORMATS, *RESULTS_FORMATS], ids=lambda f: f.media_type)
def test_formats(project, fmt):
    """Each format is described in docs/http.md with suffix and media type."""
    text = (project / "docs" / "http.md").read_text()

    assert fmt.media_type in text
    assert f"`{fmt.name}`" in text or f"`.{fmt.name}`" in text


@pytest.mark.parametrize("family", [REQUESTS, *COUNTERS, *GAUGES], ids=lambda family: family.name)
def test_metrics(project, family):
    """Each metric is described in docs/operating.md, with its labels and their values."""
    text = (project / "docs" / "operating.md").read_text()
    name = f"{family.name}_total" if family in COUNTERS else family.name
    row = next(line for line in text.splitlines() if line.startswith(f"| `{name}`"))

    assert all(f"`{label}`" in row for label in family.labels)
    if family in COUNTERS:
        assert all(f"`{value}`" in row for values in family.series for value in values)


@pytest.mark.parametrize("kind", KINDS)
def test_kinds(project, kind):
    """Each kind of thing is described in docs/data-model.md."""
    assert f"/id/{kind}/" in (project / "docs" / "data-model.md").read_text()


def test_every_error_has_an_exit_code():
    """Each class of errors leads to an exit code of the command line."""

    def below(kind: type[SamverkanError]) -> list[type[SamverkanError]]:
        return [kind, *(found for child in kind.__subclasses__() for found in below(child))]

    classes = [kind for kind in below(SamverkanError) if kind is not SamverkanError]
    assert [k for k in classes if not any(base in EXIT_CODES for base in k.__mro__)] == []


def test_links_lead_somewhere(project):
    """Each relative link in the documents leads to a file."""
    missing = []
    for path in [*project.glob("*.md"), *project.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text()):
            if not (path.parent / target).exists():
                missing.append(f"{path.name}: {target}")
    assert missing == []
