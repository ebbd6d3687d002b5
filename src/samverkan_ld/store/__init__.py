"""The store of a release, and the documents read from it."""
