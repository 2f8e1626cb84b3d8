"""Near duplicates: texts that share most of their runs of words."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from typing import TYPE_CHECKING

import numpy as np
from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["NearIndex", "signature"]

_PERMUTATIONS = 128
_WORDS = 5
"""Words of a run."""
_CHARACTERS = 12
"""Characters of a run where a text has no blanks between words."""
_MISSED = 0.06
"""Largest part of near duplicates of just the similarity asked for that is not even compared."""

_WORD = re.compile(r"\w+")


def signature(text: str) -> bytes:
    """The MinHash of a text's runs of five words; equal parts of two signatures estimate what part of their runs they share.

    Empty where there are no words.
    """
    from rensa import RMinHash

    runs = _runs(text.lower())
    if not runs:
        return b""
    found = RMinHash(num_perm=_PERMUTATIONS, seed=1)
    found.update(runs)
    return np.array(found.digest(), "<u4").tobytes()


def _runs(text: str) -> list[str]:
    words = _WORD.findall(text)
    if sum(map(len, words)) > 12 * len(words):  # a language without blanks between words
        joined = "".join(words)
        return sorted({joined[i : i + _CHARACTERS] for i in range(max(len(joined) - _CHARACTERS, 0) + 1)})
    return sorted({" ".join(words[i : i + _WORDS]) for i in range(max(len(words) - _WORDS, 0) + 1)}) if words else []


@define(eq=False)
class NearIndex:
    """The signatures of a run's rows, in a file: memory stays the same however many there are.

    A row is compared with rows before it alone, so marks do not depend on workers, and a unit that is done again gets the same ones.
    """

    path: Path
    similarity: float
    """Texts are near duplicates from here on, 0 to 1."""
    _db: sqlite3.Connection = field(init=False)
    _bands: int = field(init=False)
    """Two texts are compared where they agree in one of so many parts of their signatures."""

    def __attrs_post_init__(self) -> None:
        self._bands = next(
            (bands for bands in (16, 32) if (1 - self.similarity ** (_PERMUTATIONS / bands)) ** bands <= _MISSED),
            64,
        )
        self._db = sqlite3.connect(self.path, isolation_level=None)
        self._db.executescript(
            """
            pragma journal_mode = wal;
            pragma synchronous = full;
            create table if not exists rows (number integer primary key, file text, place integer, signature blob);
            create table if not exists bands (band integer, number integer, primary key (band, number)) without rowid;
            """
        )

    def mark(self, unit: int, rows: Sequence[tuple[str, int, bytes]]) -> list[tuple[str, int] | None]:
        """Take the rows of a unit in, when those of all units before it are in.

        Args:
            unit: Its number.
            rows: File, offset and signature of each row, in order.

        Returns:
            For each row the file and offset of the first row that it is nearly the same as; None where there is none.
        """
        self._db.execute("begin")
        marks = [self._mark(unit << 32 | number, *row) for number, row in enumerate(rows)]
        self._db.execute("commit")
        return marks

    def _mark(self, number: int, file: str, offset: int, signed: bytes) -> tuple[str, int] | None:
        if not signed:
            return None
        values = np.frombuffer(signed, "<u4")
        keys = [_key(band, part.tobytes()) for band, part in enumerate(np.split(values, self._bands))]
        ask = f"select distinct number from bands where band in ({','.join('?' * len(keys))}) and number < ? order by number"
        for (earlier,) in self._db.execute(ask, (*keys, number)).fetchall():
            row = self._db.execute("select file, place, signature from rows where number = ?", (earlier,)).fetchone()
            if np.mean(values == np.frombuffer(row[2], "<u4")) >= self.similarity:
                return row[0], row[1]
        # Only the first of its kind is kept: what is nearly the same as a later one is compared with that.
        self._db.execute("insert or ignore into rows values (?, ?, ?, ?)", (number, file, offset, signed))
        self._db.executemany("insert or ignore into bands values (?, ?)", ((key, number) for key in keys))
        return None

    def close(self) -> None:
        self._db.close()


def _key(band: int, part: bytes) -> int:
    """A number for a part of a signature."""
    return int.from_bytes(hashlib.blake2b(part, digest_size=8, salt=band.to_bytes(8, "big")).digest(), "big", signed=True)
