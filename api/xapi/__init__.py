"""What was done as xAPI 1.0.3 statements, for a learning record store that an operator chose."""
