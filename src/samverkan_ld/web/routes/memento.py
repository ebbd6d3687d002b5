"""Earlier states of documents: Memento (RFC 7089), pattern 1.1.

See https://www.rfc-editor.org/rfc/rfc7089#section-4.1.1. A document leads to its state of a time
(302); states have addresses of their own, and a TimeMap lists them. Of what was erased there is
neither.
"""

from pathlib import Path

from flask import Response, request

from samverkan_ld.archive.endings import find_ending
from samverkan_ld.archive.folder import release_folders
from samverkan_ld.archive.history import made_at, release_near, releases_with
from samverkan_ld.archive.things import find_thing
from samverkan_ld.errors import NotFoundError, NotKeptError, ReleaseError, RevivingError
from samverkan_ld.formats.table import HTML, Format
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.links import Resource, header, page_parameter
from samverkan_ld.web.choice.mementos import (
    LINK_FORMAT,
    TIME_MAP,
    VARY,
    Mementos,
    gate_links,
    read_moment,
    time_of,
    told_time,
    version_path,
)
from samverkan_ld.web.choice.reply import redirect_to
from samverkan_ld.web.errors import refuse
from samverkan_ld.web.negotiation import choose
from samverkan_ld.web.pages.entity import document_page
from samverkan_ld.web.pages.names import Names
from samverkan_ld.web.pages.states_page import states_page
from samverkan_ld.web.revival import is_revivable, revive
from samverkan_ld.web.robots import leave_out
from samverkan_ld.web.routes.documents import find_document, send_document
from samverkan_ld.web.routes.preferences import page_number, refuse_page, with_query
from samverkan_ld.web.site import Earlier, current_site, turn_back
from samverkan_ld.web.view import View


def at_moment(view: View, path: str, named: Format | None) -> Response | None:
    """Send to the state of a document at the time asked for.

    None is given where no time is asked for, or the document has no states.

    Raises:
        HTTPException: the time cannot be read (400).
    """
    asked = request.headers.get("Accept-Datetime")
    if asked is None:
        return None
    try:
        moment = read_moment(asked)
    except ValueError:
        refuse(400, "bad-datetime")
    found = _mementos(view, path)
    if found is None:
        return None
    place = found.place(release_near(current_site().config.releases, moment).name)
    suffix = f".{named.name}" if named else ""
    target = with_query(version_path(path, found.names[place]) + suffix)
    response = redirect_to(302, target)
    response.headers["Link"] = header(found.links(place))
    response.headers["Vary"] = VARY
    response.headers["Cache-Control"] = "no-cache"
    return response


def time_map(view: View, path: str) -> Response:
    """List the states of a document: as link-format or, a part at a time, as a page.

    Raises:
        HTTPException: the list has no such page (404).
        NotFoundError: there are none: it never existed, or was erased.
    """
    leave_out()
    found = _mementos(view, path)
    if found is None:
        raise NotFoundError(f"{path} has no states")
    choice = choose(request.headers.get("Accept"), (TIME_MAP, HTML))
    if choice is not None and choice.format is HTML:
        response = Response(_page(view, found), content_type=HTML.content_type)
        response.headers["Content-Language"] = spoken()
    else:
        response = Response(found.time_map(), content_type=LINK_FORMAT)
    response.headers["Link"] = header(gate_links(path))
    response.headers["Vary"] = "Accept, Accept-Language"
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


def _page(view: View, found: Mementos) -> str:
    number, size = page_number(), current_site().config.limits.page_size
    if number > 1 and (number - 1) * size >= len(found.names):
        refuse_page(number)
    thing = find_thing(view.release.ledger, view.iris.topic(found.path))
    return states_page(Names(view, spoken()), thing, found, number=number, size=size)


def version(view: View, path: str, time: str, named: Format | None) -> Response:
    """Give the state of a document in the release of a time, such as `20261123T200000Z`.

    Raises:
        HTTPException: the state has no such page (404).
        RevivingError: that release is being rebuilt.
        NotFoundError: no such release is kept, or it does not describe the thing.
    """
    leave_out()  # earlier states may hold what was corrected since
    found, folder = _mementos(view, path), _made_at(time)
    if found is None:
        raise NotFoundError(f"{path} has no states")
    number = page_number()
    past = _opened(view, folder)
    turn_back(past, Earlier(told_time(folder.name), path))
    topic = past.iris.topic(path)
    if find_ending(past.release.ledger, topic):
        raise NotFoundError(f"{topic} was gone then")
    document = find_document(past.document, topic, number)
    resource = Resource(version_path(path, folder.name), page_parameter(number))
    links = (*found.links(found.place(folder.name)),)
    response = send_document(
        past, document, resource, named, document_page, links=links, is_cacheable=False
    )
    response.headers["Memento-Datetime"] = time_of(folder.name)
    return response


def with_gate(view: View, response: Response, path: str) -> Response:
    """Link the answer for a document that has ended to its earlier states, if there are any."""
    if _mementos(view, path):
        links = (*response.headers.getlist("Link"), header(gate_links(path)))
        response.headers["Link"] = ", ".join(links)
        response.vary.add(VARY)
    return response


def is_erased(view: View, path: str) -> bool:
    """Tell whether what a document was about was erased: then no earlier state may be shown."""
    ending = find_ending(view.release.ledger, view.iris.topic(path))
    return ending is not None and ending.is_erased


def _mementos(view: View, path: str) -> Mementos | None:
    """Find the states of a document; None when there are none, or none may be shown."""
    topic, ledger = view.iris.topic(path), view.release.ledger
    thing, ending = find_thing(ledger, topic), find_ending(ledger, topic)
    is_hidden = ending is not None and (ending.is_erased or thing is None)
    if is_hidden or (thing is None and not view.describes(topic)):
        return None
    names = releases_with(current_site().config.releases, thing)
    return Mementos(path, names) if names else None


def _made_at(time: str) -> Path:
    for folder in release_folders(current_site().config.releases):
        if made_at(folder.name) == time:
            return folder
    raise NotKeptError(f"no release of {time} is kept")


def _opened(view: View, folder: Path) -> View:
    """Open a release; where its store is gone, have it rebuilt and tell to come back."""
    if folder.name == view.release.id:
        return view
    site = current_site()
    try:
        return site.past.get(folder)
    except ReleaseError:
        if not is_revivable(folder):
            raise
    revive(site.config, folder.name)
    raise RevivingError(f"{folder}: its store is gone and is being rebuilt")
