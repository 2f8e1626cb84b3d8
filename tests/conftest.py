"""What all tests share: hypothesis profiles and the folder of benchmark corpora."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from benchmarks.shared import find_shared
from tests.browser import browser, narrow, wide  # noqa: F401 (fixtures)

# CI draws the same examples every time: a red run there can be repeated anywhere with HYPOTHESIS_PROFILE=ci.
# No deadlines: shared machines are slow at random, and speed has tests of its own.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("deep", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with ``seed/``, ``corpora/``, ``gold/`` and ``bench/``; the test is skipped where there is none."""
    folder = find_shared()
    if folder is None:
        pytest.skip("needs the benchmark folder: set NEWSPARSE_SHARED, or put it at ../shared beside the project")
    return folder
