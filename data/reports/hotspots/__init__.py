"""Hotspots: the map of wards, cells and places, and what stands below it."""
