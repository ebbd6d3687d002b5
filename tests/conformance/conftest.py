"""The endpoint that the W3C's tests are run against."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.conformance.endpoint import Endpoint
from tests.conformance.site import write_site
from tests.conftest import start_server

from samverkan_ld.config import read_config
from samverkan_ld.pipeline.publish import publish


@pytest.fixture(scope="session")
def endpoint(suites: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """The endpoint of a server of the site with the data of all tests."""
    site = tmp_path_factory.mktemp("conformance") / "site"
    write_site(site)
    publish(read_config(site / "samverkan.toml"), datetime(2026, 11, 23, 12, tzinfo=UTC))
    process, address = start_server(site, workers=1)
    yield Endpoint(address)
    process.terminate()
    assert process.wait(120) == 0
