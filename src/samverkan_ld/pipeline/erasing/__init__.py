"""Erasing: what is taken away, and from where."""
