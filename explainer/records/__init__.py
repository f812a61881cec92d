"""The facts: the only door to data/, and what is counted from it."""
