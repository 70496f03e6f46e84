"""The only writer of outside formats."""
