"""Measurements of samverkan-ld beside its peers, and the data they are made on."""
