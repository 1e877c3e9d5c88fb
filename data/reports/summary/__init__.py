"""Summary: what changed, whether it is real, where, and compared with whom."""
