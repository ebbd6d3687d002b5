"""A whole site written as files: the way of the command `export`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import Flask

from samverkan_ld.catalog.catalogue import PATH as CATALOGUE
from samverkan_ld.config import Config
from samverkan_ld.formats.table import HTML, Format
from samverkan_ld.web.app import create_app
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.links import Resource
from samverkan_ld.web.current import Current
from samverkan_ld.web.errors import problem
from samverkan_ld.web.export.addresses import REDIRECTS, catalogued, ended_addresses, sections
from samverkan_ld.web.export.asking import Asker, header, pieces
from samverkan_ld.web.export.gathering import ENDED, Gathering, seconds
from samverkan_ld.web.export.maps import STATES, prefix_of
from samverkan_ld.web.export.nginx import ALLOWED, ANY_PAGE, NO_PAGE, RULES, write_rules
from samverkan_ld.web.export.remembering import RememberingView
from samverkan_ld.web.export.tree import replacing, write_file, write_mark
from samverkan_ld.web.export.variants import Variant
from samverkan_ld.web.site import EXTENSION, Site
from samverkan_ld.web.texts import say
from samverkan_ld.web.view import View

Progress = Callable[[str, int, int], None]

ERRORS: Final = "errors"
"""The folder of what errors say."""

_PATH: Final = "/x-the-path-asked-for"
_METHOD: Final = "X-THE-METHOD"
_TOLD: Final = {400: "http-400", 404: "http-404", 405: "http-405", 501: "static"}


@dataclass(frozen=True, slots=True)
class Exported:
    """What was exported: the id of the release, and how many resources and files it gave."""

    release: str
    resources: int
    files: int


def export(config: Config, folder: Path, progress: Progress) -> Exported:
    """Write the current release as a site of files, with the rules for nginx to serve it by.

    Raises:
        ConfigError: the folder holds something else, or cannot be written.
        ReleaseError: there is no release, or it cannot be read whole.
    """
    app = create_app(config, Current(config.releases))
    site: Site = app.extensions[EXTENSION]
    site.opener = RememberingView
    view = site.view()
    with replacing(folder) as draft:
        (draft / RULES).mkdir()
        with (draft / RULES / STATES).open("w", encoding="utf-8") as states:
            gathering = Gathering(
                Asker(app.wsgi_app, view.iris.base),
                draft,
                config.site.languages,
                seconds(view.release.manifest.created),
                states,
            )
            patterns, count = _gather(view, config.releases, gathering, progress)
        _write_errors(app, gathering)
        write_rules(
            app,
            gathering,
            home=folder.resolve(),
            base=view.iris.base,
            release=view.release.id,
            patterns=patterns,
            preflight=_preflight(gathering.asker),
        )
        exported = Exported(view.release.id, count, gathering.files)
        write_mark(draft, {"release": exported.release, "base": view.iris.base})
    return exported


def _gather(
    view: View, releases: Path, gathering: Gathering, progress: Progress
) -> tuple[list[str], int]:
    patterns, count = [], 0
    total = sum(view.counts().values())
    for number, section in enumerate(sections(view, releases)):
        patterns.append(section.pattern)
        for path in section.addresses:
            count += gathering.resource(number, path)
            progress("exporting", count, max(total, count))
    catalogue = b"".join(pieces(gathering.asker.ask(f"{CATALOGUE}.nt"), bytes))
    for path in (*REDIRECTS, *catalogued(catalogue, view.iris.base)):
        gathering.redirect(path)
    patterns.append(f"{ENDED}/.+")
    for path in ended_addresses(view):
        gathering.ending(len(patterns) - 1, path)
    return patterns, count


def _preflight(asker: Asker) -> dict[str, str]:
    answer = asker.ask("/", method="OPTIONS")
    names = ("Allow-Methods", "Allow-Headers", "Max-Age")
    full = (f"Access-Control-{name}" for name in names)
    return {name: header(answer, name.lower()) for name in full}


def _write_errors(app: Flask, gathering: Gathering) -> None:
    """Write what errors say; where the address stands, nginx puts the one asked for."""
    for status, key in _TOLD.items():
        _write_problem(app, gathering, str(status), status, key)
    for number, formats in enumerate(gathering.formats):
        _write_problem(app, gathering, f"406-{number}", 406, "not-acceptable", formats)


def _write_problem(
    app: Flask,
    gathering: Gathering,
    name: str,
    status: int,
    key: str,
    formats: tuple[Format, ...] = (),
) -> None:
    prefix = prefix_of(gathering.asker.home)
    for variant in Variant.all_of(HTML, 1, gathering.languages):
        for accept, suffix in ((HTML.media_type, "html"), ("application/json", "json")):
            language = variant.preferred or gathering.languages[0]
            headers = {"Accept": accept, "Accept-Language": language}
            asked = {"lang": variant.asked} if variant.asked else {}
            with app.test_request_context(_PATH, query_string=asked, headers=headers):
                types = ", ".join(fmt.media_type for fmt in formats)
                told = say(spoken(), key, path=_PATH, method=_METHOD, allowed=ALLOWED, types=types)
                links = Resource(_PATH, ANY_PAGE, formats).alternates() if formats else ()
                body = problem(status, told, alternates=links).get_data()
            shown = "resource" if formats else "shown"
            body = body.replace(_PATH.encode(), _echo(f"{prefix}_{shown}"))
            body = body.replace(NO_PAGE.encode(), _echo(f"{prefix}_paged"))
            body = body.replace(_METHOD.encode(), _echo("request_method"))
            stem = variant.file_name(name).removesuffix(".html")
            write_file(gathering.folder / ERRORS / f"{stem}.{suffix}", [body], gathering.created)


def _echo(variable: str) -> bytes:
    return f'<!--# echo var="{variable}" -->'.encode()
