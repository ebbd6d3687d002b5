"""The routes of the review."""
