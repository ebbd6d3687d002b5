"""The ways of the data: check and publish."""
