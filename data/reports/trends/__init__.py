"""Trends: months with their limits, side by side, in small multiples, by ward, month of the year and hour."""
