"""Printable and machine-readable forms of what the program knows."""
