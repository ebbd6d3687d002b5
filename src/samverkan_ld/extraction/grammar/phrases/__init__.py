"""Role phrases: a title with the organisations, the field and the time that belong to it."""
