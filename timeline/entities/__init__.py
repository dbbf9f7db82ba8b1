"""Who is meant: names, pronouns, descriptions."""
