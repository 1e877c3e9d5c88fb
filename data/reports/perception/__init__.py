"""Perception: what residents told the survey, as published, with what may be said of it."""
