r"""Articles as Arrow rows: the published schema, and the one kernel of all that works at scale.

    >>> import pyarrow as pa
    >>> from newsparse.arrow import parse_batch
    >>> pages = ["Rain ends the drought\n\nIt rained for nine days in the north, the weather office said.", ""]
    >>> rows = parse_batch(pa.RecordBatch.from_pydict({"text": pages, "url": ["https://e.example/1", "https://e.example/2"]}))
    >>> rows["headline"].to_pylist()
    ['Rain ends the drought', None]
    >>> rows["error_reason"].to_pylist()
    [None, 'empty']

Needs pyarrow: ``pip install 'newsparse[arrow]'``.
"""

from __future__ import annotations

try:
    import pyarrow as _pyarrow  # noqa: F401
except ImportError as error:
    raise ImportError("newsparse.arrow needs pyarrow; install it with: pip install 'newsparse[arrow]'") from error

from newsparse.arrow.batch import parse_batch, reject_batch
from newsparse.arrow.rows import article_of_row
from newsparse.arrow.schema import ARTICLE_COLUMNS, PAGE_COLUMNS, SCHEMA, input_names, output_schema

__all__ = ["ARTICLE_COLUMNS", "PAGE_COLUMNS", "SCHEMA", "article_of_row", "input_names", "output_schema", "parse_batch", "reject_batch"]
