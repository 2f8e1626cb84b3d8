"""Arrow columns made from attrs classes: a type hint gives the column's type, and typed values become the column.

Only types that Parquet, pandas, Polars, DuckDB and Spark all know are used: text, numbers, booleans, days (``date32``), lists and structs.
A time of day and an offset from UTC are ISO 8601 text, since Spark has no types for them; enums and literals are their text. The classes of
a union share one struct with the fields of all of them and the ``type`` that ``to_dict()`` has: what a class has no field for is null.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import attrs
import numpy as np
import pyarrow as pa

from newsparse.write.codecs import TYPE_KEY, encoder_of, options_of, tag_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["column_of", "struct_fields", "type_of"]

_SCALARS: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    dt.date: pa.date32(),
    dt.datetime: pa.timestamp("us", "UTC"),
    dt.time: pa.string(),
    dt.timezone: pa.string(),
}

_SURROGATE = re.compile(r"[\ud800-\udfff]")


@cache
def type_of(hint: Any) -> pa.DataType:
    """The Arrow type of a field's type hint; every value may be null.

    Raises:
        TypeError: where the hint has no Arrow type.
    """
    options = options_of(hint)
    hint = options[0]
    origin = get_origin(hint)
    if hint in _SCALARS:
        return _SCALARS[hint]
    if origin is Literal or (isinstance(hint, type) and issubclass(hint, enum.Enum)):
        return pa.string()
    if origin is tuple:
        return pa.list_(type_of(get_args(hint)[0]))
    if all(map(attrs.has, options)):
        return pa.struct([pa.field(name, type_of(inner)) for name, inner in struct_fields(options)])
    raise TypeError(f"no Arrow type for fields of type {hint!r}")


@cache
def struct_fields(classes: tuple[Any, ...]) -> tuple[tuple[str, Any], ...]:
    """Names and hints of a class's fields; for the classes of a union, ``type`` and the fields of all of them.

    Raises:
        TypeError: where classes of a union have fields of one name and different types.
    """
    hints: dict[str, Any] = {} if len(classes) == 1 else {TYPE_KEY: str}
    for cls in classes:
        for field in attrs.fields(attrs.resolve_types(cls)):
            if type_of(hints.setdefault(field.name, field.type)) != type_of(field.type):
                raise TypeError(f"{cls.__name__}.{field.name} is of another type than in the classes beside it")
    return tuple(hints.items())


def column_of(hint: Any, values: Sequence[Any]) -> pa.Array:
    """A column of ``type_of(hint)`` from values of that type or None.

    Halves of surrogate pairs, which have no UTF-8 form, become U+FFFD.
    """
    options = options_of(hint)
    hint = options[0]
    if get_origin(hint) is tuple:
        return _list_column(get_args(hint)[0], values)
    if attrs.has(hint):
        return _struct_column(options, values)
    encode = None if hint in (dt.date, dt.datetime) else encoder_of(hint)
    if encode is not None:
        values = [None if value is None else encode(value) for value in values]
    try:
        return pa.array(values, type_of(hint))
    except UnicodeEncodeError:
        return pa.array([value and _SURROGATE.sub("\ufffd", value) for value in values], type_of(hint))


def _list_column(hint: Any, values: Sequence[Any]) -> pa.Array:
    lengths = [0 if value is None else len(value) for value in values]
    offsets = np.zeros(len(values) + 1, np.int32)
    np.cumsum(lengths, out=offsets[1:])
    items = column_of(hint, [item for value in values if value for item in value])
    return pa.ListArray.from_arrays(pa.array(offsets), items, type=pa.list_(type_of(hint)), mask=_nulls(values))


def _struct_column(classes: tuple[Any, ...], values: Sequence[Any]) -> pa.Array:
    columns = []
    for name, hint in struct_fields(classes):
        if len(classes) == 1:
            of = attrgetter(name)
            inner = [None if value is None else of(value) for value in values]
        elif name == TYPE_KEY:
            inner = [None if value is None else tag_of(type(value)) for value in values]
        else:
            inner = [getattr(value, name, None) for value in values]
        columns.append(column_of(hint, inner))
    fields = [pa.field(name, type_of(hint)) for name, hint in struct_fields(classes)]
    return pa.StructArray.from_arrays(columns, fields=fields, mask=_nulls(values))


def _nulls(values: Sequence[Any]) -> pa.Array | None:
    return pa.array([value is None for value in values], pa.bool_()) if any(value is None for value in values) else None
