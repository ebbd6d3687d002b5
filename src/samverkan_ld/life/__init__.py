"""The life of identifiers: how they end, and what comes in their place."""
