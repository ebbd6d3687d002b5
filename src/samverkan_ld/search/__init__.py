"""The index of a release: lists and labels."""
