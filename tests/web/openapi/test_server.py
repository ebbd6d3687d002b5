"""The server does what its description says, whatever it is asked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOOKS = "tests.web.openapi.hooks"
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_headers_conformance,response_schema_conformance,unsupported_method"
)


def fuzz(server: str, folder: Path, project: Path, *options: str) -> str:
    """Let schemathesis ask a server for what it describes; gives what it says."""
    command = [f"{Path(sys.executable).parent}/schemathesis", "run", f"{server}/openapi.json"]
    fixed = ["--max-redirects=0", f"--checks={CHECKS}", "--warnings=off", "--seed=1", "--no-color"]
    fixed += ["--request-timeout=120", "--suppress-health-check=all"]  # whatever the machine is at
    environ = {"SCHEMATHESIS_HOOKS": HOOKS, "PYTHONPATH": str(project)}
    done = subprocess.run(
        [*command, *fixed, *options],
        cwd=folder,
        env=os.environ | environ,
        capture_output=True,
        text=True,
        timeout=3000,
        check=False,
    )
    return f"{done.stdout}\n{done.stderr}" if done.returncode else ""


def test_corners(server: str, tmp_path: Path, project: Path):
    """The examples, and the corners of every parameter, are answered as described."""
    assert not fuzz(
        server,
        tmp_path,
        project,
        "--phases=examples,coverage",
        *("--include-method=GET", "--include-method=POST", "--exclude-path-regex=suffix"),
    )


@pytest.mark.long
def test_fuzzing(server: str, tmp_path: Path, project: Path):
    """So is what nobody has thought of, by all methods and in all formats."""
    assert not fuzz(
        server, tmp_path, project, "--phases=examples,coverage,fuzzing", "--max-examples=20"
    )
