"""Slides as a PowerPoint file, which is edited as any other."""
