"""Fuzzing, which runs for as long as one lets it; CI runs what it found, see ``tests/test_fuzzed.py``."""
