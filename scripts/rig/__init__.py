"""A real server, a real browser and a wire that counts, for tests, budgets and bench."""
