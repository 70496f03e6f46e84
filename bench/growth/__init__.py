"""How time and memory grow with the number of accounts: made worlds of any size, and what measures them."""
