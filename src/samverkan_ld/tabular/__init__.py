"""Tables and their metadata: a subset of CSVW."""
