"""The languages of messages."""

import time

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SH

from samverkan_ld.validation.messages import tag_messages

SHAPE, RULE = URIRef("urn:S"), URIRef("urn:R")

CASES = [
    (["{?a} är {?b}.", "{?a} is {?b}."], "x är y.", "sv"),
    (["{?a} är {?b}.", "{?a} is {?b}."], "x is y.", "en"),
    (["{?a}, {?b}, {?a}", "{$a}; {$b}"], "x; y", "en"),
    (["Fel.", "Wrong."], "Wrong.", "en"),
    (["{?a}", "{?b}"], "either", None),
    (["a{?a}b{?b}a", "-"], "ab", None),
    (["{?a} är", "{?a} is"], "neither", None),
]


def tagged(texts, message, *, of_shape=False):
    """Give the language that a message gets from a Swedish and an English text."""
    shapes, report, result = Graph(), Graph(), BNode()
    for text, language in zip(texts, ("sv", "en"), strict=True):
        shapes.add((SHAPE if of_shape else RULE, SH.message, Literal(text, lang=language)))
    report.add((result, SH.sourceConstraint, RULE))
    report.add((result, SH.sourceShape, SHAPE))
    report.add((result, SH.resultMessage, Literal(message)))
    tag_messages(report, shapes)
    (found,) = report.objects(result, SH.resultMessage)
    assert isinstance(found, Literal)
    assert str(found) == message
    return found.language


@pytest.mark.parametrize(("texts", "message", "language"), CASES)
def test_languages(texts, message, language):
    """A message has the language of the one text that it can be made of."""
    assert tagged(texts, message) == language
    assert tagged(texts, message, of_shape=True) == language


def test_long_values():
    """A message with a value of any length is told from others at once."""
    texts = ["{?a} {?b} {?c} {?d} ä", "{?a} {?b} {?c} {?d} e"]
    start = time.process_time()

    assert tagged(texts, "x " * 50_000 + "z") is None
    assert time.process_time() - start < 20
