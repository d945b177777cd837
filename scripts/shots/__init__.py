"""Pictures of parts of the app, called by scripts/screenshots.py."""
