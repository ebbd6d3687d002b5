"""Linking a draft: organisations to those of the register, titles to the scheme of roles."""

from dataclasses import replace
from typing import Final

from samverkan_ld.drafts import Draft, DraftPerson, Organisation, Role
from samverkan_ld.extraction.register import Register

NO_REGISTER: Final = "no-register"
"""The code of the notice that there is no register, so that nothing could be linked to it."""


def link(draft: Draft, register: Register) -> Draft:
    """Link the organisations and titles of a draft; what is linked already stays so.

    An organisation gets a link to every organisation that its name may stand for, and a role the
    concept that its title names. Nothing is guessed. Where the register is empty, a notice says so.
    """
    persons = tuple(_person(person, register) for person in draft.persons)
    notices = tuple(notice for notice in draft.notices if notice[0] != NO_REGISTER)
    if not register.organisations and any(draft.organisations()):
        notices = ((NO_REGISTER, ""), *notices)
    return replace(draft, persons=persons, notices=notices)


def _person(person: DraftPerson, register: Register) -> DraftPerson:
    return replace(person, roles=tuple(_role(role, register) for role in person.roles))


def _role(role: Role, register: Register) -> Role:
    concept = role.concept
    if concept is None and role.title is not None:
        concept = register.role_named(role.title.text)
    return replace(role, organisation=_organisation(role.organisation, register), concept=concept)


def _organisation(organisation: Organisation | None, register: Register) -> Organisation | None:
    if organisation is None or organisation.links:
        return organisation
    return replace(organisation, links=register.organisations_named(organisation.name.text))
