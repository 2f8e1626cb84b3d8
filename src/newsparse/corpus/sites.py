"""Site profiles on the fly: a first reading takes some pages of each host and learns from them, the second parses with what was learned."""

from __future__ import annotations

import pickle
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyarrow as pa
from attrs import define, field, frozen

from newsparse.arrow import parse_batch
from newsparse.corpus.crew import Call, Crew
from newsparse.corpus.cut import Batch, Cutter
from newsparse.corpus.inputs import STDIN, Cursor, Inputs
from newsparse.corpus.records import InputError, Record
from newsparse.corpus.worker import memory_limit
from newsparse.profiles import SiteLearner, SiteProfile, host_of

if TYPE_CHECKING:
    from newsparse.corpus.plan import Plan

__all__ = ["Sites", "WithSites", "learn_sites"]

_PAGES = 10
"""Pages that are learned from for each host: five teach most of what there is to learn."""
_FEWEST = 3
"""Hosts with fewer pages have no profile."""
_HELD = 64
"""Profiles that each worker holds in memory."""


def learn_sites(plan: Plan, folder: Path, crew: Crew) -> None:
    """Learn a profile for each host from its first pages in the inputs, where that was not done before.

    Args:
        plan: The run's.
        folder: Where profiles go; it is there when all are.
        crew: Who learns.

    Raises:
        InputError: where the inputs can be read only once, or cannot be read.
        OSError: where the folder cannot be written.
    """
    if folder.exists():
        return
    if STDIN in plan.inputs:
        raise InputError("sites are learned by reading the inputs twice, and standard input can be read only once")
    work = folder.with_name(f"{folder.name}.new")
    work.mkdir(exist_ok=True)
    pages = _Pages(work / "pages.sqlite")
    for step in Cutter(Inputs(plan.inputs, plan.columns, plan.kind), plan).run(Cursor(), 0, 0):
        if isinstance(step, Batch):
            pages.add(step.records)
    hosts = pages.hosts()
    more = True
    while more or crew.busy:
        while more and crew.busy < plan.workers * 2:
            host = next(hosts, None)
            if host is None:
                more = False
            else:
                # A host whose pages hang, or end the process, has no profile: its pages find out for themselves which of them it is.
                crew.send(Call(_learn, (str(_path(work, host)), pages.of(host), plan.page_memory), plan.page_seconds))
        if crew.busy:
            _, outcome = crew.receive()
            if isinstance(outcome, OSError):
                raise outcome
    pages.close()
    work.rename(folder)


def _learn(path: str, records: list[Record], memory: int) -> None:
    learner = SiteLearner()
    with memory_limit(memory):
        for record in records:
            kind: Any = record.kind
            learner.add(record.page, url=record.url, kind=kind, encoding=record.encoding)
    if learner.pages >= _FEWEST:
        new = Path(f"{path}.new")
        new.write_text(learner.profile().to_json(), "utf-8")
        new.replace(path)


def _path(folder: Path, host: str) -> Path:
    return folder / f"{quote(host, safe='')}.json"


@define(eq=False)
class _Pages:
    """The pages to learn from, in a file: hosts whose pages are far apart would fill the memory."""

    path: Path
    _db: sqlite3.Connection = field(init=False)
    _counts: Counter[str] = field(factory=Counter)

    def __attrs_post_init__(self) -> None:
        self.path.unlink(missing_ok=True)
        self._db = sqlite3.connect(self.path, isolation_level=None)
        self._db.executescript("pragma journal_mode = off; pragma synchronous = off; create table pages (host text, page blob)")

    def add(self, records: list[Record]) -> None:
        for record in records:
            host = host_of(record.url)
            if host is None or len(host) > 200 or self._counts[host] >= _PAGES:
                continue
            self._counts[host] += 1
            self._db.execute("insert into pages values (?, ?)", (host, zlib.compress(pickle.dumps(record), 1)))

    def hosts(self) -> Iterator[str]:
        """Hosts that have pages enough."""
        self._db.execute("create index hosts on pages (host)")
        return (host for host, count in self._counts.items() if count >= _FEWEST)

    def of(self, host: str) -> list[Record]:
        return [
            pickle.loads(zlib.decompress(page))
            for (page,) in self._db.execute("select page from pages where host = ? order by rowid", (host,))
        ]

    def close(self) -> None:
        self._db.close()
        self.path.unlink()


@frozen
class Sites(Mapping[str, SiteProfile]):
    """The profiles of a folder, read when they are asked for."""

    folder: str

    def __getitem__(self, host: str) -> SiteProfile:
        profile = _profile(str(_path(Path(self.folder), host)))
        if profile is None:
            raise KeyError(host)
        return profile

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError("profiles are asked for by host")

    def __len__(self) -> int:
        return sum(1 for _ in Path(self.folder).glob("*.json"))


@lru_cache(_HELD)
def _profile(path: str) -> SiteProfile | None:
    try:
        return SiteProfile.load(path)
    except FileNotFoundError:
        return None


@frozen
class WithSites:
    """The kernel with the profiles of a folder."""

    sites: Sites
    columns: tuple[str, ...] | None

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        return parse_batch(batch, columns=self.columns, profiles=self.sites)
