"""Role classes of persons, and the levels at which a site publishes them.

Names with roles are personal data, also in public office (GDPR, article 4.1:
https://eur-lex.europa.eu/eli/reg/2016/679/oj). How far a person may be found depends on what the
person is named for; docs/privacy.md tells the whole.
"""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Final

from samverkan_ld.namespaces import ORG, PROV, SCHEMA


class PersonClass(StrEnum):
    """What a person is named for: the keys of `[privacy]` that set the level of each class."""

    ELECTED = "elected"
    OFFICIALS = "officials"
    CONTACTS = "contacts"


class Level(StrEnum):
    """How far the persons of a class are published.

    With `role` a source is published without the person: the role and the organisation stay.
    """

    INDEXED = "indexed"
    NOINDEX = "noindex"
    ROLE = "role"


_CONTACT: Final = PROV + "agent"
_MERELY: Final = frozenset((_CONTACT, ORG + "member", SCHEMA + "mentions"))


def class_of(links: Collection[str], roles: Iterable[str], elected: Collection[str]) -> PersonClass:
    """Tell the class of a person by what names the person.

    Whoever answers for an article, and of whom nothing else is told than roles held, is merely a
    contact; that the article mentions them is not more. Others are elected if they hold one of the
    roles of elected representatives and top officials, and officials in any other case.

    Args:
        links: the IRIs of the properties that lead to the person.
        roles: the IRIs of the roles that the person holds or held.
        elected: the IRIs of the roles of elected representatives and top officials.
    """
    if _CONTACT in links and _MERELY.issuperset(links):
        return PersonClass.CONTACTS
    is_elected = any(role in elected for role in roles)
    return PersonClass.ELECTED if is_elected else PersonClass.OFFICIALS
