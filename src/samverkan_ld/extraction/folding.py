"""Names and titles without the differences of typing, so that equal ones can be found."""

import re
import unicodedata
from typing import Final

_SPACES: Final = re.compile(r"\s+")
_TYPING: Final = str.maketrans({"\u00ad": None, "\u200b": None, "´": "'", "’": "'", "‘": "'"})
_DASHES: Final = re.compile(r"\s?[‐‑‒–—―−-]\s?")


def fold(text: str) -> str:
    """Fold a name: capitals, composed letters, soft hyphens, kinds of dashes and spaces.

    >>> fold("Region\\u00a0JÄMTLAND  Härjedalen") == fold("region Jämtland Härjedalen")
    True
    >>> fold("Upplands‑Bro")
    'upplands-bro'
    """
    plain = unicodedata.normalize("NFC", text.translate(_TYPING)).casefold()
    return _SPACES.sub(" ", _DASHES.sub("-", plain)).strip()


def fold_person(name: str) -> str:
    """Fold the name of a person: as `fold`, and a hyphen is as good as a space.

    >>> fold_person("Anna-Karin Ek") == fold_person("ANNA KARIN EK")
    True
    """
    return fold(name).replace("-", " ")
