"""What the trained heads look at, and what they say: light layers on the encoder's vectors."""
