"""The formats that samverkan-ld writes, and JSON-LD contexts."""
