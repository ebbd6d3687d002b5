"""What kind of term a value node is: SHACL, section 4.1.

See https://www.w3.org/TR/shacl/#core-components-value-type.
"""

from typing import Final

from rdflib.namespace import RDF, RDFS, SH, XSD
from rdflib.term import Node, _toPythonMapping

from samverkan_ld.validation.compiler.clauses import Condition, Few, Match, Some, Test, when
from samverkan_ld.validation.compiler.portable import NotPortableError
from samverkan_ld.validation.compiler.scope import Scope, iri

_DAY: Final = (
    "(?:(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-(?:(?:0[13578]|1[02])-(?:0[1-9]|"
    "[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|"
    "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)-02-29)"
)
_HOUR: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,6})?"

_CONVERTED: Final[set[Node | str | None]] = {
    kind for kind, convert in _toPythonMapping.items() if convert
}

WELL_FORMED: Final[dict[Node, str]] = {
    XSD.string: "",
    RDF.langString: "",
    XSD.boolean: "^(?:true|false)$",
    XSD.integer: "^-?[0-9]{1,1000}$",
    XSD.decimal: "^-?[0-9]+(?:[.][0-9]+)?$",
    XSD.double: "^-?[0-9]+(?:[.][0-9]+)?(?:E-?[0-9]+)?$",
    XSD.float: "^-?[0-9]+(?:[.][0-9]+)?(?:E-?[0-9]+)?$",
    XSD.date: f"^{_DAY}$",
    XSD.dateTime: f"^{_DAY}T{_HOUR}Z?$",
    XSD.gYear: "^[1-9][0-9]{3}$",
    XSD.gYearMonth: "^[1-9][0-9]{3}-(?:0[1-9]|1[0-2])$",
}
"""Spellings that the reference accepts as values of a datatype; it may accept others too."""

_KINDS: Final[dict[Node, str]] = {
    SH.IRI: "ISIRI({0})",
    SH.BlankNode: "ISBLANK({0})",
    SH.Literal: "ISLITERAL({0})",
    SH.BlankNodeOrIRI: "!ISLITERAL({0})",
    SH.BlankNodeOrLiteral: "!ISIRI({0})",
    SH.IRIOrLiteral: "!ISBLANK({0})",
}


def node_class(scope: Scope, value: Node) -> Condition:
    """Compile sh:class: the node is an instance of the class, or of one below it."""
    kinds = sorted(map(iri, scope.subclasses(value)))
    options = [f"?{scope.focus} <{RDF.type}> {kind} ." for kind in kinds]
    pattern = " UNION ".join(f"{{ {option} }}" for option in options)
    if len(options) == 1:
        (pattern,) = options
    of_class = Match(scope.focus, scope.fresh(), pattern, (pattern,))
    return Condition((Few(of_class),), (Some(of_class),))


def datatype(scope: Scope, value: Node) -> Condition:
    """Compile sh:datatype: a literal of the type, spelt as values of the type are."""
    name = f"?{scope.focus}"
    if value in (RDFS.Literal, RDFS.Datatype):
        raise NotPortableError(f"sh:datatype <{value}> has a meaning of its own")
    is_typed = f"ISLITERAL({name}) && DATATYPE({name}) = {iri(value)}"
    spelling = WELL_FORMED.get(value)
    if spelling or (spelling is None and value in _CONVERTED):
        sure = f'{is_typed} && REGEX(STR({name}), "{spelling}")' if spelling else "false"
        return Condition((Test(f"COALESCE(!({sure}), true)"),), when(f"!({is_typed})").conforms)
    return when(f"!({is_typed})")


def node_kind(scope: Scope, value: Node) -> Condition:
    """Compile sh:nodeKind."""
    if value not in _KINDS:
        raise NotPortableError(f"sh:nodeKind has the value {value.n3()}")
    return when(f"!({_KINDS[value].format('?' + scope.focus)})")
