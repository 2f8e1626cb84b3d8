"""Which rows are written: by language, type of page and date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

__all__ = ["Where"]

_ONE_OF = ("language", "page_type")
_DAYS = ("published", "modified")


@frozen
class Where:
    """All terms must hold. A row that has no value where a term asks for one is left out."""

    one_of: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Column → the values that it may have."""
    days: tuple[tuple[str, dt.date | None, dt.date | None], ...] = ()
    """Column of a Timestamp → first and last day; None where that end is open."""

    @classmethod
    def of(cls, terms: Iterable[str]) -> Where:
        """The terms ``language=en,de``, ``page_type=article,live``, ``published=2024-01-01..2024-12-31`` (either end may be
        left out; one day alone is both).

        Raises:
            ValueError: where a term is none of these; the message says what terms are.

        Example:
            >>> Where.of(["language=en,de", "published=2024-01-01.."]).terms()
            ['language=en,de', 'published=2024-01-01..']
        """
        one_of, days = [], []
        for term in terms:
            name, equals, values = term.partition("=")
            if equals and name in _ONE_OF and all(values.split(",")):
                one_of.append((name, tuple(values.split(","))))
            elif equals and name in _DAYS and values.strip("."):
                first, dots, last = values.partition("..")
                days.append((name, _day(first, term), _day(last if dots else first, term)))
            else:
                raise ValueError(
                    f"{term!r} is no term such as language=en,de or page_type=article,live or published=2024-01-01..2024-12-31"
                )
        return cls(tuple(one_of), tuple(days))

    def terms(self) -> list[str]:
        """The terms, as ``of`` takes them."""
        days = (f"{name}={first or ''}..{last or ''}" for name, first, last in self.days)
        return [*(f"{name}={','.join(values)}" for name, values in self.one_of), *days]

    def needs(self) -> tuple[str, ...]:
        """Fields of Article that rows must have so that the terms can be looked at."""
        return (*(name for name, _ in self.one_of), *(name for name, _, _ in self.days))

    def mask(self, rows: pa.RecordBatch) -> Any:
        """Which rows are written: a boolean array without nulls; None for all of them."""
        import pyarrow as pa
        import pyarrow.compute as pc

        mask = None
        for name, values in self.one_of:
            mask = _both(mask, pc.is_in(rows[name], pa.array(values)))
        for name, first, last in self.days:
            day = pc.struct_field(rows[name], "date")
            if first is not None:
                mask = _both(mask, pc.greater_equal(day, pa.scalar(first)))
            if last is not None:
                mask = _both(mask, pc.less_equal(day, pa.scalar(last)))
        return None if mask is None else pc.fill_null(mask, False)


def _both(one: Any, other: Any) -> Any:
    import pyarrow.compute as pc

    return other if one is None else pc.and_kleene(one, other)


def _day(text: str, term: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{term!r}: {text!r} is no day such as 2024-01-31") from None
