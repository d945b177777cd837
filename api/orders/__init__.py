"""The operator's orders that lean on more than one feature."""
