"""Risk: crime types ranked by more than their number, outcomes, and serious violence."""
