"""What a request asks for: format, language and page."""

import re
from typing import Final, NoReturn
from urllib.parse import quote

from flask import request

from samverkan_ld.formats.table import Format
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.links import Resource
from samverkan_ld.web.errors import no_such_format, not_acceptable, refuse, shown
from samverkan_ld.web.negotiation import Choice, choose
from samverkan_ld.web.texts import say

_IN_QUERY: Final = "%!$&'()*+,;=:@/?"
"""What stands in a query as it is (https://www.rfc-editor.org/rfc/rfc3986#section-3.4)."""

_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,8}")


def chosen(resource: Resource, named: Format | None) -> Choice:
    """Choose the format of an answer: the one that a suffix names, else by Accept.

    Raises:
        HTTPException: none of the resource's formats is acceptable (406), or it is not to be had in
            the one that the suffix names (404).
    """
    if named is not None:
        if named not in resource.formats:
            no_such_format(resource, named.name)
        return Choice(named, named.content_type)
    choice = choose(request.headers.get("Accept"), resource.formats)
    if choice is None:
        not_acceptable(resource)
    return choice


def page_number() -> int:
    """Give the number of the page asked for, from 1.

    Raises:
        HTTPException: the parameter is no such number (400).
    """
    return whole_number("page", 1)


def whole_number(name: str, usual: int, *, least: int = 1, most: int = 0) -> int:
    """Give the whole number that a parameter has, or the usual one where it is not sent.

    Args:
        name: the parameter.
        usual: what stands for it.
        least: the smallest number that it can be.
        most: the largest, or 0 where there is none.

    Raises:
        HTTPException: the parameter is no such number (400).
    """
    value = request.args.get(name, str(usual))
    number = int(value) if _NUMBER.fullmatch(value) else -1
    if number < least or number > (most or number):
        refuse_parameter(name, value, "range" if most else "number", least=least, most=most)
    return number


def refuse_page(number: int, *, last: int = 0) -> NoReturn:
    """Refuse a page that is past the last, which is told where it is known.

    Raises:
        HTTPException: always (404).
    """
    refuse(404, "past-last" if last else "no-page", page=number, path=request.path, last=last)


def with_query(path: str) -> str:
    """Give a path with the query of the request."""
    query = quote(request.query_string, safe=_IN_QUERY)
    return f"{path}?{query}" if query else path


def refuse_parameter(name: str, value: str, remedy: str, **values: object) -> NoReturn:
    """Refuse a parameter's value, and say what it can be.

    Raises:
        HTTPException: always (400).
    """
    told = say(spoken(), f"remedy-{remedy}", **values)
    refuse(400, "bad-parameter", name=name, value=shown(value), remedy=told)
