"""The published schema: what is known of a record, then every field of its Article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pyarrow as pa

from newsparse.arrow.columns import type_of
from newsparse.article import Article

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ARTICLE_COLUMNS", "ARTICLE_HINTS", "INPUT_ONLY", "PAGE_COLUMNS", "SCHEMA", "input_names", "output_schema", "page_column"]

PAGE_COLUMNS = ("page", "html", "text")
"""Names of the column that holds the pages; the first that is there. ``html`` and ``text`` also say what kind of page it is."""

RECORD = pa.schema(
    [
        ("file", pa.string()),  # where the record came from; an Article's ``source`` is the outlet that it credits
        ("offset", pa.int64()),  # where in the file: bytes or number of the row, as its reader counts
        ("fetched_at", pa.timestamp("us", "UTC")),
        ("error", pa.string()),  # why there is no Article; null where there is one
        ("error_reason", pa.string()),  # one word: that of ParseError, "fault" for any other error, or what the runner says ("time")
    ]
)
"""Columns of a record beside its Article; null where not known."""

ARTICLE_HINTS: dict[str, Any] = {field.name: field.type for field in attrs.fields(attrs.resolve_types(Article))}

ARTICLE_COLUMNS: tuple[str, ...] = tuple(ARTICLE_HINTS)
"""The fields of Article, in order. ``url`` is the record's address where it is given, also where there is no Article."""

INPUT_ONLY = ("encoding",)
"""Columns of the input beside the page that say how to read it and are not given back; ``kind`` comes back as what the page was read as."""

_INPUT = ("url", "kind", "file", "offset", "fetched_at")
"""Columns of the input that mean the same as in the output."""

SCHEMA: pa.Schema = pa.schema([*RECORD, *(pa.field(name, type_of(hint)) for name, hint in ARTICLE_HINTS.items())])
"""The row of a record. Where the page became no Article, ``error`` says why and all its columns but ``url`` are null."""


def output_schema(schema: pa.Schema, *, columns: Iterable[str] | None = None) -> pa.Schema:
    """The schema of what ``parse_batch`` makes of batches with this schema.

    Args:
        schema: The input's schema.
        columns: Fields of Article that are wanted; all when None. The record's columns and ``url`` are always there.

    Returns:
        ``SCHEMA``, or what is wanted of it, and behind it the columns of the input that newsparse does not know, in their order; with
        ``input_`` before the name where ``SCHEMA`` has that name too.

    Raises:
        ValueError: where no column holds pages, columns are there twice, or a wanted one is no field of Article.
    """
    doubled = sorted({name for name in schema.names if schema.names.count(name) > 1})
    doubled += [f"input_{name}" for name in SCHEMA.names if {name, f"input_{name}"} <= {*schema.names} - {*_INPUT, page_column(schema)}]
    if doubled:
        raise ValueError(f"more than one column is called {', '.join(map(repr, doubled))}")
    return pa.schema(
        [*map(SCHEMA.field, _wanted(columns)), *(schema.field(old).with_name(new) for new, old in input_names(schema).items())]
    )


def _wanted(columns: Iterable[str] | None) -> list[str]:
    """Names of the columns of ``SCHEMA`` that are given, in order."""
    if columns is None:
        return list(SCHEMA.names)
    chosen = {*columns}
    unknown = sorted(chosen - {*ARTICLE_COLUMNS, *RECORD.names})
    if unknown:
        raise ValueError(f"Article has no field {', '.join(map(repr, unknown))}; it has {', '.join(ARTICLE_COLUMNS)}")
    return [name for name in SCHEMA.names if name in chosen or name in RECORD.names or name == "url"]


def page_column(schema: pa.Schema) -> str:
    """Name of the column that holds the pages.

    Raises:
        ValueError: where there is none, or it holds neither text nor bytes.
    """
    for name in PAGE_COLUMNS:
        if name in schema.names:
            if not _holds_pages(schema.field(name).type):
                raise ValueError(f"the column {name!r} must hold text or bytes, not {schema.field(name).type}")
            return name
    raise ValueError(
        f"no column holds the pages: call it {' or '.join(map(repr, PAGE_COLUMNS))}; there is {', '.join(schema.names) or 'none'}"
    )


def _holds_pages(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _holds_pages(kind.value_type)
    return any(is_one(kind) for is_one in (_is_text, _is_bytes, pa.types.is_null))


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or kind == _VIEWS[0])


def _is_bytes(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or kind == _VIEWS[1])


_VIEWS = (pa.string_view(), pa.binary_view()) if hasattr(pa, "string_view") else (None, None)


def input_names(schema: pa.Schema) -> dict[str, str]:
    """Names in the output of the columns that are passed through, with their names in the input."""
    known = {page_column(schema), *_INPUT, *INPUT_ONLY}
    return {f"input_{name}" if name in SCHEMA.names else name: name for name in schema.names if name not in known}
