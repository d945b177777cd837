"""Copies of the log that were tried before they count, and the way back to one of them."""
