"""The quarterly board: its priorities and indicators, and what speaks to them."""
