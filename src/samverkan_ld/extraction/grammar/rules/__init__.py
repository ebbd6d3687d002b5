"""The rules: the ways in which Swedish articles say who has which role, one rule for each."""
