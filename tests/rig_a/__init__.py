"""Rig A: the real log, projections, erasure and backups, under model phones and an oracle."""
