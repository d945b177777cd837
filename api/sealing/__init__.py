"""Sealed boxes: what only the server, or only an edition's data officer, can open."""
