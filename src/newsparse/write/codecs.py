"""Encoders and decoders made from attrs classes: typed values to plain dicts, lists, strings and numbers, and back.

A class's fields and type hints say all there is to know, so each hint is read once into two functions, which are kept. The hints that
the typed objects use are: str, int, float, bool, date, time, timezone, enums of strings, literals, ``X | None``, ``tuple[X, ...]``,
attrs classes and unions of attrs classes. A union's values carry a ``type`` key: the class's name in lower case with dashes.
"""

from __future__ import annotations

import datetime as dt
import enum
import math
import re
import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, Union, cast, get_args, get_origin

import attrs

__all__ = ["TYPE_KEY", "Decoder", "Encoder", "FieldError", "decoder_of", "encoder_of", "options_of", "tag_of"]

Encoder = Callable[[Any], Any]
Decoder = Callable[[Any], Any]

TYPE_KEY = "type"
"""The key that tells the classes of a union apart."""

_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{6}))?)?", re.ASCII)


class FieldError(ValueError):
    """A value that cannot become its field; ``str()`` is its path and what is wrong: ``teasers[3].published.date: …``."""

    def __init__(self, problem: str, *path: str) -> None:
        super().__init__(problem)
        self._problem = problem
        self._path = list(path)

    def within(self, step: str) -> FieldError:
        """The same error as seen one level further out; ``step`` is ``.name`` or ``[index]``."""
        self._path.insert(0, step)
        return self

    def __str__(self) -> str:
        path = "".join(self._path).removeprefix(".")
        return f"{path}: {self._problem}" if path else self._problem


@cache
def encoder_of(hint: Any) -> Encoder | None:
    """The function that makes a value of this type plain; None where the value is plain already. It is never called with None."""
    options = options_of(hint)
    if len(options) > 1:
        return _union_encoder(options)
    (hint,) = options
    origin = get_origin(hint)
    if hint in (str, int, float, bool) or origin is Literal:
        return None
    if origin is tuple:
        encode = encoder_of(get_args(hint)[0])
        return list if encode is None else lambda items: list(map(encode, items))
    if hint in (dt.date, dt.time):
        return lambda value: value.isoformat()
    if hint is dt.timezone:
        return _offset
    if attrs.has(hint):
        return _record_encoder(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return lambda value: value.value
    raise TypeError(f"no plain form for fields of type {hint!r}")


@cache
def decoder_of(hint: Any) -> Decoder:
    """The function that makes a value of this type from its plain form; it raises FieldError where it cannot."""
    options = options_of(hint)
    decode = _union_decoder(options) if len(options) > 1 else _plain_decoder(options[0])
    if type(None) in get_args(hint):
        return lambda value: None if value is None else decode(value)
    return decode


def options_of(hint: Any) -> tuple[Any, ...]:
    """The types that a hint allows, without None."""
    if get_origin(hint) in (Union, types.UnionType):
        return tuple(option for option in get_args(hint) if option is not type(None))
    return (hint,)


def tag_of(cls: type) -> str:
    """The value of a class's ``type`` key: "block-quote" for BlockQuote."""
    return _CAPITAL.sub("-", cls.__name__).lower()


# -- to plain


def _record_encoder(cls: Any, tag: str | None = None) -> Encoder:
    """One dict display with all fields of the class, as source: some four times faster than a loop over the fields."""
    items = [] if tag is None else [f"{TYPE_KEY!r}: {tag!r}"]
    encoders: dict[str, Encoder] = {}
    for field in attrs.fields(attrs.resolve_types(cls)):
        value, encode = f"record.{field.name}", encoder_of(field.type)
        if encode is not None:
            encoders[f"encode_{field.name}"] = encode
            value = f"None if {value} is None else encode_{field.name}({value})"
        items.append(f"{field.name!r}: {value}")
    return cast("Encoder", eval(f"lambda record: {{{', '.join(items)}}}", encoders))


def _union_encoder(classes: tuple[Any, ...]) -> Encoder:
    encoders = {cls: _record_encoder(cls, tag_of(cls)) for cls in classes}
    return lambda record: encoders[type(record)](record)


def _offset(zone: dt.timezone) -> str:
    """An offset from UTC as ``+02:00``, with seconds and microseconds only where it has them."""
    # A new one, because str() of a zone that was given a name is that name.
    return str(dt.timezone(zone.utcoffset(None))).removeprefix("UTC") or "+00:00"


# -- from plain


def _plain_decoder(hint: Any) -> Decoder:
    origin = get_origin(hint)
    if hint in _SCALARS:
        return _SCALARS[hint]
    if origin is Literal:
        return _choice_decoder({choice: choice for choice in get_args(hint)})
    if origin is tuple:
        return _tuple_decoder(decoder_of(get_args(hint)[0]))
    if attrs.has(hint):
        return _record_decoder(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return _choice_decoder({member.value: member for member in hint})
    raise TypeError(f"no plain form for fields of type {hint!r}")


def _record_decoder(cls: Any, *extra: str) -> Decoder:
    fields = attrs.fields(attrs.resolve_types(cls))
    plan = tuple((field.name, decoder_of(field.type), field.default is attrs.NOTHING) for field in fields)
    known = {field.name for field in fields}.union(extra)

    def decode_record(plain: Any) -> Any:
        if not isinstance(plain, Mapping):
            raise FieldError(f"must be an object, not {_name(plain)}")
        values = {}
        for name, decode, required in plan:
            if name in plain:
                try:
                    values[name] = decode(plain[name])
                except FieldError as error:
                    raise error.within(f".{name}") from None
            elif required:
                raise FieldError("is missing", f".{name}")
        unknown = plain.keys() - known
        if unknown:
            raise FieldError(f"{cls.__name__} has no such field", f".{min(map(str, unknown))[:80]}")
        return cls(**values)

    return decode_record


def _union_decoder(classes: tuple[Any, ...]) -> Decoder:
    decoders = {tag_of(cls): _record_decoder(cls, TYPE_KEY) for cls in classes}
    find = _choice_decoder(decoders)

    def decode_tagged(plain: Any) -> Any:
        if not isinstance(plain, Mapping):
            raise FieldError(f"must be an object, not {_name(plain)}")
        if TYPE_KEY not in plain:
            raise FieldError("is missing", f".{TYPE_KEY}")
        try:
            decode = find(plain[TYPE_KEY])
        except FieldError as error:
            raise error.within(f".{TYPE_KEY}") from None
        return decode(plain)

    return decode_tagged


def _tuple_decoder(decode: Decoder) -> Decoder:
    def decode_tuple(plain: Any) -> tuple[Any, ...]:
        if not isinstance(plain, list | tuple):
            raise FieldError(f"must be a list, not {_name(plain)}")
        items = []
        for item in plain:
            try:
                items.append(decode(item))
            except FieldError as error:
                raise error.within(f"[{len(items)}]") from None
        return tuple(items)

    return decode_tuple


def _choice_decoder(choices: dict[str, Any]) -> Decoder:
    def decode_choice(plain: Any) -> Any:
        if not isinstance(plain, str):
            raise FieldError(f"must be text, not {_name(plain)}")
        if plain not in choices:
            raise FieldError(f"{_shown(plain)} is none of {', '.join(choices)}")
        return choices[plain]

    return decode_choice


def _decode_str(plain: Any) -> str:
    if not isinstance(plain, str):
        raise FieldError(f"must be text, not {_name(plain)}")
    return plain


def _decode_bool(plain: Any) -> bool:
    if not isinstance(plain, bool):
        raise FieldError(f"must be true or false, not {_name(plain)}")
    return plain


def _decode_int(plain: Any) -> int:
    if not isinstance(plain, int) or isinstance(plain, bool):
        raise FieldError(f"must be a whole number, not {_name(plain)}")
    return plain


def _decode_float(plain: Any) -> float:
    if not isinstance(plain, int | float) or isinstance(plain, bool):
        raise FieldError(f"must be a number, not {_name(plain)}")
    try:
        number = float(plain)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise FieldError("must be a finite number")
    return number


def _decode_date(plain: Any) -> dt.date:
    try:
        return dt.date.fromisoformat(_decode_str(plain))
    except FieldError:
        raise
    except ValueError:
        raise FieldError(f"{_shown(plain)} is no ISO 8601 date") from None


def _decode_time(plain: Any) -> dt.time:
    try:
        time = dt.time.fromisoformat(_decode_str(plain))
    except FieldError:
        raise
    except ValueError:
        raise FieldError(f"{_shown(plain)} is no ISO 8601 time") from None
    if time.tzinfo is not None:
        raise FieldError(f"{_shown(plain)} has an offset, which belongs into tz")
    return time


def _decode_offset(plain: Any) -> dt.timezone:
    match = _OFFSET.fullmatch(_decode_str(plain))
    if not match:
        raise FieldError(f"{_shown(plain)} is no offset from UTC such as +02:00")
    sign, *parts = match.groups(default="0")
    hours, minutes, seconds, microseconds = map(int, parts)
    offset = dt.timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=microseconds)
    try:
        return dt.timezone(-offset if sign == "-" else offset)
    except ValueError:
        raise FieldError(f"{_shown(plain)} is not less than a day") from None


_SCALARS: dict[Any, Decoder] = {
    str: _decode_str,
    bool: _decode_bool,
    int: _decode_int,
    float: _decode_float,
    dt.date: _decode_date,
    dt.time: _decode_time,
    dt.timezone: _decode_offset,
}


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")


def _name(value: Any) -> str:
    """What a plain value is, in JSON's words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"the text {_shown(value)}"
    if isinstance(value, int | float):
        return f"the number {value!r:.40}" if not isinstance(value, int) or abs(value) < 10**20 else "a huge number"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, Mapping):
        return "an object"
    return f"a {type(value).__name__}"
