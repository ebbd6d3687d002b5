"""The dumps: `/dump/`, the latest; `/dump/{release}/`, those of a release.

The files are gzip files, and are sent as such: `Content-Encoding` would let clients unpack what
they mean to keep, and checksums and ranges would be of something else than the file.
"""

import base64
import re
from datetime import datetime
from typing import Final, NoReturn

from flask import Blueprint, Response, abort, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.http import is_resource_modified
from werkzeug.wsgi import wrap_file

from samverkan_ld.archive.dumps import Dump, Dumps, has_dumps, latest_dumps, read_dumps
from samverkan_ld.archive.folder import release_folders
from samverkan_ld.catalog.distributions import dated_distributions, dump_distributions
from samverkan_ld.errors import ReleaseError
from samverkan_ld.formats.rdf import write
from samverkan_ld.formats.table import GRAPH_FORMATS, HTML, Format, by_name
from samverkan_ld.namespaces import CATALOGUE_PREFIXES
from samverkan_ld.releases import RELEASE_ID
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.links import Resource
from samverkan_ld.web.choice.reply import Reply, redirect_to, send
from samverkan_ld.web.errors import no_such_format, problem, refuse, shown
from samverkan_ld.web.headers import RELEASE
from samverkan_ld.web.pages.dumps_page import dumps_page
from samverkan_ld.web.pages.terms import LISTS
from samverkan_ld.web.robots import leave_out
from samverkan_ld.web.routes.editions import kept
from samverkan_ld.web.routes.preferences import chosen, with_query
from samverkan_ld.web.site import current_site, current_view
from samverkan_ld.web.texts import say

routes: Final = Blueprint("dumps", __name__)

HOME: Final = "/dump/"
CHECKSUMS: Final = "SHA256SUMS"
RETRY_AFTER: Final = "30"
"""How many seconds a client should wait while the dumps are written."""

FORMATS: Final = (*GRAPH_FORMATS[:2], HTML, *GRAPH_FORMATS[2:])
_ONE_RANGE: Final = re.compile(
    r"bytes\s*=\s*([0-9]{1,18}-([0-9]{1,18})?|-(?P<end>[0-9]{1,18}))\s*", re.I
)
"""What is answered by a part; several ranges, and other units, are answered by the whole."""


@routes.get("/dump")
def bare() -> Response:
    """Send to the list."""
    return redirect_to(308, with_query(HOME))


@routes.get(HOME)
@routes.get("/dump.<suffix>")
def latest(suffix: str = "") -> Response:
    """List the latest dumps."""
    return _list(_latest(), HOME, suffix)


@routes.get(f"{HOME}<name>")
def latest_file(name: str) -> Response:
    """Give one of the latest dumps; the name of a release leads to the list of its own."""
    if RELEASE_ID.fullmatch(name):
        return redirect_to(308, with_query(f"{HOME}{name}/"))
    release, _, suffix = name.partition(".")
    if RELEASE_ID.fullmatch(release):
        return dated(release, suffix)
    return _file(_latest(), name)


@routes.get(f"{HOME}<release>/")
def dated(release: str, suffix: str = "") -> Response:
    """List the dumps of a release."""
    return _list(_dated(release), f"{HOME}{release}/", suffix)


@routes.get(f"{HOME}<release>/<name>")
def dated_file(release: str, name: str) -> Response:
    """Give a dump of a release."""
    return _file(_dated(release), name)


def _latest() -> Dumps:
    releases = current_site().config.releases
    return latest_dumps(releases, current_view().release.id) or _pending()


def _dated(release: str) -> Dumps:
    dumps = read_dumps(kept(release))
    if dumps is None and release == current_view().release.id:
        _pending()
    return dumps or refuse(404, "dumps-not-kept", release=release)


def _pending() -> NoReturn:
    response = problem(503, say(spoken(), "dumps-pending"))
    response.headers["Retry-After"] = RETRY_AFTER
    abort(response)


def _list(dumps: Dumps, path: str, suffix: str) -> Response:
    named = by_name(suffix, FORMATS)
    if suffix and named is None:
        no_such_format(Resource(path, formats=FORMATS), suffix)
    resource = Resource(path, formats=FORMATS)
    choice, language = chosen(resource, named), spoken()
    if choice.format is HTML:
        page = dumps_page(dumps, resource, language, _with_dumps())
        return _of(dumps, send(Reply(resource, choice, language, is_cacheable=False), page))
    body = _described(dumps, path, choice.format)
    return _of(dumps, send(Reply(resource, choice, is_cacheable=False), body))


def _described(dumps: Dumps, path: str, fmt: Format) -> bytes:
    view = current_view()
    if path == HOME:
        first, triples = view.iris.dataset, dump_distributions(view.iris, dumps, LISTS)
    else:
        first = f"{view.iris.base}res/utgava/{dumps.release}"
        triples = dated_distributions(view.iris, dumps, LISTS)
    prefixes = view.prefixes | CATALOGUE_PREFIXES
    return write(triples, fmt, prefixes=prefixes, context=view.context, first=first)


def _with_dumps() -> list[str]:
    """List the releases that have dumps, the newest first."""
    folders = release_folders(current_site().config.releases)
    return [folder.name for folder in reversed(folders) if has_dumps(folder)]


def _file(dumps: Dumps, name: str) -> Response:
    leave_out()
    if name == CHECKSUMS:
        response = Response(dumps.checksums, content_type="text/plain; charset=utf-8")
        response.add_etag()
        response.make_conditional(request)
        return _of(dumps, response)
    dump = dumps.find(name)
    if dump is None:
        refuse(404, "no-dump", name=shown(name), list=f"{HOME}{dumps.release}/")
    response = _of(dumps, _sent(dumps, dump))
    response.headers["Content-Location"] = f"{HOME}{dumps.release}/{name}"
    return response


def _sent(dumps: Dumps, dump: Dump) -> Response:
    """Send a file, or the part of it that is asked for."""
    try:
        file = dumps.path(dump).open("rb")
    except OSError as error:
        raise ReleaseError(f"{dumps.path(dump)}: cannot be read: {error}") from error
    response = Response(
        wrap_file(request.environ, file), content_type="application/gzip", direct_passthrough=True
    )
    response.content_length = dump.size
    response.set_etag(dump.sha256)
    response.last_modified = datetime.fromisoformat(dumps.created)
    digest = base64.b64encode(bytes.fromhex(dump.sha256)).decode()
    response.headers["Repr-Digest"] = f"sha-256=:{digest}:"
    if not _asks_for_part(dump, response):
        request.environ.pop("HTTP_RANGE", None)
    try:
        response.make_conditional(request, accept_ranges=True, complete_length=dump.size)
    except RequestedRangeNotSatisfiable:
        response.close()
        _refuse_range(dump)
    return response


def _asks_for_part(dump: Dump, response: Response) -> bool:
    """Tell whether a part is to be sent, and neither the whole nor the news that nothing changed.

    Conditions come first (RFC 9110, section 13.2.2), and an end that is longer than the file is the
    whole of it (section 14.1.2); Werkzeug knows neither.
    """
    found = _ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if found is None or int(found["end"] or 0) >= dump.size:
        return False
    etag, modified = response.headers["ETag"], response.last_modified
    return is_resource_modified(request.environ, etag=etag, last_modified=modified)


def _refuse_range(dump: Dump) -> NoReturn:
    response = problem(416, say(spoken(), "dumps-range", size=dump.size))
    response.headers["Content-Range"] = f"bytes */{dump.size}"
    abort(response)


def _of(dumps: Dumps, response: Response) -> Response:
    response.headers[RELEASE] = dumps.release
    response.headers["Cache-Control"] = "no-cache"  # an erasure reaches the dumps, too
    return response
