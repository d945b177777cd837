"""Learners: tokens, and who asked to be forgotten."""
