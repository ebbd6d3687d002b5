"""The page that tells how the site handles personal data, made of its configuration."""

from dataclasses import dataclass
from typing import Final

from flask import render_template

from samverkan_ld.config import Config
from samverkan_ld.iris import ELECTED
from samverkan_ld.privacy import Level, PersonClass
from samverkan_ld.web.pages.shell import shell
from samverkan_ld.web.texts import say
from samverkan_ld.web.view import View

PATH: Final = "/om/personuppgifter"
_RULE: Final = "PersonMinimeringShape"
"""The shape that says what may not be told of a person."""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class of persons: its name, the path of what defines it, and what is published of it."""

    name: str
    href: str
    meaning: str
    level: str


def privacy_page(view: View, config: Config, language: str) -> str:
    """Write the page: who answers, what is published of whom, why, how long, and how to object."""
    return render_template(
        "personal_data.html",
        **shell(language),
        canonical=view.iris.base + PATH.removeprefix("/"),
        classes=[_row(view, config, kind, language) for kind in PersonClass],
        exceptions=_exceptions(config),
        rule=_described(view, view.iris.term(_RULE)),
        basis=config.privacy.basis(language),
        retention=config.retention,
    )


def _row(view: View, config: Config, kind: PersonClass, language: str) -> ClassRow:
    roles = view.iris.concept(*ELECTED) if kind is PersonClass.ELECTED else ""
    return ClassRow(
        say(language, f"class-{kind}"),
        _described(view, roles) if roles else "",
        say(language, f"class-{kind}-meaning"),
        say(language, f"level-{config.privacy.level(kind)}"),
    )


def _exceptions(config: Config) -> int:
    """Count the persons left out by decision, where others of their class may be listed."""
    levels = {config.privacy.level(kind) for kind in PersonClass}
    return len(set(config.privacy.noindex)) if Level.INDEXED in levels else 0


def _described(view: View, iri: str) -> str:
    return (view.iris.document(iri) or "") if view.describes(iri) else ""
