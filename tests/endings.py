"""A little site of two releases; most of what the first described has ended in the second."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from samverkan_ld.config import Config, read_config
from samverkan_ld.pipeline.publish import publish

BASE, TERMS = "https://data.example.org/", "https://t.example.org/"
FIRST_DAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
HEAD = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://data.samverkan.example/id/> .
@prefix def: <https://data.samverkan.example/def/> .
"""
BEFORE = """
<https://data.samverkan.example/res/kallgraf/gammal> skos:note "Den gamla." .
<https://data.samverkan.example/id/person/ada> a foaf:Person ; foaf:name "Ada" .
<https://data.samverkan.example/id/person/beata> a foaf:Person ; foaf:name "Beata" .
<https://data.samverkan.example/id/person/cesar> a foaf:Person ; foaf:name "Cesar" .
<https://data.samverkan.example/id/person/extern> a foaf:Person ; foaf:name "David" .
<https://data.samverkan.example/id/organisation/a> skos:prefLabel "Alfa"@sv .
<https://data.samverkan.example/id/organisation/b> skos:prefLabel "Betabolaget"@sv .
<https://data.samverkan.example/id/organisation/d> skos:prefLabel "Delad"@sv .
<https://data.samverkan.example/def/roll/gammal> skos:prefLabel "gammal"@sv .
<https://data.samverkan.example/id/medlemskap/m> org:member
  <https://data.samverkan.example/id/person/cesar> .
"""
AFTER = """
<https://data.samverkan.example/res/kallgraf/nytt> skos:note "Den nya." .
<https://data.samverkan.example/id/person/david> a foaf:Person ; foaf:name "David" .
<https://data.samverkan.example/id/organisation/c> skos:prefLabel "Gamma"@sv .
<https://data.samverkan.example/id/organisation/e> skos:prefLabel "Epsilon"@sv .
<https://data.samverkan.example/def/roll/ny> skos:prefLabel "ny"@sv .
"""
DECLARED = """
- {replaced: person:ada, by: person:beata, date: 2026-11-20, reason: dubblett}
- {replaced: person:beata, by: person:david, date: 2026-11-20, reason: dubblett}
- {replaced: person:extern, by: "https://else.example/å", date: 2026-11-20, reason: flyttad}
- {withdrawn: person:cesar, date: 2026-11-21T10:00:00+01:00, reason: felaktig}
- {merged: [organisation:a, organisation:b], into: organisation:c, date: 2026-11-22,
   reason: sammanslagning}
- {split: organisation:d, into: [organisation:c, organisation:e], date: 2026-11-22,
   reason: delning}
- {replaced: roll:gammal, by: roll:ny, date: 2026-11-22, reason: rattelse}
- {replaced: "kallgraf:gammal", by: "kallgraf:nytt", date: 2026-11-22, reason: flyttad}
"""
ENDED = 10


VOCABULARY = ("avslut.ttl", "samverkan.ttl", "context.jsonld")


def make_endings(
    root: Path, project: Path, *, settings: str = "", vocabulary: tuple[str, ...] = VOCABULARY
) -> Config:
    """Make the site in a folder, with these lines of configuration besides."""
    for name in ("data/identifiers", "shapes", "vocab"):
        (root / name).mkdir(parents=True)
    for name in vocabulary:
        (root / "vocab" / name).write_bytes((project / "vocab" / name).read_bytes())
    own = f'[site]\nbase = "{BASE}"\nterms = "{TERMS}"\n[limits]\npage_size = 6\n'
    (root / "samverkan.toml").write_text(own + settings)
    config = read_config(root / "samverkan.toml")
    (config.data / "gammal.ttl").write_text(HEAD + BEFORE)
    publish(config, FIRST_DAY)
    (config.data / "gammal.ttl").unlink()
    (config.data / "nytt.ttl").write_text(HEAD + AFTER)
    (config.identifiers / "2026.yaml").write_text(DECLARED)
    publish(config, FIRST_DAY + timedelta(days=1))
    return config
