"""The languages of messages that queries fill in: SHACL, section 5.3.2.

See https://www.w3.org/TR/shacl/#sparql-constraints-variables. The reference validator drops the
language tag of a message when it puts values into it.
"""

import re
from typing import Final

import rdflib
from rdflib.namespace import SH
from rdflib.term import Node

_VARIABLE: Final = re.compile(r"\{[?$]\w+\}")


def tag_messages(report: rdflib.Graph, shapes: rdflib.Graph) -> None:
    """Give the messages of a report the language of the text that they were made of."""
    for result, constraint in [*report.subject_objects(SH.sourceConstraint)]:
        sources = (constraint, report.value(result, SH.sourceShape))
        texts = [text for source in sources for text in shapes.objects(source, SH.message)]
        for message in [*report.objects(result, SH.resultMessage)]:
            if isinstance(message, rdflib.Literal) and not message.language:
                report.remove((result, SH.resultMessage, message))
                report.add((result, SH.resultMessage, _tagged(message, texts)))


def _tagged(message: rdflib.Literal, texts: list[Node]) -> rdflib.Literal:
    fitting = {
        text.language
        for text in texts
        if isinstance(text, rdflib.Literal) and _fits(str(message), str(text))
    }
    return rdflib.Literal(str(message), lang=fitting.pop()) if len(fitting) == 1 else message


def _fits(message: str, text: str) -> bool:
    """Tell whether a message is a text with something in place of each variable."""
    first, *others = _VARIABLE.split(text)
    if not others:
        return message == text
    *middle, last = others
    if not message.startswith(first) or not message.endswith(last):
        return False
    place, end = len(first), len(message) - len(last)
    for part in middle:
        found = message.find(part, place, end)
        if found < 0:
            return False
        place = found + len(part)
    return place <= end
