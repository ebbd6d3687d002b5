"""Short articles that break the shapes, each in one way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from bench.population import Register, mint
from bench.trig import Graph, iri, thing

_PERIOD: Final = '[ time:hasBeginning "2015" ; time:hasEnd "2018" ]'
_BOUNDS: Final = {
    "sam:tidigastFran": "2015-02-01",  # by the period 2015-01-01
    "sam:senastFran": "2015-12-31",
    "sam:tidigastTill": "2018-01-01",
    "sam:senastTill": "2018-12-31",
}


@dataclass(frozen=True, slots=True)
class Story:
    """An article with two persons, a membership and two statements, which conforms.

    `facts` tells what is said: values by predicate by thing.
    """

    article: str
    person: str
    other: str
    membership: str
    first: str
    second: str
    facts: dict[str, dict[str, list[str]]]


def faults(rng: Random, register: Register) -> Iterator[Graph]:
    """Make graphs that each break the shapes in one of a few ways, in turn, without end."""
    while True:
        for spoil in _FAULTS:
            key, story = mint(rng), _story(rng, register)
            spoil(story)
            graph = Graph(key)
            graph.say(f"kallgraf:{key}", [("dcterms:source", ['"Påhittat fel"@sv'])])
            for subject, facts in story.facts.items():
                graph.say(subject, [*facts.items()])
            yield graph


def _story(rng: Random, register: Register) -> Story:
    story = Story(
        article=thing("artikel", mint(rng)),
        person=thing("person", mint(rng)),
        other=thing("person", mint(rng)),
        membership=thing("medlemskap", mint(rng)),
        first=thing("uttalande", mint(rng)),
        second=thing("uttalande", mint(rng)),
        facts={},
    )
    story.facts[story.person] = _person('"Kim Berg"')
    story.facts[story.other] = _person('"Kim Lind"')
    story.facts[story.membership] = _membership(story.person, rng, register)
    story.facts[story.first] = _statement(story, "1")
    story.facts[story.second] = _statement(story, "2")
    story.facts[story.article] = _article(story, rng, register)
    return story


def _person(name: str) -> dict[str, list[str]]:
    return {"a": ["foaf:Person", "schema:Person"], "foaf:name": [name], "schema:name": [name]}


def _membership(person: str, rng: Random, register: Register) -> dict[str, list[str]]:
    role = rng.choice(register.roles)
    return {
        "a": ["org:Membership", "schema:OrganizationRole"],
        "org:member": [person],
        "org:organization": [iri(rng.choice(register.organisations))],
        "org:role": [f"roll:{role.notation}"],
        "schema:roleName": [f'"{role.label}"'],
        "org:memberDuring": [_PERIOD],
    }


def _statement(story: Story, position: str) -> dict[str, list[str]]:
    return {
        "a": ["schema:Statement", "prov:Entity"],
        "schema:position": [position],
        "schema:isPartOf": [story.article],
        "prov:wasDerivedFrom": [story.article],
        "prov:wasAttributedTo": [story.person],
        "sam:talarSom": [story.membership],
        "sam:atergivning": ["atg:referat"],
        "schema:text": ['"Kommunerna delar på arbetet."@sv', '"Municipalities share work."@en'],
    }


def _article(story: Story, rng: Random, register: Register) -> dict[str, list[str]]:
    return {
        "a": ["schema:Article", "prov:Entity"],
        "schema:headline": ['"Röster om fel"@sv'],
        "schema:name": ['"Röster om fel"@sv', '"Voices on faults"@en'],
        "schema:datePublished": ['"2020-03-17"^^xsd:date'],
        "schema:inLanguage": ['"sv"'],
        "schema:publisher": [iri(rng.choice(register.organisations))],
        "schema:about": [f"amne:{rng.choice(register.subjects)}"],
        "schema:hasPart": [story.first, story.second],
    }


def _nameless(story: Story) -> None:
    del story.facts[story.person]["foaf:name"], story.facts[story.person]["schema:name"]


def _named_twice(story: Story) -> None:
    names = ['"Kim Berg"', '"Kim Lind"']
    story.facts[story.person] |= {"foaf:name": names, "schema:name": names}


def _homeless(story: Story) -> None:
    del story.facts[story.membership]["org:organization"]


def _ended_too_early(story: Story) -> None:
    period = '[ time:hasBeginning "2018" ; time:hasEnd "2015" ]'
    story.facts[story.membership]["org:memberDuring"] = [period]


def _wrongly_bounded(story: Story) -> None:
    bounds = {name: [f'"{day}"^^xsd:date'] for name, day in _BOUNDS.items()}
    story.facts[story.membership] |= bounds


def _misattributed(story: Story) -> None:
    story.facts[story.first]["prov:wasAttributedTo"] = [story.other]


def _untranslated(story: Story) -> None:
    story.facts[story.first]["schema:text"] = ['"Municipalities share work."@en']


def _unlisted(story: Story) -> None:
    # a concept, but not of the list of renderings
    story.facts[story.first]["sam:atergivning"] = story.facts[story.article]["schema:about"]


def _in_one_place(story: Story) -> None:
    story.facts[story.second]["schema:position"] = story.facts[story.first]["schema:position"]


def _mistyped(story: Story) -> None:
    story.facts[story.article]["schema:datePublished"] = ['"2020-03-17"']


def _dangling(story: Story) -> None:
    del story.facts[story.other]
    story.facts[story.article]["schema:mentions"] = [story.other]


_FAULTS: Final[tuple[Callable[[Story], None], ...]] = (
    _nameless,
    _wrongly_bounded,
    _dangling,
    _misattributed,
    _named_twice,
    _in_one_place,
    _homeless,
    _mistyped,
    _untranslated,
    _ended_too_early,
    _unlisted,
)
KINDS: Final = len(_FAULTS)
"""How many ways to break the shapes there are."""
