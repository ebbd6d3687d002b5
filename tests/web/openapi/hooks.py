"""What schemathesis needs to know of this service."""

import schemathesis


@schemathesis.serializer("application/sparql-query")
def write_query(_: schemathesis.SerializationContext, value: object) -> bytes:
    """Write the text of a query as the body of a request."""
    return str(value).encode(errors="replace")
