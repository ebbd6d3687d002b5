"""A site is written whole, the same each time, and over nothing but another export."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode

from samverkan_ld.archive.folder import current_folder
from samverkan_ld.cli.main import cli
from samverkan_ld.config import Config, read_config
from samverkan_ld.errors import ConfigError
from samverkan_ld.pipeline.finishing import finish
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.store.release import open_release
from samverkan_ld.web.export.maps import filled, prefix_of
from samverkan_ld.web.export.site import export
from samverkan_ld.web.export.tree import MARK, replacing

DAY = datetime(2026, 11, 23, tzinfo=UTC)


def silent(*_: object) -> None:
    """Show no progress."""


def contents(folder: Path) -> dict[str, tuple[bytes, float]]:
    """Read all files of a folder and when they were last modified; its own path is left out."""
    own = str(folder.resolve()).encode()
    return {
        path.relative_to(folder).as_posix(): (
            path.read_bytes().replace(own, b""),
            0.0 if path.parent.name == "nginx" or path.name == MARK else path.stat().st_mtime,
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_whole(ended_config: Config, exported: Path) -> None:
    """Each thing that the release describes has its files."""
    release = open_release(current_folder(ended_config.releases))
    subjects = {quad.subject for quad in release.store if isinstance(quad.subject, NamedNode)}
    paths = {release.iris.document(node.value) for node in subjects} - {None}
    assert len(paths) > 30
    ended = (exported / "nginx/ended.map").read_text()
    missing = {
        path
        for path in map(str, paths)
        if f'"{path}"' not in ended and not [*(exported / "site").glob(f"{path[1:]}.*")]
    }
    assert missing == set()


def test_same_again(tiny_site: Path, tmp_path: Path) -> None:
    """The same release gives the same files, over those of the last time."""
    config = read_config(tiny_site / "samverkan.toml")
    publish(config, DAY)
    finish(config, silent)
    folder = tmp_path / "out" / "files"
    export(config, folder, silent)
    before = contents(folder)
    (folder / "site/left-over.ttl").touch()

    export(config, folder, silent)

    assert contents(folder) == before
    assert len([name for name in before if name.startswith("site/res/rapport/")]) > 8
    assert [path.name for path in folder.parent.iterdir()] == ["files"]


def test_command(tiny_site: Path, tmp_path: Path) -> None:
    """The command tells what it wrote; a site of one language needs no other."""
    settings = (tiny_site / "samverkan.toml").read_text()
    settings = settings.replace("[site]", '[site]\nlanguages = ["en"]')
    (tiny_site / "samverkan.toml").write_text(settings)
    config = read_config(tiny_site / "samverkan.toml")
    manifest = publish(config, DAY).manifest
    assert manifest is not None
    words = ["--config", str(tiny_site / "samverkan.toml"), "--lang", "en", "export"]

    result = CliRunner().invoke(cli, [*words, str(tmp_path / "out")], catch_exceptions=False)

    assert (result.exit_code, result.output.startswith(f"{manifest.id}: ")) == (0, True)
    page = tmp_path / "out/site/doc/person/abcdefabcdef.html"
    assert '<html lang="en">' in page.read_text()
    assert not [*page.parent.glob("*@en*")]


def test_refused(ended_config: Config, tmp_path: Path) -> None:
    """What holds something else is left alone."""
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "precious").write_text("text")

    with pytest.raises(ConfigError, match="something else"):
        export(ended_config, folder, silent)
    with pytest.raises(ConfigError, match="no folder"):
        export(ended_config, folder / "precious", silent)

    assert (folder / "precious").read_text() == "text"
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


def test_failing(tmp_path: Path) -> None:
    """What breaks off leaves the export before it as it was."""
    folder = tmp_path / "out"
    with replacing(folder) as draft:
        (draft / MARK).write_text("one")

    with pytest.raises(RuntimeError), replacing(folder) as draft:
        (draft / MARK).write_text("two")
        raise RuntimeError

    assert (folder / MARK).read_text() == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_texts() -> None:
    """What the data say is never read by nginx as its own."""
    assert filled('<a$b>; rel="x", <{resource}{page}>', "p") == (
        r"<a%24b>; rel=\"x\", <${p_resource}${p_paged}>"
    )


def test_prefix() -> None:
    """Each site has variables of its own, so several fit one nginx."""
    assert prefix_of("https://data.example.org/") == "ld_data_example_org"
    assert prefix_of("https://example.org/Data/") == "ld_example_org_data"
