"""A site as files: what the application answers, written down, and the rules to serve it by."""
