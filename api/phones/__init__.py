"""Phones that speak for a learner: their tokens, which they are, and who is the same person."""
