"""Extraction by the examples of its docstrings: every rule of the grammar shows what it reads."""

import doctest
import importlib
import pkgutil
from collections.abc import Iterator

import pytest

from samverkan_ld import extraction
from samverkan_ld.extraction.grammar import rules
from samverkan_ld.extraction.grammar.claims import RULES, read

MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(extraction.__path__, f"{extraction.__name__}.")
    if not found.ispkg
)
RULE_MODULES = sorted(found.name for found in pkgutil.iter_modules(rules.__path__))


def examples(module: str) -> Iterator[doctest.DocTest]:
    """Give the docstrings of a module that have examples."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = importlib.import_module(module)
    return (test for test in finder.find(found, extraglobs={"read": read}) if test.examples)


@pytest.mark.parametrize("module", MODULES, ids=lambda name: name.removeprefix(extraction.__name__))
def test_examples(module: str) -> None:
    """What the examples of a module say is so."""
    told: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    for test in examples(module):
        runner.run(test, out=told.append)

    assert not told, "".join(told)


@pytest.mark.parametrize("module", RULE_MODULES)
def test_rules_have_examples(module: str) -> None:
    """Every rule has a name and a docstring with an example of its own, and is tried."""
    found = importlib.import_module(f"{rules.__name__}.{module}")
    tried = {rule.read for rule in RULES}
    with_examples = {test.name.rpartition(".")[2] for test in examples(found.__name__)}
    made = [rule.read.__name__ for rule in getattr(found, "RULES", [])]

    assert made or module == "base"
    assert len(made) == len(set(made))
    assert set(made) <= with_examples
    assert {rule.read for rule in getattr(found, "RULES", [])} <= tried


def test_examples_are_found() -> None:
    """Examples in other modules than those of rules are run as well."""
    assert sum(1 for module in MODULES for _ in examples(module)) > len(RULES)
