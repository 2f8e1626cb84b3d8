"""The kernel: a batch of pages becomes a batch of rows, one a page and in order, whatever is wrong with a page."""

from __future__ import annotations

import datetime as dt
import inspect
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from attrs import frozen

from newsparse.arrow.columns import column_of
from newsparse.arrow.schema import ARTICLE_HINTS, INPUT_ONLY, SCHEMA, input_names, output_schema, page_column
from newsparse.errors import ParseError
from newsparse.parser import parse
from newsparse.profiles import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from newsparse.article import Article
    from newsparse.profiles import SiteProfile

__all__ = ["parse_batch", "reject_batch"]


def parse_batch(
    batch: pa.RecordBatch,
    *,
    columns: Iterable[str] | None = None,
    profiles: Mapping[str, SiteProfile] | None = None,
    **options: Any,
) -> pa.RecordBatch:
    """Parse a batch of pages: one row a page, in order.

    A page that becomes no Article is a row with its ``error`` and ``error_reason``, whose columns of Article are null but for ``url``.
    All Articles of the batch are in memory at a time, so some hundred pages are a good size.

    Args:
        batch: Pages in a column ``page``, ``html`` or ``text`` (text or bytes; the first of these that is there). Where they are there,
            these columns are read too: ``url``; ``kind`` ("html" or "text"); ``encoding``; ``fetched_at`` (a timestamp or ISO 8601 text, in
            UTC where it has no zone); ``file`` and ``offset``, which are handed on. All other columns are passed through.
        columns: Fields of Article that are wanted; all when None. Rows take about half the space without ``blocks``.
        profiles: Site profiles by host (``newsparse.profiles.host_of``), for the pages whose ``url`` has that host.
        options: Keyword arguments of ``newsparse.parse`` for all pages; what a row says goes before them.

    Returns:
        Rows of ``output_schema(batch.schema, columns=columns)``.

    Raises:
        ValueError: where the batch has no column that holds pages or one of a type that cannot be read, or a wanted column does not exist.
        TypeError: where ``parse`` has no such option.
    """
    inspect.signature(parse).bind(None, **options)
    schema = output_schema(batch.schema, columns=columns)
    pages = _pages(batch)
    return _rows(batch, schema, pages, [_outcome(page, profiles or {}, options) for page in pages])


def reject_batch(batch: pa.RecordBatch, error: str, reason: str, *, columns: Iterable[str] | None = None) -> pa.RecordBatch:
    """The rows of pages that were not parsed, since they hang or crash a process: what ``parse_batch`` gives for pages that fail.

    Args:
        batch: As ``parse_batch`` takes it.
        error: What happened, for a person to read.
        reason: The same in one word: "time", "memory", "crash".
        columns: As for ``parse_batch``.
    """
    schema = output_schema(batch.schema, columns=columns)
    return _rows(batch, schema, _pages(batch), [_Outcome(None, error, reason)] * len(batch))


@frozen
class _Page:
    """A page and what its row says of it."""

    page: str | bytes | None = None
    url: str | None = None
    kind: str | None = None
    encoding: str | None = None
    fetched_at: dt.datetime | None = None
    problem: str | None = None
    """What is wrong with the row."""


@frozen
class _Outcome:
    article: Article | None
    error: str | None = None
    reason: str | None = None


def _pages(batch: pa.RecordBatch) -> list[_Page]:
    name = page_column(batch.schema)
    kind = None if name == "page" else name
    columns = {"page": batch[name]}
    for name in ("url", "kind", *INPUT_ONLY):
        if name in batch.schema.names:
            columns[name] = _cast(batch, name, pa.string())
    if "fetched_at" in batch.schema.names:
        is_moment = pa.types.is_timestamp(batch.schema.field("fetched_at").type)
        columns["fetched_at"] = _cast(batch, "fetched_at", SCHEMA.field("fetched_at").type if is_moment else pa.string())
    return [_page({name: column[i] for name, column in columns.items()}, kind) for i in range(len(batch))]


def _page(row: dict[str, pa.Scalar], kind: str | None) -> _Page:
    values: dict[str, Any] = {}
    problem = None
    for name, scalar in row.items():
        try:
            values[name] = scalar.as_py()
            if name == "fetched_at":
                values[name] = _moment(values[name])
        except (ValueError, OverflowError) as error:  # text that is no UTF-8; a moment that is none, or beyond the year 9999
            values[name], problem = None, f"the column {name!r} cannot be read: {error}"
    for name in ("url", "encoding"):
        values[name] = values.get(name) or None
    values["kind"] = values.get("kind") or kind
    if values["kind"] not in (None, "html", "text"):
        problem = f"the column 'kind' must say 'html' or 'text', not {values['kind']!r:.60}"
    return _Page(**values, problem=problem)


def _moment(value: str | dt.datetime | None) -> dt.datetime | None:
    if not value:
        return None
    moment = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(value.strip())
    return moment.astimezone(dt.UTC) if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)


def _cast(batch: pa.RecordBatch, name: str, kind: pa.DataType) -> pa.Array:
    """A column as another type; of moments, what is finer than the type is dropped."""
    try:
        return batch[name].cast(kind, safe=not pa.types.is_timestamp(kind))
    except pa.ArrowException as error:
        raise ValueError(f"the column {name!r} must be {kind}, not {batch.schema.field(name).type}: {error}") from error


def _outcome(page: _Page, profiles: Mapping[str, SiteProfile], options: dict[str, Any]) -> _Outcome:
    if page.problem is not None:
        return _Outcome(None, page.problem, "column")
    known = {name: value for name in _OPTIONS if (value := getattr(page, name)) is not None}
    if profiles and (profile := profiles.get(host_of(page.url) or "")) is not None:
        known["profile"] = profile
    try:
        return _Outcome(parse(page.page, **{**options, **known}))
    except ParseError as error:
        return _Outcome(None, str(error), error.reason)
    except Exception as error:
        return _Outcome(None, f"{type(error).__name__}: {error}", "fault")


_OPTIONS = ("url", "kind", "encoding", "fetched_at")


def _rows(batch: pa.RecordBatch, schema: pa.Schema, pages: list[_Page], outcomes: list[_Outcome]) -> pa.RecordBatch:
    articles = [outcome.article for outcome in outcomes]
    others = input_names(batch.schema)
    made: dict[str, Callable[[], list[Any]]] = {
        "url": lambda: [page.url if article is None else article.url for page, article in zip(pages, articles, strict=True)],
        "fetched_at": lambda: [page.fetched_at for page in pages],
        "error": lambda: [outcome.error for outcome in outcomes],
        "error_reason": lambda: [outcome.reason for outcome in outcomes],
    }

    def column(name: str, kind: pa.DataType) -> pa.Array:
        if name in others:
            return batch[others[name]]
        if name in made:
            return column_of(dt.datetime if name == "fetched_at" else str, made[name]())
        if name in ARTICLE_HINTS:
            return column_of(ARTICLE_HINTS[name], [None if article is None else getattr(article, name) for article in articles])
        return _cast(batch, name, kind) if name in batch.schema.names else pa.nulls(len(batch), kind)

    return pa.RecordBatch.from_arrays([column(field.name, field.type) for field in schema], schema=schema)
