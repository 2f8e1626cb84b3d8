"""From a row back to its Article."""

from __future__ import annotations

import datetime as dt
import math
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

import attrs

from newsparse.arrow.columns import struct_fields
from newsparse.article import Article
from newsparse.write.codecs import TYPE_KEY, options_of, tag_of
from newsparse.write.plain import from_dict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["article_of_row"]


def article_of_row(row: Mapping[str, Any]) -> Article:
    r"""The Article of a row of ``SCHEMA``; columns that are no fields of Article are not read.

    Args:
        row: Column names and Python values, as pyarrow's ``to_pylist()``, Polars' ``to_dicts()``, Spark's ``Row.asDict(recursive=True)``
            and the rows of DuckDB and pandas have them.

    Raises:
        ValueError: where the row has no Article; the message says its error. Also where columns are missing that an Article needs, or
            values are not of their type.

    Example:
        >>> import pyarrow as pa
        >>> from newsparse.arrow import parse_batch
        >>> rows = parse_batch(pa.RecordBatch.from_pydict({"text": ["Rain ends the drought\n\nIt rained for nine days in the north."]}))
        >>> article_of_row(rows.to_pylist()[0]).headline
        'Rain ends the drought'
    """
    if isinstance(row.get("error"), str):
        raise ValueError(f"the row has no Article but an error: {row['error']}")
    return from_dict({name: None if _is_null(row[name]) else plain(row[name]) for name, plain in _columns().items() if name in row})


def _is_null(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))  # pandas has NaN for text and numbers that are null


@cache
def _columns() -> dict[str, Callable[[Any], Any]]:
    return {name: _plain_of(hint) for name, hint in struct_fields((Article,))}


@cache
def _plain_of(hint: Any) -> Callable[[Any], Any]:
    """The function that makes a value of a row what ``to_dict()`` has; it is never called with None."""
    options = options_of(hint)
    hint = options[0]
    if get_origin(hint) is tuple:
        item = _plain_of(get_args(hint)[0])
        return lambda values: [item(value) for value in values]  # a list, or pandas' array
    if attrs.has(hint):
        return _struct_plain(options)
    if hint is int:
        return lambda value: int(value) if isinstance(value, float) else value  # pandas' whole numbers beside nulls
    if hint is dt.date:
        return lambda value: value.isoformat() if isinstance(value, dt.date) else value
    return lambda value: value


def _struct_plain(classes: tuple[Any, ...]) -> Callable[[Any], Any]:
    plains = {name: _plain_of(hint) for name, hint in struct_fields(classes)}
    if len(classes) == 1:
        return lambda row: {name: None if _is_null(row[name]) else plain(row[name]) for name, plain in plains.items()}
    fields = {tag_of(cls): (TYPE_KEY, *(field.name for field in attrs.fields(cls))) for cls in classes}

    def plain_of_union(row: Any) -> dict[str, Any]:
        names = fields.get(row[TYPE_KEY], (TYPE_KEY,))
        return {name: None if _is_null(row[name]) else plains[name](row[name]) for name in names}

    return plain_of_union
