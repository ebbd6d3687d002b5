"""The SPARQL endpoint in front of the application."""
