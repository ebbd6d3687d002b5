"""The SHACL gate."""
