"""What a service is tested by, and where it is asked."""

import pytest
from tests.selftest.exemplary import BASE, GONE, MERGED, REPLACED, THING, VOID, Reply, serving

from samverkan_ld.errors import NothingToTestError
from samverkan_ld.selftest.service import Ended
from samverkan_ld.selftest.survey import survey

TURTLE = {"Content-Type": "text/turtle"}


def void(text: str, at: str = "/.well-known/void"):
    """Give another description."""
    return lambda request, _reply: Reply(200, TURTLE, text) if request.path == at else None


def test_told():
    """Identifiers, and those that ended, are what the service tells."""
    with serving() as url:
        service = survey(url)

        assert service.at(THING) == f"{url}/id/sak/a1"
        assert service.at(f"{BASE}doc/sak/a1") == f"{url}/doc/sak/a1"
        assert service.at("https://else.example/") == "https://else.example/"
    assert service.ended == Ended((GONE,), (REPLACED,), (MERGED,))


def test_named():
    """What the caller names comes before what the service tells."""
    iri = f"{BASE}id/sak/b7"
    with serving() as url:
        service = survey(url, iris=[iri], ended=Ended(gone=("https://x.example/id/1",)))

        assert service.iris == (iri,)
        assert service.at("https://x.example/id/1") == f"{url}/id/1"
    assert service.ended == Ended(("https://x.example/id/1",), (REPLACED,), (MERGED,))


@pytest.mark.parametrize("space", [BASE, f"{BASE}id/", f"{BASE}id/sak/"])
def test_with_the_path_of_the_space(space: str):
    """A service may have the whole paths of its identifiers, whatever its space is said to be."""
    text = VOID.replace(f'"{BASE}id/" , "{BASE}res/"', f'"{space}"')
    with serving(void(text)) as url:
        assert survey(url).at(THING) == f"{url}/id/sak/a1"


def test_without_the_path_of_the_space():
    """A service may be asked at the end of its space."""
    text = VOID.replace(BASE, "https://x.example/ld/")
    with serving(void(text.replace('ld/id/" ,', 'ld/" ,'))) as url:
        assert survey(url).at("https://x.example/ld/id/sak/a1") == f"{url}/id/sak/a1"


def test_moved_description():
    """The description may lie elsewhere in the service, whatever host it is said to be at."""

    def moved(request, reply):
        if request.path == "/.well-known/void":
            return Reply(303, {"Location": "https://data.exemplary.example/res/data"})
        return Reply(200, TURTLE, VOID) if request.path == "/res/data" else None

    with serving(moved) as url:
        assert THING in survey(url).iris


@pytest.mark.parametrize(
    "reply",
    [
        Reply(404),
        Reply(200, TURTLE, "<a> <b> <c> ."),
        Reply(200, TURTLE, "no turtle"),
        Reply(200, {"Content-Type": "text/html"}, VOID),
        Reply(302, {"Location": "/.well-known/void"}),
    ],
)
def test_nothing(reply: Reply):
    """A service that names no identifiers cannot be tested; the message says what to do."""
    with (
        serving(lambda _request, _reply: reply) as url,
        pytest.raises(NothingToTestError, match=r"void.*--iri"),
    ):
        survey(url)
