"""Linking to the register: which organisation a name stands for, and which role a title."""

import subprocess
import sys
from dataclasses import replace
from time import process_time

import pytest
from tests.extraction.drafts import DRAFT, NORSJO, SKR

from samverkan_ld.drafts import DraftPerson, Organisation, Role, Value
from samverkan_ld.errors import SourceError
from samverkan_ld.extraction.linking import NO_REGISTER, link
from samverkan_ld.extraction.register import packaged_register, read_register
from samverkan_ld.iris import Iris

ROLES = Iris().concept("roll", "")


@pytest.fixture(scope="module")
def register():
    """The register that comes along."""
    return packaged_register()


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("Norsjö kommun", ["Norsjö kommun"]),
        ("NORSJÖ  KOMMUN", ["Norsjö kommun"]),
        ("Norsjo\u0308 kommun", ["Norsjö kommun"]),
        ("Nor\u00adsjö\u00a0kommun", ["Norsjö kommun"]),
        ("Norsjö", ["Norsjö kommun"]),
        ("Upplands‑Bro kommun", ["Upplands-Bro kommun"]),
        ("Sundsvalls kommun", ["Sundsvalls kommun"]),
        ("Sundsvall kommun", ["Sundsvalls kommun"]),
        ("Göteborgs Stad", ["Göteborgs kommun"]),
        ("Solna stad", ["Solna kommun"]),
        ("SKR", ["Sveriges Kommuner och Regioner"]),
        ("Sveriges Kommuner och Landsting", ["Sveriges Kommuner och Regioner"]),
        ("VGR", ["Västra Götalandsregionen"]),
        ("Region Västra Götaland", ["Västra Götalandsregionen"]),
        ("Region Jönköping", ["Region Jönköpings län"]),
        ("Norrbottens e-nämnd", ["Norrbottens e-nämnd"]),
        ("Länsstyrelsen i Gävleborgs län", ["Länsstyrelsen i Gävleborgs län"]),
        ("Länsstyrelsen Gävleborg", ["Länsstyrelsen i Gävleborgs län"]),
        ("Länsstyrelsen i Gävleborg", ["Länsstyrelsen i Gävleborgs län"]),
        ("Länsstyrelsen Kalmar län", ["Länsstyrelsen i Kalmar län"]),
        # A region is called after it as well, so the name alone does not tell which is meant.
        ("Stockholm", ["Stockholms kommun", "Region Stockholm"]),
        ("Jönköping", ["Jönköpings kommun", "Region Jönköpings län"]),
        ("Region Gotland", ["Gotlands kommun", "Region Gotland"]),
        ("Statskontoret", ["Statskontoret", "Statskontoret"]),
        # What is no name of an organisation.
        ("Skåne", []),
        ("Norsjö kommuns", []),
        ("kommun", []),
        ("socialnämnden", []),
        ("KI", []),
        ("Myndigheten för påhitt", []),
        ("", []),
    ],
)
def test_organisations(name, labels, register):
    """A name links to all organisations that it may stand for, and to no others."""
    assert [found.label for found in register.organisations_named(name)] == labels


def test_organisations_are_told_apart(register):
    """A candidate has the IRI of the sources, and its other names tell it apart."""
    municipality, region = register.organisations_named("Region Gotland")
    assert municipality.iri == Iris().thing("kommun", "0980")
    assert region.iri == Iris().thing("region", "09")
    assert municipality.facts == ("Region Gotland", "Gotland")
    assert NORSJO.iri in [found.iri for found in register.organisations_named("Norsjö")]


def test_every_municipality_and_region_is_found_by_its_name(register, project):
    """Each row of the tables is found by the name that stands there."""
    for file, count in (("kommuner.csv", 290), ("regioner.csv", 21), ("lansstyrelser.csv", 21)):
        rows = (project / "data/register" / file).read_text(encoding="utf-8").splitlines()[1:]
        names = [row.split(",")[1 if file != "lansstyrelser.csv" else 2] for row in rows]
        found = [name for name in names if len(register.organisations_named(name)) == 1]
        assert len(names) == count
        assert set(names) - set(found) <= {"Region Gotland"}


@pytest.mark.parametrize(
    ("title", "notation"),
    [
        ("verkställande direktör", "vd"),
        ("VD", "vd"),
        ("vd", "vd"),
        ("KSO", "kso"),
        ("kommunstyrelsens ordförande", "kso"),
        ("ordförande i kommunstyrelsen", "kso"),
        ("ordförande i kommunfullmäktige", "kommunfullmaktiges-ordforande"),
        (
            "förste vice ordförande i kommunstyrelsen",
            "kommunstyrelsens-forste-vice-ordforande",
        ),
        ("tf kommundirektör", "kommundirektor"),
        ("tf. kommundirektör", "kommundirektor"),
        ("tillförordnad Kommundirektör", "kommundirektor"),
        ("vikarierande enhetschef", "enhetschef"),
        ("biträdande kommundirektör", "bitradande-kommundirektor"),
        ("IT-direktör", "it-direktor"),
        ("biträdande enhetschef", None),
        ("ordförande i socialnämnden", None),
        ("ordförande i", None),
        ("informationsansvarig", None),
        ("samverkanspart", None),
        ("chair", None),
        ("trollkarl", None),
    ],
)
def test_roles(title, notation, register):
    """A title names the role of which it is a term; whoever acts in a role has it."""
    assert register.role_named(title) == (ROLES + notation if notation else None)


def test_link(register):
    """A draft gets links and concepts; what is linked already keeps them."""
    chosen = Role(Value("VD"), Organisation(Value("Norsjö kommun"), (SKR,)), concept="http://a/b")
    new = Role(Value("VD"), Organisation(Value("Norsjö kommun")))
    person = DraftPerson(Value("Bo Asp"), roles=(chosen, new, Role(Value("trollkarl"))))
    (linked,) = link(replace(DRAFT, persons=(person,)), register).persons

    assert linked.roles[0] == chosen
    assert [found.iri for found in linked.roles[1].organisation.links] == [NORSJO.iri]
    assert linked.roles[1].concept == f"{ROLES}vd"
    assert linked.roles[2] == Role(Value("trollkarl"))


def test_no_register(tmp_path, register):
    """Without a register nothing is linked, which is said once, until there is one."""
    draft = replace(DRAFT, notices=(("later", "x"),))
    empty = read_register(tmp_path, tmp_path)
    noted = link(link(replace(draft, persons=DRAFT.persons[2:]), empty), empty)
    nowhere = replace(DRAFT, persons=())

    assert noted.notices == ((NO_REGISTER, ""), ("later", "x"))
    assert link(noted, register).notices == (("later", "x"),)
    assert link(nowhere, empty).notices == ()


def test_site_of_its_own(tmp_path):
    """A site's own tables and roles are read; what it does not have is left out."""
    (tmp_path / "register").mkdir()
    table = "kommunkod,namn,kortnamn,officiellt_namn\n9999,Påhitts kommun,Påhitt,\n"
    (tmp_path / "register/kommuner.csv").write_text(f"\ufeff{table}", encoding="utf-8")
    register = read_register(tmp_path, tmp_path)

    assert [found.iri for found in register.organisations_named("Påhitts kommun")] == [
        Iris().thing("kommun", "9999")
    ]
    assert register.organisations_named("Norsjö kommun") == ()
    assert register.role_named("VD") is None


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("register/kommuner.csv", b"kommunkod,name\n9999,x\n", "lacks the column 'namn'"),
        ("register/regioner.csv", b"namn\nRegion X\n", "lacks the column 'lanskod'"),
        ("register/regioner.csv", b"lanskod,namn\n99,Region \xe5\n", "cannot be read"),
        ("register/regioner.csv", b"lanskod,namn\n99,X\n,Y\n", r"\.csv:3: .* without lanskod"),
        ("register/regioner.csv", b"lanskod,namn\n99, \n", r"\.csv:2: .* without namn"),
        ("register/regioner.csv", b"lanskod,namn\n99\n", r"\.csv:2: .* without namn"),
        ("roller.ttl", b"<a> <b> .", "cannot be read"),
    ],
)
def test_broken_register(name, content, reason, tmp_path):
    """A table or scheme that cannot be used is named."""
    (tmp_path / "register").mkdir()
    (tmp_path / name).write_bytes(content)

    with pytest.raises(SourceError, match=reason) as caught:
        read_register(tmp_path, tmp_path)
    assert caught.value.name == name.rpartition("/")[2]


def test_a_name_is_looked_up_in_no_time(register):
    """Odd names cost no more than others."""
    start = process_time()
    for name in ("x" * 1_000_000, " " * 1_000_000, "- " * 500_000, "a i " * 250_000):
        assert register.organisations_named(name) == ()
        assert register.role_named(name) is None
    assert process_time() - start < 20


def test_reading_takes_little_time():
    """The register is read in a fraction of the time that a cold start may take: with no rdflib."""
    program = (
        "import sys, time; from samverkan_ld.extraction.register import packaged_register; "
        "start = time.process_time(); packaged_register(); print(time.process_time() - start); "
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    seconds, *modules = done.stdout.split()
    assert float(seconds) < 1  # it takes 0.03
    assert {"rdflib", "pyshacl", "samverkan_ld.parsing"}.isdisjoint(modules)
