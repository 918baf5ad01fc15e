"""Builds the sample workbooks of data/ from content kept as tables."""
