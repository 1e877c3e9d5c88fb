"""Compare: the area against the other districts, and against its most similar group."""
