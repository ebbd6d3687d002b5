"""From bytes to values and quads, within bounds and with nothing fetched or lost."""
