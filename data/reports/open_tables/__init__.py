"""The tables that are open to other tools: the same figures as on the pages, as plain frames."""
