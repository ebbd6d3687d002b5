"""The scorer counts as its table says, and the gold is true to its articles."""

import json
import re
from pathlib import Path

import pytest
from tests.extraction import scoring
from tests.extraction.scoring import Counts, compare, format_errors, format_table, score, total

DEVELOPMENT = Path(__file__).parent / "corpus" / "development"
GOLD = sorted(DEVELOPMENT.glob("*.json"))
TIME = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def role(title=None, organisation=None, begin=None, end=None):
    """Make a role as the gold gives it."""
    return {"title": title, "organisation": organisation, "from": begin, "to": end}


def person(name, *roles, responsible=False):
    """Make a person as the gold gives one."""
    return {"name": name, "responsible": responsible, "roles": list(roles)}


def article(*persons, title="Rubrik", published="2020-03-17"):
    """Make an article as the gold gives it."""
    return {"title": title, "published": published, "language": "sv", "persons": list(persons)}


EK = person("Anna Ek", role("kommundirektör", "Norsjö kommun", "2017", "2019"), responsible=True)


def without_time(one):
    """Take the times off a person's roles."""
    return one | {"roles": [each | {"from": None, "to": None} for each in one["roles"]]}


def test_perfect():
    """The same article scores right in every measure."""
    assert set(score(article(EK), article(EK)).values()) == {Counts(right=1)}


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        # A name that is cut short takes the facts of the person with it.
        (
            [EK],
            [EK | {"name": "Anna"}],
            dict.fromkeys(
                ["names", "title", "organisation", "same role", "tenure", "responsible"],
                Counts(0, 1, 1),
            ),
        ),
        ([EK, person("Bo Ek")], [EK], {"names": Counts(1, 1, 0)}),
        ([EK], [EK, person("Bo Ek")], {"names": Counts(1, 0, 1)}),
        ([EK], [EK | {"responsible": False}], {"responsible": Counts(0, 1, 0)}),
        ([EK], [without_time(EK)], {"tenure": Counts(0, 1, 0)}),
        ([without_time(EK)], [EK], {"tenure": Counts(0, 0, 1)}),
        # One end of a period is a time as well.
        (
            [person("Bo Ek", role("VD", None, None, "2019"))],
            [person("Bo Ek", role("VD", None, "2019", None))],
            {"tenure": Counts(0, 1, 1)},
        ),
        # Title and organisation are right, but not together.
        (
            [person("Bo Ek", role("VD", "SKR"), role("rektor", "KTH"))],
            [person("Bo Ek", role("VD", "KTH"), role("rektor", "SKR"))],
            {"title": Counts(2), "organisation": Counts(2), "same role": Counts(0, 2, 2)},
        ),
        # A role without a title counts for its organisation alone, and the other way round.
        (
            [person("Bo Ek", role(None, "SKR", "2011"), role("rektor"))],
            [person("Bo Ek")],
            {
                "title": Counts(0, 1),
                "organisation": Counts(0, 1),
                "same role": Counts(),
                "tenure": Counts(0, 1),
            },
        ),
        # What is said twice counts once.
        ([EK], [EK | {"roles": EK["roles"] * 2}], {"title": Counts(1), "tenure": Counts(1)}),
    ],
)
def test_counts(gold, found, expected):
    """A difference is counted where it belongs."""
    scores = score(article(*gold), article(*found))
    assert {measure: scores[measure] for measure in expected} == expected
    others = {measure: counts for measure, counts in scores.items() if measure not in expected}
    assert not any(counts.missing or counts.spurious for counts in others.values())


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ({"published": None}, {}, {"published": Counts(0, 0, 1), "headline": Counts(1)}),
        ({}, {"published": None}, {"published": Counts(0, 1, 0), "headline": Counts(1)}),
        ({"published": None}, {"published": None}, {"published": Counts()}),
        ({}, {"title": "Annan rubrik"}, {"published": Counts(1), "headline": Counts(0, 1, 1)}),
    ],
)
def test_page(gold, found, expected):
    """Date and headline count once an article."""
    scores = score(article(**gold), article(**found))
    assert {measure: scores[measure] for measure in expected} == expected


@pytest.mark.parametrize(
    "spelling",
    ["Åsa Ek-Lind", "A\u030asa Ek-Lind", "ÅSA EK–LIND", "Åsa\u00a0 Ek\u2011Lind ", "åsa\nek−lind"],
)
def test_spelling(spelling):
    """Composition, letter case, whitespace and the sort of dash make no difference."""
    assert score(article(person("Åsa Ek-Lind")), article(person(spelling)))["names"] == Counts(1)


@pytest.mark.parametrize("spelling", ["Asa Ek-Lind", "Åsa Ek Lind", "Åsa Eklind", "Åsa Ek-Linds"])
def test_other_name(spelling):
    """Another name is another name."""
    counts = score(article(person("Åsa Ek-Lind")), article(person(spelling)))["names"]
    assert counts == Counts(0, 1, 1)


def test_shares():
    """Precision, recall and F1 are the field's, and 1 where there was nothing to find."""
    counts = Counts(right=6, missing=2, spurious=4)
    assert (counts.precision, counts.recall) == (0.6, 0.75)
    assert counts.f1 == pytest.approx(2 * 0.6 * 0.75 / (0.6 + 0.75))
    assert (Counts().precision, Counts().recall, Counts().f1) == (1, 1, 1)
    assert Counts(missing=1).f1 == 0


def test_total():
    """Every fact weighs the same, however the articles share them."""
    crowd = article(*(person(f"A{letter} Ek") for letter in "abcdefghi"))
    scores = [score(crowd, crowd), score(article(EK), article())]
    assert total(scores)["names"] == Counts(right=9, missing=1)
    assert total([]) == dict.fromkeys(scoring.MEASURES, Counts())


def test_table():
    """The table has a line for each measure."""
    head, *lines = format_table(total([score(article(EK), article())])).splitlines()
    assert head.split() == ["precision", "recall", "F1", "gold", "found"]
    assert lines[0].split() == ["names", "1.000", "0.000", "0.000", "1", "0"]
    assert lines[-1].split() == ["headline", "1.000", "1.000", "1.000", "1", "1"]
    assert len(lines) == len(scoring.MEASURES)


def test_errors():
    """An error tells its direction, its measure and its fact."""
    gold, found = person("Bo Ek", role("VD", "SKR")), person("Bo Ek", role("vd", "SKL"))
    assert list(format_errors(compare(article(gold), article(found)))) == [
        "  - organisation: bo ek | skr",
        "  + organisation: bo ek | skl",
        "  - same role: bo ek | vd | skr",
        "  + same role: bo ek | vd | skl",
    ]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with an article that is extracted without Anna Ek, and a text without gold."""
    (tmp_path / "one.txt").write_text("Anna Ek", encoding="utf-8")
    (tmp_path / "one.json").write_text(json.dumps(article(EK)), encoding="utf-8")
    (tmp_path / "two.txt").write_text("Bo Ek", encoding="utf-8")
    monkeypatch.setattr(scoring, "extract_article", lambda path: article())
    return tmp_path


def test_main(folder, capsys):
    """A folder's articles are compared, and their errors told when asked for."""
    scoring.main([str(folder)])
    table = capsys.readouterr().out
    assert table.splitlines()[0] == "1 articles"
    assert "anna ek" not in table
    scoring.main([str(folder), "--errors"])
    told = capsys.readouterr().out
    assert told.startswith("one.txt\n  - names: anna ek\n")
    assert told.endswith(table)


@pytest.mark.parametrize("place", ["unseen", "unseen/part"])
def test_unseen(folder, capsys, place):
    """The errors of unseen articles are told to nobody; their table is."""
    inside = folder / place
    inside.mkdir(parents=True)
    for suffix in ("txt", "json"):
        (folder / f"one.{suffix}").rename(inside / f"one.{suffix}")
    with pytest.raises(SystemExit):
        scoring.main([str(inside), "--errors"])
    assert "anna ek" not in capsys.readouterr().out
    scoring.main([str(inside)])
    assert "1 articles" in capsys.readouterr().out


def test_empty_folder(tmp_path, capsys):
    """A folder without gold is an error, not a perfect score."""
    with pytest.raises(SystemExit):
        scoring.main([str(tmp_path)])
    assert "holds no NAME.txt" in capsys.readouterr().err


def faults_of(gold, text):
    """Tell what makes a gold article untrue to the guide or to its text."""
    plain = scoring.normalise(text.replace("\u00ad", ""))
    names = [one["name"] for one in gold["persons"]]
    yield from (name for name in names if not occurs(name, plain))
    yield from {name for name in names if names.count(name) > 1}
    if gold["published"] is not None and not DAY.fullmatch(gold["published"]):
        yield gold["published"]
    for one in gold["persons"]:
        for each in one["roles"]:
            if set(each) != {"title", "organisation", "from", "to"}:
                yield f"{one['name']}: {sorted(each)}"
            if not each["title"] and not each["organisation"]:
                yield f"{one['name']}: an empty role"
            times = [each["from"], each["to"]]
            yield from (time for time in times if time and not TIME.fullmatch(time))
    if set(gold) != {"title", "published", "language", "persons", "shapes"}:
        yield f"keys: {sorted(gold)}"


def occurs(name, plain):
    """Tell whether a text holds a name, if need be with its parts apart as in "Anna och Bo Ek"."""
    return all(part in plain for part in scoring.normalise(name).split())


@pytest.mark.parametrize("path", GOLD, ids=[path.stem for path in GOLD])
def test_gold(path):
    """An article's gold keeps to its form, and names only persons whom the article names."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert not list(faults_of(gold, text))


def test_all_gold():
    """Every article of the development set has its gold, and every gold its article."""
    articles = {path.stem for path in DEVELOPMENT.glob("*.txt")}
    assert articles == {path.stem for path in GOLD}
