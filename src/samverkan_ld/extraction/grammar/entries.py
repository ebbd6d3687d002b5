"""Entries of a page: lines that hold only a name, a title or an address of somebody."""

import re
from typing import Final

from samverkan_ld.extraction.grammar.sentence import Sentence
from samverkan_ld.extraction.grammar.words import word_set

SHORT: Final = 9
"""Tokens of a line that is no prose, at most."""
_ADDRESS: Final = word_set("entries.address")
_ADDRESS_LENGTH: Final = 13
"""Tokens of a line that gives an address by such a word, at most."""
_LABELS: Final = word_set("entries.labels")
_BULLET: Final = "b"
_CLOSING: Final = ",.:;"
_NAME: Final = re.compile(r"N(?:,?P|[,:.])?|M(?:P|[,:])?")
_TITLES: Final = re.compile(r"R(?:[,&]R)*(?:\.|x\.|$)")
_TITLE_AND_BODY: Final = re.compile(r"R,?O|O,?R|R,K|R/R")


def name_part(line: Sentence) -> int | None:
    """Give the part of the name that a line consists of, with at most a party."""
    at = 1 if line.signs.startswith(_BULLET) else 0
    return at if _NAME.fullmatch(line.signs, at) else None


def is_role_line(line: Sentence) -> bool:
    """Tell whether a line consists of a title, or begins with one and names nobody."""
    signs = own_signs(line).rstrip(_CLOSING)
    if _TITLE_AND_BODY.fullmatch(signs):
        return True
    if _names(signs, "NMvh"):
        return False
    is_brief = len(line.tokens) <= SHORT and signs.startswith("R") and not _names(signs, "n=.")
    return is_brief or _TITLES.match(signs) is not None


def own_signs(line: Sentence) -> str:
    """Give the signs of a line, without whom somebody is secretary to: “hos Bo Alm”."""
    signs = line.signs.lstrip(_BULLET)
    at = line.signs.find("i")
    is_of_another = signs.startswith("R") and at > 0 and line.low(at) == "hos"
    return line.signs[:at].lstrip(_BULLET) if is_of_another else signs


def is_label(line: Sentence) -> bool:
    """Tell whether a line only says that somebody is a contact."""
    return len(line.tokens) == 1 and line.tokens[0].low in _LABELS


def is_address(line: Sentence) -> bool:
    """Tell whether a line is an address or a number, or says that one follows."""
    has_word = any(token.low in _ADDRESS for token in line.tokens)
    return (
        set(line.signs) <= set("@D–,/().:+-")
        or "@" in line.signs
        or (has_word and len(line.tokens) <= _ADDRESS_LENGTH)
        or all(token.kind in "dp" for token in line.tokens)
    )


def _names(signs: str, any_of: str) -> bool:
    return any(sign in any_of for sign in signs)
