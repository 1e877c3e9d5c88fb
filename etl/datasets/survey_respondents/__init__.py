"""Who answered a survey, one line a person: counted while a build is made, and in none of it."""
