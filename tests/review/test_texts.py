"""What the pages say, in both languages, and how their scripts say it."""

import re
from pathlib import Path

import pytest

import samverkan_ld.review
from samverkan_ld.review.texts import wording
from samverkan_ld.review.wording import WORDING

HOME = Path(samverkan_ld.review.__file__).parent
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in HOME.glob("static/*.js")}
CODE = "\n".join(SCRIPTS.values())
TEMPLATES = "\n".join(path.read_text(encoding="utf-8") for path in HOME.glob("templates/*.html"))


def test_scripts_say_what_there_is():
    """Every text that a script asks for is there."""
    asked = set(re.findall(r'\b(?:say|knows)\(\s*"([a-z-]+)"', CODE))
    made = [
        re.sub(r"\$\{[^}]*\}", "[a-z-]+", text)
        for text in re.findall(r"\b(?:say|knows)\(`([^`]+)`", CODE)
    ]

    assert asked - WORDING.keys() == set()
    assert [text for text in made if not any(re.fullmatch(text, key) for key in WORDING)] == []


@pytest.mark.parametrize("key", WORDING)
def test_texts_are_used(key):
    """Every text is asked for: by its key, or by a beginning or an end that scripts complete."""
    first, _, last = key.rpartition("-")
    made = (f"`{first}-${{", f"}}-{last}`", f'"{first}s"', f'"{first.rpartition("-")[0]}s"')

    assert f'"{key}"' in CODE + TEMPLATES or any(form in CODE for form in made)


@pytest.mark.parametrize(("key", "texts"), WORDING.items(), ids=WORDING)
def test_both_languages(key, texts):
    """Both languages fill the same values in, and say something."""
    swedish, english = (set(re.findall(r"\{(\w+)\}", text)) for text in texts)

    assert swedish == english
    assert all(text.strip() for text in texts)
    assert wording("sv")[key] == texts[0]
    assert wording("en")[key] == texts[1]


def test_letters_differ():
    """No two choices have the same letter in a language."""
    for number in (0, 1):
        letters = [texts[number] for key, texts in WORDING.items() if key.startswith("key-")]
        assert len(letters) == len(set(letters))


@pytest.mark.parametrize("name", SCRIPTS)
def test_nothing_is_read_as_markup(name):
    """No script makes elements or code of text."""
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(|Function\("
    )

    assert re.findall(forbidden, SCRIPTS[name]) == []


def test_no_inline_code():
    """No page has a script or style of its own, which the policy would not run."""
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", TEMPLATES) == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", TEMPLATES) == []
