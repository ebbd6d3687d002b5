"""SERVICE, judged against what the engine does and what another parser reads."""

import http.server
import threading
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib.plugins.sparql import prepareQuery

from samverkan_ld.errors import ServiceRefusedError
from samverkan_ld.sparql.federation import judge
from samverkan_ld.sparql.lexer import outline

BASE = "http://base.example/"


class Recorder(http.server.ThreadingHTTPServer):
    """A server that notes whether anybody asks it anything."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = False


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers nothing of use."""

    def handle_one_request(self):
        """Note that somebody asks, whatever the method."""
        self.server.asked = True
        self.close_connection = True

    def log_message(self, *args):
        """Stay quiet."""


@pytest.fixture(scope="module")
def recorder():
    """A running server that notes whether it is asked."""
    with Recorder() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def store():
    """A store in which every pattern of the queries below finds something."""
    store = Store()
    for predicate in ("urn:p", "urn:s:p", "urn:x:p"):
        subject = NamedNode("urn:s:a")
        store.add(Quad(subject, NamedNode(predicate), Literal("SERVICE"), NamedNode("urn:s:g")))
    return store


PROLOGUE = (
    "PREFIX : <{0}> PREFIX x: <{0}> PREFIX service: <urn:s:> PREFIX servicex: <urn:s:>\n"
    "PREFIX SERVICE-x: <urn:s:> BASE <{0}>\n"
)
FRAGMENTS = [
    "?s ?p ?o",
    "?service ?p 'SERVICE <e> {}'",
    '?s ?p "a\\u0022 SERVICE x:e {} "',
    "?s ?p '''it's \n SERVICE <e> {} '''",
    "<http://h/SERVICE#SERVICE> ?p ?o",
    "<http://h/\\u0041#> ?p ?o",
    "?s service:p ?o",
    "service:a ?p ?o",
    "?s <urn:p> true",
    "?s ?p 1",
    "?s ?p 'x'@en-service",
    "_:SERVICE ?p ?o",
    "{ ?s ?p ?o }",
    "GRAPH service:g { ?s ?p ?o }",
    "FILTER(1<2)",
    "FILTER(?s != <SERVICE>)",
    "OPTIONAL { ?s servicex:p ?o }",
    "#SERVICE <e> { }\n",
    "SERVICE <e> { ?s ?p ?o }",
    "SERVICE SILENT x:e { ?s ?p ?o }",
    "SERVICEx:e { ?s ?p ?o }",
    "SERVICESILENTx:e{ ?s ?p ?o }",
    "service:e { ?s ?p ?o }",
    "SERVICE#c <z>\n<e>{ ?s ?p ?o }",
    "sErViCe x:e{}",
]
queries = st.lists(
    st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(["", " ", ".", " . ", "\n"])), max_size=5
).map(lambda parts: "SELECT * {" + "".join(map("".join, parts)) + "}")


@settings(
    max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=queries)
def test_against_the_engine(store, recorder, query):
    """What makes the engine ask another endpoint is always found."""
    address = f"http://127.0.0.1:{recorder.server_port}/"
    text = PROLOGUE.format(address) + query
    recorder.asked = False
    with suppress(SyntaxError, OSError, RuntimeError, ValueError):
        list(store.query(text, use_default_graph_as_union=True))
    if recorder.asked:
        assert outline(text).uses_service


@settings(max_examples=300, deadline=None)
@given(query=queries)
def test_against_another_parser(query):
    """What another parser reads as a query without SERVICE is not suspected."""
    text = PROLOGUE.format("urn:x:") + query
    try:
        algebra = str(prepareQuery(text).algebra)
        Store().query(text)
    except Exception:  # whatever is wrong: it is no query
        return
    glued = any(name in query.lower().split("#c")[0] for name in ("servicex:e", "service:e"))
    if "ServiceGraphPattern" not in algebra and not glued:
        assert not outline(text).uses_service


ALLOWED = ("http://a.example/sparql", "http://base.example/local")
JUDGED = [
    ("ASK { SERVICE <http://a.example/sparql> {} }", True),
    ("ASK { SERVICE SILENT <http://a.example/sparql> {} }", True),
    ("ASK { sErViCe\n#x\nsilent <http://a.example/sparql> {} }", True),
    ("PREFIX a: <http://a.example/> ASK { SERVICE a:sparql {} }", True),
    ("BASE <http://a.example/x/> ASK { SERVICE <../sparql> {} }", True),
    ("ASK { SERVICE <local> {} }", True),
    ("PREFIX a: <http://b/> PREFIX a: <http://a.example/> ASK { SERVICE a:sparql {} }", True),
    ("ASK { SERVICE <http://a.example/sparq\\u006C> {} }", True),
    ("ASK { 'SERVICE' ?p ?service }", True),
    ("ASK { SERVICE <http://a.example/sparql/> {} }", False),
    ("ASK { SERVICE <http://A.example/sparql> {} }", False),
    ("ASK { SERVICE <http://a.example:81/sparql> {} }", False),
    ("ASK { SERVICE <http://a.example/sparql?x> {} }", False),
    ("ASK { SERVICE <http://a.example/sparql#x> {} }", False),
    ("ASK { SERVICE <http://a.example/x/../sparql> {} }", False),
    ("ASK { SERVICE <http://a.example@b.example/sparql> {} }", False),
    ("PREFIX a: <http://a.example/> PREFIX a: <http://b/> ASK { SERVICE a:sparql {} }", False),
    ("BASE <http://b.example/> ASK { SERVICE <sparql> {} }", False),
    ("ASK { SERVICE ?e {} }", False),
    ("ASK { SERVICE SILENT $e {} }", False),
    ("ASK { SERVICE a:unknown {} }", False),
    ("ASK { SERVICESILENT <http://a.example/sparql> {} }", False),
    ("PREFIX x: <http://a.example/sparql> ASK { SERVICEx: {} }", False),
    ("ASK { SERVICE <http://a.example/sparql> {} SERVICE <http://b/> {} }", False),
    ("ASK { SERVICE <http://a.example/sparql> { SERVICE <http://b/> {} } }", False),
    ("ASK { ?s ?p SERVICE", False),
]


@pytest.mark.parametrize(("query", "is_allowed"), JUDGED)
def test_judge(query, is_allowed):
    """An endpoint must be named by an IRI that, once resolved, is on the list to the letter."""
    if is_allowed:
        judge(outline(query), base=BASE, allowed=ALLOWED)
        return
    with pytest.raises(ServiceRefusedError):
        judge(outline(query), base=BASE, allowed=ALLOWED)


def test_nobody_is_allowed():
    """Without a list nobody is asked."""
    with pytest.raises(ServiceRefusedError, match="no other"):
        judge(outline("ASK { SERVICE <http://a.example/sparql> {} }"), base=BASE, allowed=())


def test_rdflib_sees_services():
    """The other parser tells what it is asked for here."""
    assert "ServiceGraphPattern" in str(prepareQuery("ASK { SERVICE <urn:x> {} }").algebra)
