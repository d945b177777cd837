"""Rig B: a real server process, real phones in processes of their own, a broken net between."""
