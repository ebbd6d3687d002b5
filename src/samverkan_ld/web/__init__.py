"""The web application: documents, lists and SPARQL over HTTP."""
