"""Whether a running service keeps DIGG's profile for persistent identifiers, and our contract."""
