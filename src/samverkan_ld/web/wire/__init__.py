"""The ASGI layer: the cache, conditional requests, and bodies of any length."""
