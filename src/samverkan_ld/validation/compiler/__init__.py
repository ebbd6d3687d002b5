"""Constraints written as SPARQL."""
