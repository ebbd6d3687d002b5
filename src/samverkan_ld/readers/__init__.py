"""The readers of sources: one module for each format."""
