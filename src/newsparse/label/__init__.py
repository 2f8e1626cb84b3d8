"""Gives each block of a page its role."""
