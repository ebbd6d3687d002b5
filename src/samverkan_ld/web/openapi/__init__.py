"""The HTTP interface as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1), a module a topic."""
