"""Each rule fails where it is broken, and no other does."""

from collections.abc import Callable

import pytest
from tests.selftest.exemplary import (
    BASE,
    LISTED,
    PROFILES,
    THING,
    Fault,
    Reply,
    Request,
    document,
    serving,
)

from samverkan_ld.selftest.client import Client
from samverkan_ld.selftest.inspection import RULES, inspect
from samverkan_ld.selftest.rules import Verdict
from samverkan_ld.selftest.service import Service
from samverkan_ld.selftest.survey import survey


def broken(judged) -> list[str]:
    """List the rules that failed."""
    return [one.rule.name for one in judged if one.verdict is Verdict.FAILED]


def at(path: str, change: Callable[[Request, Reply], Reply | None], methods: str = "GET HEAD"):
    """Break what is answered at a path and its suffixes; at all below it if it ends in /."""

    def fault(request: Request, reply: Reply) -> Reply | None:
        below = request.path.startswith(path) if path.endswith("/") else False
        is_meant = below or request.path.partition(".")[0] == path or request.path == path
        return change(request, reply) if is_meant and request.method in methods.split() else None

    return fault


def without(name: str) -> Callable[[Request, Reply], None]:
    """Leave out a header."""

    def change(_: Request, reply: Reply) -> None:
        reply.headers.pop(name, None)

    return change


def with_headers(**headers: str) -> Callable[[Request, Reply], None]:
    """Set headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _, reply: reply.headers.update(named)


def status(code: int) -> Callable[[Request, Reply], None]:
    """Answer with another status, and all else as before."""

    def change(_: Request, reply: Reply) -> None:
        reply.status = code

    return change


def bare(code: int) -> Callable[[Request, Reply], Reply]:
    """Answer with a status and nothing else that a rule asks for."""
    return lambda _, _reply: Reply(code, {"Access-Control-Allow-Origin": "*"}, "x")


def empty(_: Request, reply: Reply) -> None:
    """Give a representation of nothing."""
    reply.body = ""


def as_document(request: Request, _: Reply) -> Reply:
    """Answer for a thing as if it were its document."""
    return document(Request(request.method, f"/doc{request.path[3:]}", request.headers))


def unrelated(_: Request, reply: Reply) -> None:
    """Describe something else."""
    reply.body = "<https://else.example/> a <https://kind.example/Sak> ."


def only_turtle(request: Request, _: Reply) -> Reply | None:
    """Give Turtle to who asks for a page."""
    if request.accept != "text/html" or "." in request.path:
        return None
    return document(Request(request.method, request.path, request.headers | {"accept": "*/*"}))


def only_swedish(_: Request, reply: Reply) -> None:
    """Give Swedish to everybody."""
    if "Content-Language" in reply.headers:
        reply.headers["Content-Language"] = "sv"


def takes_all(_: Request, reply: Reply) -> Reply | None:
    """Give something to who asks for what there is not."""
    return (
        Reply(200, {**reply.headers, "Content-Type": "x/y"}, "x") if reply.status == 406 else None
    )


def forgets(_: Request, reply: Reply) -> None:
    """Send the whole again to who has it already."""
    if reply.status == 304:
        reply.status = 200


def plain(_: Request, reply: Reply) -> None:
    """Tell what is missing as a text."""
    if reply.status == 404:
        reply.headers["Content-Type"] = "text/plain"


def unreadable(_: Request, reply: Reply) -> None:
    """Keep other pages from reading what went wrong."""
    if reply.status == 404:
        del reply.headers["Access-Control-Allow-Origin"]


def soft(_: Request, reply: Reply) -> None:
    """Say of what does not exist that it is fine."""
    if reply.status == 404:
        reply.status = 200


A1, DOC = "/id/sak/a1", "/doc/sak/a1"
FAULTS: list[tuple[str, str, Fault]] = [
    ("UM-1", "fails", at(A1, bare(500))),
    ("UM-1", "missing", at(A1, bare(404))),
    ("UM-2", "no HEAD", at(A1, bare(405), "HEAD")),
    ("UM-2", "HEAD without links", at(A1, without("Link"), "HEAD")),
    ("UM-2", "HEAD leads elsewhere", at(A1, with_headers(Location="/doc/x"), "HEAD")),
    ("UM-3", "missing document", at(DOC, bare(404))),
    ("UM-3", "failing document", at(DOC, bare(503))),
    ("UM-3", "empty document", at(DOC, empty)),
    ("UM-4", "no alternates", at("/doc/", with_headers(Link=f'<x>; profile="{PROFILES[0]}"'))),
    ("UM-4", "no page", at("/doc/", only_turtle)),
    ("UM-4", "no English", at("/doc/", only_swedish)),
    ("UM-5", "one profile", at("/doc/", with_headers(Content_Profile=f"<{PROFILES[0]}>"))),
    ("UM-6", "302", at("/res/lista/", status(302))),
    ("UM-6", "303 from a resource", at("/res/lista/", status(301))),
    ("UM-6", "no Location", at("/res/lista/", without("Location"))),
    ("UM-7", "302", at(A1, status(302))),
    ("UM-7", "301", at(A1, status(301))),
    ("UM-7", "307", at(A1, status(307))),
    ("UM-7", "200", at(A1, as_document)),
    ("UM-7", "no Location", at(A1, without("Location"))),
    ("UM-7", "describes something else", at("/doc/", unrelated)),
    ("UM-8", "further description missing", at("/doc/sak/a1/more", bare(404))),
    ("UM-9", "no way back", at("/lookup", without("Link"))),
    ("UM-10", "404", at("/id/sak/gone", bare(404))),
    ("UM-10", "200", at("/id/sak/gone", bare(200))),
    ("UM-11", "301", at("/id/sak/old", status(301))),
    ("UM-11", "no Location", at("/id/sak/old", without("Location"))),
    ("UM-11", "leads to itself", at("/id/sak/old", with_headers(Location="/id/sak/old"))),
    ("UM-12", "301", at("/id/sak/both", status(301))),
    ("UM-12", "no successor", at("/id/sak/both", without("Link"))),
    ("SAM-1", "no ETag", at("/doc/", without("ETag"))),
    ("SAM-1", "no 304", at("/doc/", forgets)),
    ("SAM-2", "no Vary", at("/doc/", without("Vary"))),
    ("SAM-2", "only languages", at("/doc/", with_headers(Vary="Accept-Language"))),
    ("SAM-3", "things", at(A1, without("Access-Control-Allow-Origin"))),
    ("SAM-3", "errors", at("/id/", unreadable)),
    ("SAM-4", "plain text", at("/id/", plain)),
    ("SAM-4", "200", at("/id/", soft)),
    ("SAM-5", "200", at("/doc/", takes_all)),
    ("SAM-6", "no .jsonld", at("/doc/sak/a1.jsonld", bare(404))),
    ("SAM-7", "HEAD without ETag", at("/doc/", without("ETag"), "HEAD")),
    ("SAM-7", "HEAD fails", at("/doc/", bare(500), "HEAD")),
    ("SAM-8", "refused", at("/sparql", bare(400))),
    ("SAM-8", "no JSON", at("/sparql", bare(200))),
]


def test_exemplary():
    """A service that does all right is told so by every rule."""
    with serving() as url:
        service = survey(url)
        judged = inspect(service)

    assert service.iris == (THING, LISTED)
    assert {one.rule.name: one.verdict for one in judged} == {
        rule.name: Verdict.OK for rule in RULES
    }


@pytest.mark.parametrize(
    ("rule", "fault"),
    [(rule, fault) for rule, _, fault in FAULTS],
    ids=[f"{rule} {what}" for rule, what, _ in FAULTS],
)
def test_broken(rule: str, fault: Fault):
    """A service that breaks a rule is told so by that rule alone."""
    with serving(fault) as url:
        judged = inspect(survey(url))

    assert broken(judged) == [rule]
    reasons = [o.reason for one in judged if one.rule.name == rule for o in one.telling]
    assert all(swedish and english for swedish, english in reasons)


@pytest.mark.parametrize(
    ("rule", "iri"),
    [
        ("BI-1", "ftp://data.example.se/id/a"),
        ("BI-1", "urn:nbn:se:kb-1"),
        ("BI-1", "/id/a"),
        ("BI-2", "https://192.0.2.1/id/a"),
        ("BI-2", "https://[2001:db8::1]/id/a"),
        ("BI-2", "https://localhost/id/a"),
        ("BI-2", "https://intranet/id/a"),
        ("BI-3", "https://data.example.se:443/id/a"),
        ("BI-3", "https://data.example.se:8443/id/a"),
        ("BI-3", "https://someone:secret@data.example.se/id/a"),
        ("BI-4", "https://data.example.se/id?key=a"),
        ("BI-4", "https://data.example.se/id?"),
        ("BI-5", "https://data.example.se/a#it"),
        ("BI-5", "https://data.example.se/a#"),
        ("BI-6", "https://data.example.se/v2/id/a"),
        ("BI-6", "https://data.example.se/spec/a/1.0"),
        ("BI-6", "https://data.example.se/id/a/2.10.3"),
        ("BI-6", "https://data.example.se/id/a/version-2"),
        ("BI-7", "https://data.example.se/id/a.html"),
        ("BI-7", "https://data.example.se/id/a.TTL"),
        ("", "https://data.example.se/id/kommun/0114"),
        ("", "http://data.example.se/def/SNI2007/01.131"),
        ("", "https://data.example.se/id/webbplats/example.se"),
        ("", "https://data.example.se/id/person/v9d3p7w2k4x1"),
    ],
)
def test_identifiers(rule: str, iri: str):
    """The rules of how identifiers are made judge each IRI; no request is needed."""
    service = Service("http://127.0.0.1:9/", Client(), (iri,))

    assert broken(inspect(service, families=("BI",))) == ([rule] if rule else [])


def test_every_rule_is_broken_once():
    """The tables above leave out no rule."""
    tried = {rule for rule, _, _ in FAULTS} | {f"BI-{number}" for number in range(1, 8)}

    assert tried == {rule.name for rule in RULES}


def test_unused():
    """What a service need not do, and does not, is told apart from what it fails at."""

    def modest(request: Request, reply: Reply) -> Reply | None:
        if request.path == "/res/aterkallade.csv":
            return Reply(404)
        if request.path == A1:
            del reply.headers["Link"]
            return None
        if request.path == "/res/lista/b2":
            reply = document(Request(request.method, "/doc/lista/b2", request.headers))
        reply.headers.pop("Content-Profile", None)
        reply.headers["Link"] = reply.headers.get("Link", "").replace("profile=", "p=")
        return reply

    with serving(modest) as url:
        found = {one.rule.name: one.verdict for one in inspect(survey(url), families=("UM",))}

    unused = {"UM-5", "UM-6", "UM-8", "UM-9"}
    assert {name for name, verdict in found.items() if verdict is Verdict.INAPPLICABLE} == unused
    untested = {name for name, verdict in found.items() if verdict is Verdict.UNTESTED}
    assert untested == {"UM-10", "UM-11", "UM-12"}
    assert {verdict for name, verdict in found.items() if name not in unused | untested} == {
        Verdict.OK
    }


def test_nobody_answers():
    """A service that cannot be reached fails at UM-1, and at nothing that hangs on it."""
    service = survey("http://127.0.0.1:9", iris=[f"{BASE}id/sak/a1"])

    assert broken(inspect(service, families=("UM",))) == ["UM-1"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Location": "http://[broken"},
        {"Location": "//\x00/"},
        {"Link": '<http://[broken>; rel=describedby, <x>; rel=alternate; type="å/\x01"'},
        {"ETag": "\x01å"},
        {"Content-Type": ";;;"},
        {"Content-Profile": "<"},
    ],
)
def test_hostile(headers: dict[str, str]):
    """Whatever a service sends, it is judged, and nothing breaks."""

    def hostile(request: Request, reply: Reply) -> None:
        if request.path.startswith(("/id/", "/doc/", "/res/lista")):
            reply.headers.update(headers)

    with serving(hostile) as url:
        assert len(inspect(survey(url))) == len(RULES)


@pytest.mark.parametrize("body", ["[" * 500_000, 'iri,kind\n"' + "x" * 500_000, "\0", "[1]"])
def test_hostile_bodies(body: str):
    """Bodies that are made to break who reads them do not."""

    def hostile(request: Request, reply: Reply) -> None:
        if request.path != "/.well-known/void":
            reply.body = body

    with serving(hostile) as url:
        assert len(inspect(survey(url))) == len(RULES)


def test_no_identifier():
    """What is no URL at all is told so, by BI-1, and not asked."""
    with serving() as url:
        judged = inspect(survey(url, iris=["http://[x", "urn:x", " ", "//"]))

    assert broken(judged) == ["BI-1", "UM-1"]
