"""What a page says for a selection, as plain data: screen, file and slide are made of the same."""
