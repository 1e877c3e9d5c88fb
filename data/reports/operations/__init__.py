"""What operations did, honestly: the page Operations."""
