"""Helping a learner who lost her phone."""
