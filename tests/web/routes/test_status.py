"""Whether the service is alive and ready."""

import json
from pathlib import Path

from flask.testing import FlaskClient

from samverkan_ld.config import Config
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current


def test_ready(client: FlaskClient) -> None:
    """A service that can read its release says which."""
    answer = client.get("/ready")

    told = json.loads(answer.data)
    assert (answer.status_code, told["status"]) == (200, "ok")
    assert told["release"] == answer.headers["X-Samverkan-Release"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_alive_without_release(tmp_path: Path) -> None:
    """A process answers for itself also while nothing can be served."""
    client = create_app(Config(tmp_path), Current(tmp_path)).test_client()

    assert json.loads(client.get("/health").data) == {"status": "ok"}
    assert client.get("/ready").status_code == 503
