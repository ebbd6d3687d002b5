"""URI templates, and the IRIs that they give.

Of RFC 6570 (https://www.rfc-editor.org/rfc/rfc6570) the forms `{name}` and `{+name}`; of CSVW the
prefixes of its initial context (https://www.w3.org/ns/csvw).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urljoin

from pyoxigraph import NamedNode

from samverkan_ld import namespaces
from samverkan_ld.errors import SourceError

CSVW_PREFIXES: Final = {
    "dc": namespaces.DCTERMS,
    "dcat": namespaces.DCAT,
    "dcterms": namespaces.DCTERMS,
    "foaf": namespaces.FOAF,
    "org": namespaces.ORG,
    "owl": namespaces.OWL,
    "prov": namespaces.PROV,
    "rdf": namespaces.RDF,
    "rdfs": namespaces.RDFS,
    "schema": namespaces.SCHEMA,
    "skos": namespaces.SKOS,
    "void": namespaces.VOID,
    "xsd": namespaces.XSD,
}
"""The prefixes of the initial context of CSVW that have a namespace here."""

_SCHEMES: Final = ("http://", "https://", "mailto:", "urn:")
_NAME: Final = r"[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*"
_PART: Final = re.compile(rf"\{{(?P<operator>\+?)(?P<name>{_NAME})\}}|(?P<literal>[^{{}}]+)")
_ENCODED: Final = re.compile("(%[0-9A-Fa-f]{2})")
_RESERVED: Final = ":/?#[]@!$&'()*+,;="


@dataclass(frozen=True, slots=True)
class Template:
    """A URI template; `parts` holds pairs of an operator ("", "+" or "literal") and a text."""

    parts: tuple[tuple[str, str], ...]

    @property
    def variables(self) -> frozenset[str]:
        """The names that the template uses."""
        return frozenset(text for operator, text in self.parts if operator != "literal")

    def expand(self, values: Mapping[str, str]) -> str | None:
        """Put values in; None when the template uses a name that has no value."""
        try:
            return "".join(_expand_part(operator, text, values) for operator, text in self.parts)
        except KeyError:
            return None


def parse_template(text: str, name: str) -> Template:
    """Read a URI template; `name` is the file it stands in.

    Raises:
        SourceError: the text is empty, or uses a form other than `{name}` and `{+name}`.
    """
    found = list(_PART.finditer(text))
    if not text or "".join(match[0] for match in found) != text:
        raise SourceError(
            name, f"{text!r} is no URI template known here: use {{name}} and {{+name}} only"
        )
    return Template(tuple(_part(match) for match in found))


@lru_cache(maxsize=4096)
def node(reference: str, base: str) -> NamedNode | None:
    """Make an IRI of a prefixed name, an absolute IRI or a reference relative to `base`.

    None when it is no IRI, or one whose scheme is not http, https, urn or mailto: such as a name
    with a prefix that CSVW does not define.
    """
    prefix, _, rest = reference.partition(":")
    try:
        iri = CSVW_PREFIXES[prefix] + rest if prefix in CSVW_PREFIXES else urljoin(base, reference)
        return NamedNode(iri) if iri.startswith(_SCHEMES) else None
    except ValueError:
        return None


def _part(match: re.Match[str]) -> tuple[str, str]:
    if match["literal"] is None:
        return match["operator"], match["name"]
    return "literal", _keep_reserved(match["literal"])


def _expand_part(operator: str, text: str, values: Mapping[str, str]) -> str:
    if operator == "literal":
        return text
    return _keep_reserved(values[text]) if operator else quote(values[text], safe="")


def _keep_reserved(text: str) -> str:
    # Splitting by a group leaves what is already percent-encoded at the odd places.
    return "".join(
        part if place % 2 else quote(part, safe=_RESERVED)
        for place, part in enumerate(_ENCODED.split(text))
    )
