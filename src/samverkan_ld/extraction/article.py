"""Extraction: from the text of an article to a draft of what it says of people."""

from dataclasses import replace

from samverkan_ld.drafts import Draft
from samverkan_ld.extraction.grammar.reading import read_people
from samverkan_ld.extraction.grammar.tokens import tokenise
from samverkan_ld.extraction.headline import find_headline
from samverkan_ld.extraction.language import guess_language
from samverkan_ld.extraction.notices import find_notices
from samverkan_ld.extraction.pages.page import Page
from samverkan_ld.extraction.publication import find_date


def extract(page: Page) -> Draft:
    """Extract a draft from a page.

    The same page always gives the same draft.
    """
    tokens = tokenise(page.text)
    people = read_people(page.text, tokens)
    draft = Draft(
        file=page.name,
        text=page.text,
        title=find_headline(page),
        published=page.published or find_date(tokens) or page.sent,
        language=guess_language(page.text, page.language),
        persons=people.drafts(),
    )
    return replace(draft, notices=tuple(find_notices(draft, tokens, people.unsure())))
