"""Marks left in, and taken out of, a person's own .xlsx, part by part and byte by byte."""
