"""What the server processes count, and its text for Prometheus."""
