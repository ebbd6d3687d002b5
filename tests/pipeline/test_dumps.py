"""The dumps of a release: the same data in every format, in little memory, and always whole."""

import csv
import gzip
import hashlib
import io
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, RdfFormat, parse

from samverkan_ld.archive.dumps import Dumps, latest_dumps, read_dumps
from samverkan_ld.archive.folder import current_folder, release_folders
from samverkan_ld.archive.objects import read_object
from samverkan_ld.config import read_config
from samverkan_ld.errors import ReleaseError
from samverkan_ld.pipeline.finishing import finish
from samverkan_ld.pipeline.history import rollback
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.search.schema import MEMBERSHIP_COLUMNS

START = datetime(2026, 11, 1, tzinfo=UTC)
FORMATS = {
    "samverkan.nq.gz": RdfFormat.N_QUADS,
    "samverkan.trig.gz": RdfFormat.TRIG,
    "samverkan.jsonld.gz": RdfFormat.JSON_LD,
}
BLANK = (
    '<https://tiny.example/id/plats/x> <https://p.example/> [ <https://p.example/v> "{}\\u000D" ] .'
)


def released(site: Path, number: int = 0) -> Dumps:
    """Publish a site and write its dumps."""
    config = read_config(site / "samverkan.toml")
    publish(config, START + timedelta(days=number), full=True)
    finish(config)
    found = read_dumps(current_folder(config.releases))
    assert found is not None
    return found


def unpacked(dumps: Dumps, name: str) -> bytes:
    """Read a dump."""
    dump = dumps.find(name)
    assert dump is not None
    return gzip.decompress(dumps.path(dump).read_bytes())


def test_same_data(tiny_site):
    """Every format holds the quads of the sources, blank nodes apart, as many as the list says."""
    for name in ("a", "b"):
        (tiny_site / "data" / f"{name}.ttl").write_text(BLANK.format("å"))
    dumps = released(tiny_site)

    found = {}
    for name, fmt in FORMATS.items():
        dataset = Dataset(parse(unpacked(dumps, name), format=fmt))
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        found[name] = {str(quad) for quad in dataset}
        assert len({quad.object for quad in dataset if isinstance(quad.object, BlankNode)}) == 2
        assert dumps.find(name).entries == len(found[name]) == 6
    assert found["samverkan.nq.gz"] == found["samverkan.trig.gz"] == found["samverkan.jsonld.gz"]


def test_list_tells_the_files(tiny_site):
    """The list names each file in the folder, with its size and checksum."""
    dumps = released(tiny_site)

    files = {path.name: path.read_bytes() for path in (dumps.folder / "dump").iterdir()}
    del files["dumps.json"]
    assert {d.name: (d.size, d.sha256) for d in dumps.files} == {
        name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()
    }
    assert dumps.checksums.splitlines()[0].endswith("  samverkan.nq.gz")


def test_same_bytes_again(tiny_site):
    """Dumps that are lost are written again, the same to the byte; leftovers are cleared away."""
    first = released(tiny_site)
    (first.folder / "dump" / "dumps.json").unlink()
    (first.folder / "dump" / "person.csv.gz").unlink()
    (first.folder / "dump" / "half").touch()
    finish(read_config(tiny_site / "samverkan.toml"))

    assert read_dumps(first.folder) == first
    assert not (first.folder / "dump" / "half").exists()


SAMPLE_HEADERS = {
    "medlemskap.csv.gz": ",".join(MEMBERSHIP_COLUMNS),
    "medlemskap.sv.csv.gz": "person,person_iri,roll,roll_enligt_källan,organisation,"
    "organisation_iri,kod,tidigast_från,senast_från,tidigast_till,senast_till,observerad,"
    "precision,källa_iri,källa_datum",
    "person.csv.gz": "iri,label_sv,label_en",
    "artikel.sv.csv.gz": "iri,benämning_sv,benämning_en,år",
    "kommun.csv.gz": "iri,code,label_sv,label_en,county,organisation_number,wikidata",
    "organisation.sv.csv.gz": "iri,benämning_sv,benämning_en,länskod,organisationsnummer,wikidata",
}


@pytest.fixture(scope="module")
def sample(sample_site):
    """The dumps of the sample site."""
    return read_dumps(current_folder(sample_site / "releases"))


@pytest.mark.parametrize("name", SAMPLE_HEADERS)
def test_tables(sample, name):
    """A table has its header, the same rows in every variant, and a mark only where it says so."""
    text = unpacked(sample, name).decode()
    marked = unpacked(sample, name.replace(".csv", ".bom.csv"))

    assert text.splitlines()[0] == SAMPLE_HEADERS[name]
    assert marked == b"\xef\xbb\xbf" + text.encode()
    rows = [*csv.reader(io.StringIO(text, newline=""))]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) - 1 == sample.find(name).entries > 0
    plain = unpacked(sample, name.replace(".sv", "")).decode()
    assert text.split("\r\n")[1:] == plain.split("\r\n")[1:]


def test_tables_hold_everything(sample):
    """The tables hold each thing of the register, where it lies and what others know it by."""
    rows = [*csv.DictReader(io.StringIO(unpacked(sample, "kommun.csv.gz").decode()))]

    assert len(rows) == 290
    norsjo = next(row for row in rows if row["iri"].endswith("/kommun/2417"))
    assert (norsjo["label_sv"], norsjo["label_en"]) == ("Norsjö kommun", "Norsjö Municipality")
    assert (norsjo["code"], norsjo["county"]) == ("2417", "24")
    assert (norsjo["organisation_number"], norsjo["wikidata"]) == ("2120002858", "Q507644")
    rows = [*csv.DictReader(io.StringIO(unpacked(sample, "organisation.csv.gz").decode()))]
    skr = next(row for row in rows if row["label_sv"] == "Sveriges Kommuner och Regioner")
    assert (skr["organisation_number"], skr["wikidata"]) == ("2220000315", "")


def test_kept(tiny_site):
    """As many releases keep their dumps as the configuration says, and the current one always."""
    (tiny_site / "samverkan.toml").write_text(
        '[site]\nbase = "https://tiny.example/"\n[retention]\ndumps = 2\n'
    )
    config = read_config(tiny_site / "samverkan.toml")
    for number in range(4):
        (tiny_site / "data" / "more.ttl").write_text(f"<urn:a> <urn:b> {number} .")
        released(tiny_site, number)

    def having():
        return [read_dumps(folder) is not None for folder in release_folders(config.releases)]

    assert having() == [False, False, True, True]
    rollback(config.releases, release_folders(config.releases)[0].name)
    finish(config)
    assert having() == [True, False, False, True]


def test_latest(tiny_site):
    """Until a release has dumps, those of the one before are the latest; never those of a later."""
    config = read_config(tiny_site / "samverkan.toml")
    first = released(tiny_site)
    publish(config, START + timedelta(days=1), full=True)
    second = current_folder(config.releases)
    assert latest_dumps(config.releases, second.name) == first
    finish(config)
    assert latest_dumps(config.releases, second.name) == read_dumps(second) != first
    assert latest_dumps(config.releases, first.release) == first
    shutil.rmtree(first.folder / "dump")
    assert latest_dumps(config.releases, first.release) is None


def test_damaged_object(tiny_site):
    """An object that is damaged is named, and nothing half-made takes the place of the dumps."""
    dumps = released(tiny_site)
    shutil.rmtree(dumps.folder / "dump")
    config = read_config(tiny_site / "samverkan.toml")
    path = next(p for p in (config.releases / "objects").rglob("*.gz") if p.is_file())
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])

    with pytest.raises(ReleaseError, match="is damaged"):
        finish(config)
    assert not (dumps.folder / "dump").exists()
    path.write_bytes(data)
    finish(config)
    assert read_dumps(dumps.folder) == dumps
    assert read_object(config.releases, path.name.partition(".")[0])


GROWTH = """
import gzip, sys
from pathlib import Path
from samverkan_ld.archive.dumps import NQUADS_DUMP
from samverkan_ld.archive.objects import concatenate, object_path
from samverkan_ld.iris import Iris
from samverkan_ld.pipeline import dumping

build, size = Path(sys.argv[1]), int(sys.argv[2])
path = object_path(build, "ab")
path.parent.mkdir(parents=True)
with gzip.open(path, "wt", compresslevel=1) as lines:
    for number in range(size):
        lines.write(f'<https://s.example/{number // 9}> <https://p.example/{number % 9}> '
                    f'"{number:0150}" <https://g.example/> .\\n')
concatenate(build, ["ab"], build / NQUADS_DUMP)
dumping._write_trig(build, Iris())
dumping._write_jsonld(build, Iris())
status = dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines())
print(status["VmHWM"].split()[0])  # ru_maxrss would count the memory of the parent, too
"""


def test_memory_is_flat(tmp_path):
    """A graph of a hundred thousand quads, 25 MB, takes no more memory than one of a thousand."""
    peaks = [
        int(subprocess.check_output([sys.executable, "-c", GROWTH, tmp_path / size, size]))
        for size in ("1000", "100000")
    ]

    assert peaks[1] - peaks[0] < 8 * 1024
