"""What a route makes a request cost its client, where the answer is worth several."""

from http import HTTPStatus

from flask import abort, request

from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.errors import problem
from samverkan_ld.web.texts import say
from samverkan_ld.web.wire.toll import TOLL, Toll


def charge(worth: int) -> None:
    """Count a batch as so many requests.

    Raises:
        HTTPException: its client has to wait before it may ask so much (429).
    """
    toll: Toll | None = request.environ.get(TOLL)
    seconds = toll.pay(worth) if toll else 0
    if toll and seconds:
        detail = say(spoken(), "too-often-batch", limit=toll.most, seconds=seconds)
        refusal = problem(HTTPStatus.TOO_MANY_REQUESTS, detail)
        refusal.headers["Retry-After"] = str(seconds)
        abort(refusal)
