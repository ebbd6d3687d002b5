"""From the quads of sources to the quads of the dataset."""
