"""The formats that samverkan-ld writes."""
