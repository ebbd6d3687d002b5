"""The configuration of a site."""

import pytest

from samverkan_ld.config import SETTINGS, Config, read_config
from samverkan_ld.errors import ConfigError
from samverkan_ld.pipeline.site import default_config


def read(tmp_path, text):
    """Read a configuration given as text."""
    path = tmp_path / "samverkan.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_config(path)


def test_everything_has_a_default(tmp_path):
    """An empty file is a whole configuration."""
    config = read(tmp_path, "")

    assert config == Config(root=tmp_path)
    assert config.data == tmp_path / "data"
    assert config.iris.register == config.site.base


def test_values(tmp_path):
    """What is set is taken, lists included."""
    config = read(
        tmp_path,
        '[site]\nbase = "https://a.example/"\nregister = "https://r.example/x/"\n'
        '[privacy]\nnoindex = ["https://a.example/id/person/x"]\n[folders]\ndata = "sources"\n',
    )

    assert config.iris.base == "https://a.example/"
    assert config.iris.register == "https://r.example/x/"
    assert config.privacy.noindex == ("https://a.example/id/person/x",)
    assert config.data == tmp_path / "sources"


FAULTS = [
    ("[site", ["not valid TOML"]),
    (b"\xff", ["not valid TOML"]),
    ("[sight]\n", ["unknown section [sight]; known are site,"]),
    ("site = 1", ["site is a section"]),
    ("[site]\nbass = 1", ["unknown key site.bass; [site] knows base, terms,"]),
    ("[site]\nbase = 1", ["site.base must be a text, not 1"]),
    ('[site]\nbase = "http://x"', ["site.base must be an http(s) address that ends in /"]),
    ('[site]\nbase = "ftp://x/"', ["site.base must be an http(s) address"]),
    ('[site]\nbase = "https://å.se/"', ["site.base must be an http(s) address"]),
    ('[site]\nbase = "https://x/?a/"', ["site.base must be an http(s) address"]),
    ('[site]\nbase = ""', ["site.base must not be empty"]),
    ('[folders]\ndata = ""', ["folders.data must not be empty"]),
    ("[limits]\nsource_bytes = true", ["limits.source_bytes must be a whole number, not True"]),
    ("[limits]\nsource_bytes = 0", ["limits.source_bytes must be from 1"]),
    ("[serve]\nport = 99999", ["serve.port must be from 1 to 65535"]),
    ("[retention]\ndays = 99999999999", ["retention.days must be from 1 to 36500"]),
    ('[site]\nbase = "http://a b>/"', ["site.base must be an http(s) address"]),
    ('[site]\nbase = "http://[::1/"', ["site.base must be an http(s) address"]),
    ('[site]\nbase = "https://u:p@x.se:abc/"', ["site.base must be an http(s) address"]),
    ("[site]\nlanguages = []", ["site.languages must hold sv, en or both"]),
    ('[site]\nlanguages = ["de"]', ["site.languages must hold sv, en or both"]),
    ('[publisher]\ncontact = "javascript:x"', ["publisher.contact must begin with http://"]),
    ('[publisher]\ncontact = "mailto:a b@x.se"', ["publisher.contact must be an address without"]),
    ('[publisher]\niri = "SE5560000000"', ["publisher.iri must be an http(s) address"]),
    ('[publisher]\nhomepage = "https://x y/"', ["publisher.homepage must be an http(s) address"]),
    ('[publisher]\ntype = "Kommun"', ["publisher.type must be one of Academia-", "LocalAuthority"]),
    ('[publisher]\nidentifier = "556000-0000"', ["publisher.identifier must be ten digits"]),
    ('[publisher]\nemail = "mailto:a@x.se>"', ["publisher.email must be an e-mail address"]),
    ("[retention]\ndumps = 0", ["retention.dumps must be from 1 to 1000"]),
    ('[privacy]\nnoindex = ["typo"]', ["privacy.noindex must hold IRIs, not 'typo'"]),
    ('[folders]\nreleases = "data"', ["folders.data and folders.releases", "folders.releases and"]),
    ('[folders]\nreleases = "data/x"', ["folders.releases and folders.data must not lie within"]),
    ("[retention]\nmonthly = 1", ["retention.monthly must be true or false"]),
    (
        '[privacy]\ncontacts = "roll"',
        ["privacy.contacts must be one of indexed, noindex, role, not 'roll'"],
    ),
    ("[privacy]\nelected = true", ["privacy.elected must be a text, not True"]),
    ('[privacy]\nnoindex = "x"', ["privacy.noindex must be a list of texts"]),
    ("[privacy]\nnoindex = [1]", ["privacy.noindex must be a list of texts"]),
    (
        '[serve]\nforwarded = "X-Real-IP"',
        ["serve.forwarded must be one of X-Forwarded-For, Forwarded"],
    ),
    ('[serve]\ntrusted_proxies = ["proxy"]', ["serve.trusted_proxies must hold addresses or"]),
    ('[serve]\nmetrics = ["10.0.0.1/8"]', ["serve.metrics must hold addresses or networks"]),
    ('[log]\nlevel = "loud"', ["log.level must be one of debug, info, warning, error"]),
    ("[site]\na = 1\n[serve]\nb = 2", ["site.a", "serve.b"]),
]


@pytest.mark.parametrize(("text", "words"), FAULTS)
def test_faults(tmp_path, text, words):
    """Every fault is named at once, with the file and the key."""
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)
    lines = str(caught.value).splitlines()
    assert all("samverkan.toml: " in line for line in lines)
    assert all(any(word in line for line in lines) for word in words)


def test_no_file(tmp_path):
    """A missing file tells how to get one; a folder in its place is named."""
    with pytest.raises(ConfigError, match="samverkan-ld init"):
        read_config(tmp_path / "samverkan.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_config(tmp_path)


def test_default_file_names_every_key(tmp_path):
    """The file that an empty site starts with lists each key, and uncommented it reads as is."""
    text = default_config()

    keys = [line for line in text.splitlines() if line.startswith("# ") and " = " in line]
    assert len(keys) == len(SETTINGS)
    uncommented = "\n".join(line.removeprefix("# ") for line in text.splitlines()[1:])
    assert read(tmp_path, uncommented) == Config(root=tmp_path)


def test_every_key_is_explained():
    """Each key says what it is for."""
    assert [setting.key for setting in SETTINGS if not setting.meaning] == []
