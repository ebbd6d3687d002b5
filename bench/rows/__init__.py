"""The rows of the bench, by group."""
