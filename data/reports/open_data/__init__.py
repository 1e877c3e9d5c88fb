"""The page of open numbers: which tables there are, and how other tools ask for them."""
