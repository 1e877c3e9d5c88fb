"""Methods: the document itself, chapter by chapter."""
