"""The catalogue: what is published here, for harvesters and for who looks for data."""
