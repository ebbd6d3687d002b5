"""The properties of the service: what queries may ask for besides a name, what can be fetched."""

from dataclasses import dataclass
from typing import Final

from samverkan_ld.languages import Pair, in_language
from samverkan_ld.reconciliation.types import ORGANISATIONS


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its id, and its names and explanations in Swedish and English.

    `kinds` are those whose things have it. `refines` tells whether queries may name it, `type` what
    type of things its values are, if they are things.
    """

    id: str
    names: Pair
    notes: Pair
    kinds: tuple[str, ...]
    refines: bool = False
    is_fetched: bool = True
    type: str = ""

    def name(self, language: str) -> str:
        """Give the name in a language."""
        return in_language(self.names, language)

    def note(self, language: str) -> str:
        """Give the explanation in a language."""
        return in_language(self.notes, language)


_PERSON: Final = ("person",)
_REGISTERED: Final = ("kommun", "region")

_ALL: Final = (
    Property(
        "organisation",
        ("organisation", "organisation"),
        ("där personen har eller har haft en roll", "where the person holds or held a role"),
        _PERSON,
        refines=True,
        type="organisation",
    ),
    Property(
        "role",
        ("roll", "role"),
        (
            "rollen i organisationen, som i rollistan eller som i källan",
            "the role in the organisation, as in the list of roles or as the source has it",
        ),
        _PERSON,
        refines=True,
    ),
    Property(
        "date",
        ("dag", "date"),
        (
            "en dag då personen hade rollen, som 2020-03-17; även ett år eller en månad",
            "a day on which the person held the role, such as 2020-03-17; also a year or a month",
        ),
        _PERSON,
        refines=True,
        is_fetched=False,
    ),
    Property(
        "start",
        ("tidigast från", "earliest start"),
        ("den dag då rollen tidigast började", "the earliest day on which the role began"),
        _PERSON,
    ),
    Property(
        "end",
        ("senast till", "latest end"),
        ("den dag då rollen senast slutade", "the latest day on which the role ended"),
        _PERSON,
    ),
    Property(
        "municipality",
        ("kommun", "municipality"),
        (
            "den kommun som organisationen finns i eller hör till",
            "the municipality that the organisation lies in or belongs to",
        ),
        ORGANISATIONS,
        refines=True,
        type="kommun",
    ),
    Property(
        "county",
        ("län", "county"),
        ("länets namn eller kod", "the name or the code of the county"),
        ORGANISATIONS,
        refines=True,
    ),
    Property(
        "member",
        ("personer", "people"),
        (
            "de som har eller har haft en roll i organisationen",
            "those who hold or held a role in the organisation",
        ),
        ORGANISATIONS,
        type="person",
    ),
    Property(
        "organisation-number",
        ("organisationsnummer", "organisation number"),
        ("tio siffror", "ten digits"),
        ORGANISATIONS,
    ),
    Property(
        "code",
        ("kommunkod eller länskod", "municipality or county code"),
        ("SCB:s kod", "the code of Statistics Sweden"),
        _REGISTERED,
    ),
    Property(
        "form",
        ("organisationsform", "form of organisation"),
        ("såsom kommunalförbund", "such as a municipal association"),
        ORGANISATIONS,
    ),
    Property(
        "website",
        ("webbplats", "website"),
        ("organisationens egen", "the organisation's own"),
        ORGANISATIONS,
    ),
    Property(
        "other-name",
        ("annat namn", "other name"),
        ("kortnamn, förkortningar, tidigare namn", "short, abbreviated and former names"),
        ORGANISATIONS,
    ),
    Property(
        "wikidata",
        ("Wikidata", "Wikidata"),
        ("postens nummer, som Q495319", "the number of the item, such as Q495319"),
        ORGANISATIONS,
    ),
    Property(
        "iri",
        ("beständig adress", "persistent address"),
        ("IRI:n som du kan länka till", "the IRI that you can link to"),
        (*ORGANISATIONS, *_PERSON, "befattning", "artikel"),
    ),
)

PROPERTIES: Final = {known.id: known for known in _ALL}
"""The properties by their ids."""
