"""Who says what of whom: statements, accusations, their status and answers, opinions."""
