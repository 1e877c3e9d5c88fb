"""Briefings as Word documents, from the panels of pages."""
