"""What can be told of a SPARQL query without parsing it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from samverkan_ld.sparql.lexer import Token, tokens

_PROLOGUE: Final = ("PREFIX", "BASE", "VERSION")
_VOLATILE: Final = ("NOW", "RAND", "UUID", "STRUUID")
_SERVICE: Final = re.compile("SERVICE")
_CLOSED: Final = re.compile(r"\).*SERVICE")


@dataclass(frozen=True)
class Outline:
    """The outline of a query.

    Most queries are told by the letters that they lack; only the others are parted into tokens.
    """

    text: str

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens, in order."""
        return tuple(tokens(self.text))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The bare words, in upper case and in order."""
        return tuple(token.text for token in self.tokens if token.kind == "word")

    @cached_property
    def form(self) -> Token | None:
        """The word that tells the form of the query: the first after the prologue."""
        words = (token for token in self.tokens if token.kind == "word")
        return next((token for token in words if token.text not in _PROLOGUE), None)

    def is_form(self, name: str) -> bool:
        """Tell whether the query is of a form."""
        return self._may_hold(name) and self.form is not None and self.form.text == name

    @property
    def prologue(self) -> str:
        """The text before the form: BASE and PREFIX lines."""
        return self.text[: self.form.start] if self.form else self.text

    def nests_deeper(self, depth: int) -> bool:
        """Tell whether brackets nest deeper."""
        if sum(map(self.text.count, "{([")) <= depth:
            return False
        return any(token.kind == "open" and token.depth >= depth for token in self.tokens)

    @cached_property
    def is_volatile(self) -> bool:
        """Tell whether asking again may give another answer from the same data."""
        if self.uses_service:
            return True
        named = [word for word in _VOLATILE if self._may_hold(word)]
        return any(word.endswith(name) for name in named for word in self.words)

    @cached_property
    def uses_service(self) -> bool:
        """Tell whether the engine could read SERVICE anywhere."""
        return next(self.services(), None) is not None

    @cached_property
    def has_dataset(self) -> bool:
        """Tell whether the query names its dataset by FROM, be it glued to what follows."""
        if not self._may_hold("FROM"):
            return False
        glued = {token.prefix for token in self.tokens if token.kind == "name"} - self._declared
        return any(text.startswith("FROM") for text in (*self.words, *glued))

    @property
    def default_graphs(self) -> tuple[Token, ...]:
        """The IRIs and names that FROM, but not FROM NAMED, is followed by."""
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        return tuple(
            graph for word, graph in pairs if word.text == "FROM" and graph.kind in ("iri", "name")
        )

    def services(self) -> Iterator[int]:
        """Give the index of each token that the engine could read as SERVICE.

        It asks for no space beside a keyword: `1SERVICE`, `SERVICESILENT` and, with a prefix x,
        `SERVICEx:e {` are SERVICE to it. The last is a name too, so only there the place decides.
        """
        if not self._may_hold("SERVICE"):
            return
        for index, token in enumerate(self.tokens):
            is_word = token.kind == "word" and "SERVICE" in token.text
            # no address has that, but a comparison taken for an IRI must have it
            is_doubtful = token.kind == "iri" and _CLOSED.search(token.text.upper())
            if is_word or is_doubtful or (token.kind == "name" and self._hides(index)):
                yield index

    def _hides(self, index: int) -> bool:
        """Tell whether a name can be SERVICE and another name, written without space."""
        token = self.tokens[index]
        tails = {token.prefix[found.end() :] for found in _SERVICE.finditer(token.prefix)}
        tails |= {tail.removeprefix("SILENT") for tail in tails}
        return (
            not tails.isdisjoint(self._declared)
            and token.depth > 0
            and any(following.text == "{" for following in self.tokens[index + 1 : index + 2])
            and self.tokens[index - 1].text != "GRAPH"
        )

    def _may_hold(self, word: str) -> bool:
        return word in self._upper

    @cached_property
    def _upper(self) -> str:
        return self.text.upper()

    @cached_property
    def _declared(self) -> set[str]:
        """The prefixes that PREFIX declares, be it glued to them: `PREFIXx:<…>` declares x."""
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        names = {token.prefix for token in self.tokens if token.kind == "name"}
        glued = {name.removeprefix("PREFIX") for name in names if name.startswith("PREFIX")}
        return glued | {name.prefix for word, name in pairs if word.text == "PREFIX"}
