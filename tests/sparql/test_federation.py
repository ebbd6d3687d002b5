"""SERVICE, judged against what the engine does and what another parser reads."""

import http.server
import re
import threading
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib.plugins.sparql import prepareQuery

from samverkan_ld.errors import ServiceRefusedError
from samverkan_ld.sparql.federation import judge
from samverkan_ld.sparql.outline import Outline

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
        assert isinstance(self.server, Recorder)
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


DECLARATIONS = [
    "PREFIX : <{0}>",
    "PREFIX x: <{0}>",
    "PREFIXx:<{0}>",
    "PREFIX service: <urn:s:>",
    "PREFIX servicex: <urn:s:>",
    "PREFIX silentx: <{0}>",
    "BASE <{0}>",
]
FRAGMENTS = [
    "?s ?p ?o",
    "?service ?p 'SERVICE <e> {}'",
    r'?s ?p "a\u0022 SERVICE x:e {} "',
    "?s ?p '''it's \n SERVICE <e> {} '''",
    "<http://h/SERVICE#SERVICE> ?p ?o",
    r"<http://h/\u0041#> ?p ?o",
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
    "FILTER(?s<?o||'>'='>')",
    "FILTER(IF(1<2,'>'='>',true))",
    "BIND(1<2AS?z)",
    "BIND(<<(?s<p'>?o)>> AS ?t)",
    "?s<urn:p'>?o.",
    "?s (<urn:p>|<urn:q#>)/<urn:r'> ?o",
    "{ SELECT ?s (?o<?s AS ?u) { ?s ?p ?o } GROUP BY ?s ORDER BY ?s (?o<?s) }",
    "VALUES (?z) { (<urn:x'>) (1) }",
    "OPTIONAL { ?s servicex:p ?o }",
    "#SERVICE <e> { }\n",
    "SERVICE <e> { ?s ?p ?o }",
    "SERVICE SILENT x:e { ?s ?p ?o }",
    "SERVICEx:e { ?s ?p ?o }",
    "SERVICESILENTx:e{ ?s ?p ?o }",
    "service:e { ?s ?p ?o }",
    "SERVICE#c <z>\n<e>{ ?s ?p ?o }",
    "SERVICE#>\n<e>{ ?s ?p ?o }",
    "SERVICE x:e\u203f{}",
    "sErViCe x:e{}",
]
GLUE = ["", " ", ".", " . ", "\n", "#>\n", "#'\n", '#"\n', "#<\n"]
NOISE = [*"#<>\"'\\\n :._1\u0301?`{}()", "@en", "SERVICE", "#>\n"]

pieces = st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(GLUE)).map("".join)
noises = st.lists(st.tuples(st.floats(0, 1), st.sampled_from(NOISE)), max_size=2)


def disturb(query, noise):
    """Put signs into a query, each at a part of its length."""
    for part, sign in noise:
        place = int(part * len(query))
        query = query[:place] + sign + query[place:]
    return query


queries = st.builds(
    lambda declared, parts, noise: disturb(
        "".join(declared) + "SELECT * {" + "".join(parts) + "}", noise
    ),
    st.lists(st.sampled_from(DECLARATIONS), max_size=4),
    st.lists(pieces, max_size=5),
    noises,
)


@settings(
    max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=queries)
def test_against_the_engine(store, recorder, query):
    """What makes the engine ask another endpoint is always found."""
    address = f"http://127.0.0.1:{recorder.server_port}/"
    text = query.replace("{0}", address)
    recorder.asked = False
    with suppress(SyntaxError, OSError, RuntimeError, ValueError):
        list(store.query(text, use_default_graph_as_union=True))
    if recorder.asked:
        assert Outline(text).uses_service


@settings(max_examples=500, deadline=None)
@given(query=queries)
def test_against_another_parser(query):
    """What another parser reads as a query without SERVICE is not suspected."""
    text = query.replace("{0}", "urn:x:")
    try:
        algebra = str(prepareQuery(text).algebra)
        Store().query(text)
    except Exception:  # whatever is wrong: it is no query
        return
    # Where a name begins with the word and a pattern follows, the engine's reading is another.
    glued = any(name in query.lower() for name in ("servicex:", "service:", "silentx:"))
    # An IRI with a bracket may be a comparison: `?a<?b)SERVICE…>`; that doubt is meant.
    doubtful = re.search(r"<[^<>\s]*\)[^<>\s]*service", query.lower())
    if "ServiceGraphPattern" not in algebra and not glued and not doubtful:
        assert not Outline(text).uses_service


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
    ("PREFIX a: <http://a.example/> ASK { SERVICE a:sparql\u203f {} }", False),
    ("PREFIX a: <http://a.example/> ASK { SERVICE a:sparql\u0301 {} }", False),
    ("PREFIX a: <http://a.example/> ASK { SERVICE a:sparql/x {} }", False),
    ("ASK { FILTER(1<2)SERVICE#>\n<http://b/> {} SERVICE <local> {} }", False),
    ("ASK { ?s ?p SERVICE", False),
]


@pytest.mark.parametrize(("query", "is_allowed"), JUDGED)
def test_judge(query, is_allowed):
    """An endpoint must be named by an IRI that, once resolved, is on the list to the letter."""
    if is_allowed:
        judge(Outline(query), base=BASE, allowed=ALLOWED)
        return
    with pytest.raises(ServiceRefusedError):
        judge(Outline(query), base=BASE, allowed=ALLOWED)


def test_nobody_is_allowed():
    """Without a list nobody is asked."""
    with pytest.raises(ServiceRefusedError, match="no other"):
        judge(Outline("ASK { SERVICE <http://a.example/sparql> {} }"), base=BASE, allowed=())


def test_rdflib_sees_services():
    """The other parser tells what it is asked for here."""
    assert "ServiceGraphPattern" in str(prepareQuery("ASK { SERVICE <urn:x> {} }").algebra)
