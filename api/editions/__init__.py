"""Editions: who runs the content, and signed invites into a channel."""
