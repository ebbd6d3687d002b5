"""The command `selftest`: what it says, what it gives to programs, and how it ends."""

import json
import sys

import pytest
from click.testing import CliRunner
from tests.selftest.exemplary import THING, Reply, serving

from samverkan_ld.cli.main import cli, main
from samverkan_ld.selftest.inspection import RULES


def run(*arguments: str, lang: str = "en"):
    """Run the command."""
    return CliRunner().invoke(cli, ["--lang", lang, "selftest", *arguments])


def broken(request, reply):
    """Answer for a thing by 302."""
    if request.path == "/id/sak/a1":
        reply.status = 302


def test_kept():
    """A line for each rule begins with its name and that it is kept."""
    with serving() as url:
        done = run(url)

    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert [line[: len(rule.name) + 3] for line, rule in zip(lines[3:], RULES, strict=False)] == [
        f"{rule.name} ok" for rule in RULES
    ]
    assert lines[-1] == "27 ok, 0 failed, 0 not applicable, 0 not tested"


@pytest.mark.parametrize(
    ("lang", "line", "reason"),
    [
        ("en", "UM-7 failed", f"{THING}: answers 302, not 303"),
        ("sv", "UM-7 fel", f"{THING}: svarar 302, ska svara 303"),
    ],
)
def test_broken(lang: str, line: str, reason: str):
    """A rule that is broken is told with the address and the reason, and ends with 1."""
    with serving(broken) as url:
        done = run(url, lang=lang)

    assert done.exit_code == 1
    lines = done.output.splitlines()
    place = next(number for number, text in enumerate(lines) if text.startswith(line))
    assert lines[place + 1].strip() == reason


def test_json():
    """Programs learn the same: each rule, its level and verdict, and each address."""
    with serving(broken) as url:
        done = run(url, "--format", "json", "--only", "UM")

    told = json.loads(done.output)
    assert (done.exit_code, told["ok"], told["counts"]["failed"]) == (1, False, 1)
    assert [rule["rule"] for rule in told["rules"]] == [f"UM-{number}" for number in range(1, 13)]
    rule = told["rules"][6]
    assert (rule["level"], rule["verdict"]) == ("SHALL", "failed")
    assert rule["outcomes"] == [
        {
            "iri": THING,
            "verdict": "failed",
            "reason": {"sv": "svarar 302, ska svara 303", "en": "answers 302, not 303"},
        }
    ]


def test_signs_that_a_terminal_obeys():
    """What a service sends is shown without them."""

    def evil(request, _reply):
        if request.path == "/doc/sak/a1":
            return Reply(200, {"Content-Type": "\x1b]0;evil\x07text/\x1b[2Jx"}, "x")
        return None

    with serving(evil) as url:
        done = run(url)

    assert done.exit_code == 1
    assert "\x1b" not in done.output
    assert "\x07" not in done.output


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["data.example.se"], 2, "https://data"),
        (["ftp://data.example.se"], 2, "https://data"),
        (["http://[data"], 2, "https://data"),
        (["http://127.0.0.1:9"], 2, "--iri"),
        (["http://127.0.0.1:9", "--iri", THING, "--only", "UM"], 1, "UM-1 failed"),
    ],
)
def test_out_of_reach(monkeypatch, capsys, arguments: list[str], code: int, told: str):
    """What cannot be tested ends with 2 and advice; what does not answer has failed."""
    monkeypatch.setattr(sys, "argv", ["samverkan-ld", "--lang", "en", "selftest", *arguments])

    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == code
    assert told in "".join(capsys.readouterr())
