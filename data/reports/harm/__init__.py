"""Who is harmed: domestic abuse, hate, sexual offences, violence against the young, knives, repeats; for partners."""
