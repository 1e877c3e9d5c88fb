"""What is new since the data before: months, revisions, and verdicts that appeared, turned or ended."""
