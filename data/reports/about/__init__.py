"""About the data: sources, coverage, rows left out and why, definitions."""
