"""rdflib-endpoint, the peer, over a file of N-Triples in memory.

python -m bench.peer FILE PORT
"""

import sys
from importlib import import_module

import rdflib


def main(path: str, port: int) -> None:
    """Serve until told to stop, without a log of requests."""
    # Only the lock file of the bench holds these two, so that nothing else depends on them.
    endpoint, uvicorn = import_module("rdflib_endpoint"), import_module("uvicorn")
    graph = rdflib.Graph().parse(path, format="nt")
    application = endpoint.SparqlEndpoint(graph=graph)
    uvicorn.run(application, host="127.0.0.1", port=port, access_log=False, log_level="warning")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
