"""Slides as boxes laid out on a page, before any of them is written or drawn."""
