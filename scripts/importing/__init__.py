"""Lessons from other programs: H5P packages and Moodle's GIFT (docs/guia-autores.md)."""
