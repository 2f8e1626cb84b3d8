"""An Article (or any other typed object) as plain dicts that are ready for JSON, and back without loss."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeVar, cast, overload

from newsparse.article import Article
from newsparse.write.codecs import FieldError, decoder_of, encoder_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attrs import AttrsInstance

__all__ = ["from_dict", "from_json", "to_dict", "to_json"]

_T = TypeVar("_T", bound="AttrsInstance")

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def to_dict(value: AttrsInstance) -> dict[str, Any]:
    """A typed object as plain dicts, lists, strings, numbers, booleans and None.

    Every field is a key. Dates and times are ISO 8601 at full precision, offsets such as ``+02:00``, roles their string values;
    each block of a body has a ``type``: "paragraph", "heading", "list-item", "block-quote", "table" or "figure".
    """
    encode = encoder_of(type(value))
    if encode is None:
        raise TypeError(f"{type(value).__name__} is no typed object of newsparse")
    return cast("dict[str, Any]", encode(value))


@overload
def from_dict(data: Mapping[str, Any]) -> Article: ...
@overload
def from_dict(data: Mapping[str, Any], cls: type[_T]) -> _T: ...
def from_dict(data: Mapping[str, Any], cls: type[AttrsInstance] = Article) -> AttrsInstance:
    """The typed object that ``to_dict()`` made ``data`` from; ``from_dict(to_dict(value), type(value)) == value``.

    A field that has a default may be missing; a key that is no field may not be there.

    Raises:
        ValueError: where a value is missing or not of the field's type. The message begins with the path of the field:
            ``teasers[3].published.date: '31 June' is no ISO 8601 date``.
    """
    try:
        return cast("AttrsInstance", decoder_of(cls)(data))
    except FieldError as error:
        raise ValueError(f"{cls.__name__} {error}" if str(error).startswith("must be") else str(error)) from None


def to_json(value: AttrsInstance, *, indent: int | None = None) -> str:
    """JSON text of ``to_dict()``; characters outside ASCII stand as they are. It can always be encoded as UTF-8."""
    text = json.dumps(to_dict(value), ensure_ascii=False, allow_nan=False, indent=indent)
    # Half of a surrogate pair, which damaged pages hold, has no UTF-8 form, but an escape in JSON.
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


@overload
def from_json(data: str | bytes) -> Article: ...
@overload
def from_json(data: str | bytes, cls: type[_T]) -> _T: ...
def from_json(data: str | bytes, cls: type[AttrsInstance] = Article) -> AttrsInstance:
    """The typed object that ``to_json()`` wrote.

    Raises:
        ValueError: where the text is no JSON, and as ``from_dict()`` does.
    """
    try:
        plain = json.loads(data)
    except RecursionError:
        raise ValueError("JSON is nested too deeply") from None
    return from_dict(plain, cls)
