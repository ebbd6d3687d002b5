"""Names of persons in a text: by name lists, by shape, and by what they are not."""
