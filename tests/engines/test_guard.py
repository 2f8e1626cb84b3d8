"""Limits for pages, without an engine."""

from __future__ import annotations

import sys

import pyarrow as pa
import pytest

from newsparse.arrow import parse_batch
from newsparse.engines.guard import PageLimits, parse_guarded
from newsparse.engines.slices import parse_slices
from tests.engines import poison
from tests.engines.pages import batch

pytest.importorskip("pebble", reason="needs pebble: pip install 'newsparse[spark]'")


def test_good_pages_come_out_as_the_kernel_gives_them() -> None:
    assert parse_guarded(batch(), PageLimits(), {"language": "sv"}).equals(parse_batch(batch(), language="sv"))
    assert list(parse_slices([batch()], limits=PageLimits())) == list(parse_slices([batch()]))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the memory of a process is limited on Linux alone")
def test_pages_over_the_limits_and_pages_that_crash_are_rows_with_their_error() -> None:
    pages = pa.RecordBatch.from_pydict({"html": poison.PAGES, "number": list(range(len(poison.PAGES)))})
    rows = parse_guarded(pages, poison.LIMITS, {"columns": ("headline",), "profile": poison.Poison()}).to_pylist()
    assert [(row["headline"], row["error_reason"]) for row in rows] == poison.EXPECTED
    assert [row["error"] for row in rows] == [
        None,
        "it took more than 8 s",
        "it ended its process (exit code 7)",
        "it takes more than 1,073,741,824 bytes of memory",
        None,
    ]
    assert [row["number"] for row in rows] == [0, 1, 2, 3, 4]
