"""Quarterly review: what is confirmed since the last one, small spots, named places and fires by the quarter."""
