"""How validation results are told on a terminal."""

import pytest

from samverkan_ld.cli.output import Voice
from samverkan_ld.cli.results import tell_results
from samverkan_ld.reports import Result, Severity

PREFIXES = {"a": "https://a.example/", "org": "http://www.w3.org/ns/org#"}


def result(severity, source, line, message="Says so.", focus="<urn:a>"):
    """Make a result of a shape."""
    return Result(severity, focus, "<urn:p>", "", "urn:S", "urn:C", {"en": message}, source, line)


def told(*results):
    """Tell results in English, without what is told of each in full below its message."""
    voice = Voice("en")
    paragraphs = tell_results(results, "en", voice.text, PREFIXES)
    rows = [paragraph.rstrip().splitlines() for paragraph in paragraphs]
    return [[row for row in lines if not row.startswith(("  focus", "  path"))] for lines in rows]


def test_violations_in_full():
    """Each violation is told by itself: all of them have to be mended."""
    found = told(*(result(Severity.VIOLATION, "a.csv", line) for line in (3, 2)))

    assert found == [["VIOLATION  a.csv:3", "  Says so."], ["VIOLATION  a.csv:2", "  Says so."]]


def test_same_warnings_together():
    """Of warnings that say the same, one is told in full and the others by file and line."""
    places = [("a.csv", 9), ("b.csv", 4), ("a.csv", 10), ("a.csv", 2)]
    found = told(*(result(Severity.WARNING, *place) for place in places))

    assert found == [
        [
            "WARNING  a.csv:9",
            "  Says so.",
            "  here, too (3):",
            "    a.csv:2, 10",
            "    b.csv:4",
        ]
    ]


def test_no_line():
    """Where a file has no lines, the focus nodes tell where it is."""
    found = told(*(result(Severity.INFO, "a.ttl", None, focus=f"<urn:{n}>") for n in "abc"))

    assert found[0][2:] == ["  here, too (2):", "    a.ttl <urn:b>, <urn:c>"]


@pytest.mark.parametrize(
    "other",
    [
        result(Severity.WARNING, "a.csv", 2, "Something else."),
        result(Severity.INFO, "a.csv", 2),
    ],
)
def test_others_apart(other):
    """Other words or another severity are told by themselves."""
    assert len(told(result(Severity.WARNING, "a.csv", 1), other)) == 2


def test_many_places_are_wrapped():
    """A long list of lines goes on below itself, and no number is broken."""
    (lines,) = told(*(result(Severity.WARNING, "a.csv", line) for line in range(1000, 1101)))

    assert max(map(len, lines)) <= 100
    assert " ".join(" ".join(lines[3:]).split()).count(",") == 99


def test_prefixes():
    """Terms and paths are told with the prefixes that records have; foreign IRIs in full."""
    found = Result(
        Severity.VIOLATION,
        focus="<https://a.example/b>",
        path="<http://www.w3.org/ns/org#member>/<urn:c>",
        value='"<b>"^^<https://a.example/d>',
        shape="urn:S",
        component="urn:C",
    )
    (told,) = tell_results([found], "en", Voice("en").text, PREFIXES)

    assert told.splitlines()[2:] == [
        "  focus: a:b",
        "  path: org:member/<urn:c>",
        '  value: "<b>"^^a:d',
    ]
