"""Which thing a name means: the Reconciliation API 0.2 without its HTTP."""
