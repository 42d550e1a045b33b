"""Who is there: sentences, names, actors, descriptions, pronouns."""
