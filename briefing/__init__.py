"""From an address to a file: briefings and panels for the server's routes, for the page, and for a timer."""
