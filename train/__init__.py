"""How the trained parts of the reader are made. Nothing here is needed to run variorum."""
