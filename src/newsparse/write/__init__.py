"""Writes an Article in other forms."""
