"""A real Ray on this machine gives the kernel's rows."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from newsparse.arrow import SCHEMA
from tests.engines import poison
from tests.engines.corpus import same_as_local
from tests.engines.pages import batch, expected

if TYPE_CHECKING:
    from collections.abc import Iterator

ray = pytest.importorskip("ray", reason="needs Ray: pip install 'newsparse[ray]'")
pytest.importorskip("ray.data", reason="needs Ray Data: pip install 'newsparse[ray]'")

from newsparse.engines import ray as engine  # noqa: E402

# What Ray's own modules say of each other is not for its users.
pytestmark = [pytest.mark.usefixtures("cluster"), pytest.mark.filterwarnings(r"ignore::DeprecationWarning:ray\.")]

SOURCES = [str(Path(__file__).parents[2] / "src"), str(Path(__file__).parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    ray.init(
        num_cpus=1,
        object_store_memory=100_000_000,
        include_dashboard=False,
        log_to_driver=False,
        logging_level="ERROR",
        runtime_env={"env_vars": {"PYTHONPATH": os.pathsep.join(SOURCES)}},
    )
    yield
    ray.shutdown()


def dataset() -> Any:
    return ray.data.from_arrow(pa.Table.from_batches([batch()]))


def test_ray_gives_the_kernels_rows() -> None:
    made = engine.parse(dataset(), batch_size=4).materialize()
    assert sorted(made.take_all(), key=lambda row: int(row["number"])) == expected()
    assert made.schema().names == [*SCHEMA.names, "number", "input_language"]


def test_wanted_columns_and_options() -> None:
    made = engine.parse(dataset(), columns=["kind", "language"], resources={"num_cpus": 0.5}, language="sv")
    rows = sorted(made.take_all(), key=lambda row: int(row["number"]))
    assert [(row["kind"], row["language"]) for row in rows if row["error"] is None] == [("text", "sv"), ("html", "sv"), ("text", "sv")]
    assert "headline" not in rows[0]


def test_a_corpus_has_the_rows_that_the_local_engine_gives(tmp_path: Path) -> None:
    same_as_local(tmp_path, "ray")


def test_pages_that_hang_or_crash_cost_no_other() -> None:
    given = ray.data.from_arrow(pa.table({"number": range(len(poison.PAGES)), "html": poison.PAGES}))
    made = engine.parse(given, columns=["headline"], limits=poison.LIMITS, profile=poison.Poison()).take_all()
    rows = sorted(made, key=lambda row: int(row["number"]))
    assert [(row["headline"], row["error_reason"]) for row in rows] == poison.EXPECTED
