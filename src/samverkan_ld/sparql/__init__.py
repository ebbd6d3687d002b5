"""Answering SPARQL queries."""
