"""What several stages need and nobody owns: grammar, word lists, gazetteer. Pure."""
