"""Organisations in a text: known names, and names and units that their words give away."""
