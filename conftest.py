"""The code in README and docs runs with the tests."""

from tests.documents import sybil

pytest_collect_file = sybil.pytest()
