"""A draft as the YAML-LD record of an article."""
