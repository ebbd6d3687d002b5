"""Whether HEAD tells what GET tells (RFC 9110, section 9.3.2)."""

from collections.abc import Iterable

from samverkan_ld.selftest.client import Answer
from samverkan_ld.selftest.rules import Outcome, failed, kept
from samverkan_ld.selftest.service import Service


def same_head(service: Service, address: str, answer: Answer, names: Iterable[str]) -> Outcome:
    """Judge whether HEAD has the status, and the headers of some names, that GET was answered."""
    head = service.head(address)
    others = [name for name in names if head.headers.get(name) != answer.headers.get(name)]
    if head.status != answer.status:
        return failed(
            address,
            f"HEAD svarar {head.told}, GET {answer.told}",
            f"HEAD answers {head.told}, GET {answer.told}",
        )
    if others:
        listed = ", ".join(others)
        return failed(
            address, f"HEAD har inte samma {listed} som GET", f"HEAD differs from GET in {listed}"
        )
    return kept(address)
