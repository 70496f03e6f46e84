"""Who did what to whom, with what: roles of phrases, read by trained heads."""
