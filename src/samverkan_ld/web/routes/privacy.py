"""How the site handles personal data: `/om/personuppgifter`."""

from typing import Final

from flask import Blueprint, Response, request

from samverkan_ld.formats.table import HTML
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.pages.privacy_page import PATH, privacy_page
from samverkan_ld.web.site import current_site, current_view

routes: Final = Blueprint("privacy", __name__)


@routes.get(PATH)
def personal_data() -> Response:
    """Tell what is published of whom and why, and how to have it corrected."""
    language = spoken()
    body = privacy_page(current_view(), current_site().config, language)
    response = Response(body, content_type=HTML.content_type)
    response.headers["Vary"] = "Accept-Language"
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
