"""Briefings: the panels of pages, in an order, for a meeting."""
