"""Corpora in miniature for tests, and kernels that cost nothing or do harm."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import tarfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from newsparse.arrow import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = [
    "harmful",
    "headline_of",
    "html",
    "quick",
    "slow",
    "tar_of",
    "warc_record",
    "write_csv",
    "write_jsonl",
    "write_parquet",
    "zip_of",
]


def html(number: int, words: str = "It rained for nine days in the north of the island, the weather office said.") -> str:
    """A page of our own."""
    return f"<html><head><title>Story {number}</title></head><body><h1>Story {number}</h1><p>{words}</p></body></html>"


def warc_record(number: int, page: str | bytes, *, kind: str = "response", content_type: str = "text/html", status: int = 200) -> bytes:
    """A record of a WARC file; of kind "conversion" it is one of a WET file."""
    body = page.encode() if isinstance(page, str) else page
    if kind == "response":
        body = f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\n\r\n".encode() + body
    about = "application/http; msgtype=response" if kind == "response" else "text/plain"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://news.example/{number}\r\nWARC-Date: 2024-03-01T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\nContent-Type: {about}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


PACK: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": lambda data: gzip.compress(data, mtime=0),
    ".zst": lambda data: zstandard.ZstdCompressor(write_checksum=True).compress(data),
}


def write_jsonl(path: Path, pages: Iterable[str], *, first: int = 0) -> Path:
    lines = (json.dumps({"html": page, "url": f"https://news.example/{first + i}"}) for i, page in enumerate(pages))
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    return path


def write_csv(path: Path, pages: Iterable[str]) -> Path:
    quoted = ('"' + page.replace('"', '""') + '"' for page in pages)
    path.write_text("url,html\n" + "".join(f"https://news.example/{i},{page}\n" for i, page in enumerate(quoted)), "utf-8")
    return path


def write_parquet(path: Path, pages: list[str], *, group: int = 3) -> Path:
    table = pa.table({"html": pages, "url": [f"https://news.example/{i}" for i in range(len(pages))], "other": list(range(len(pages)))})
    pq.write_table(table, path, row_group_size=group)
    return path


def zip_of(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def tar_of(path: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz" if path.suffix in (".gz", ".tgz") else "w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


# -- kernels: functions of a module, so that they can be sent to workers


def headline_of(page: bytes) -> str:
    return page.decode().partition("<h1>")[2].partition("</h1>")[0]


def quick(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Rows with the headline alone; a page with the word REFUSED is none."""
    pages = batch["page"].to_pylist()
    refused = [b"REFUSED" in page for page in pages]
    made = {
        **{name: batch[name] for name in ("file", "offset", "url", "fetched_at")},
        "headline": pa.array([None if no else headline_of(page) for page, no in zip(pages, refused, strict=True)], pa.string()),
        "text": pa.array([page.decode().partition("<p>")[2].partition("</p>")[0] for page in pages], pa.string()),
        "error": pa.array(["refused" if no else None for no in refused], pa.string()),
        "error_reason": pa.array(["test" if no else None for no in refused], pa.string()),
    }
    columns = [made.get(field.name, pa.nulls(len(batch), field.type)) for field in SCHEMA]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def slow(batch: pa.RecordBatch) -> pa.RecordBatch:
    """As ``quick``, two milliseconds a page."""
    time.sleep(0.002 * len(batch))
    return quick(batch)


def harmful(batch: pa.RecordBatch) -> pa.RecordBatch:
    """As ``quick``, but pages that say so hang, recurse, take 10 GB of memory, or end the process."""
    for page in batch["page"].to_pylist():
        if b"HARM" in page:
            _HARM[page.partition(b"HARM ")[2].split()[0].decode()]()
    return quick(batch)


def _recurse() -> None:
    sys.setrecursionlimit(1 << 30)
    _down([])


def _down(held: list[object]) -> object:
    # Through C as well as Python, so that the stack ends and not a counter.
    return sorted([0, 1], key=lambda _: _down(held))


_HARM: dict[str, Callable[[], object]] = {
    "sleep": lambda: time.sleep(3600),
    "recurse": _recurse,
    "allocate": lambda: bytearray(10 << 30),
    "exit": lambda: os._exit(1),
    "exit0": lambda: os._exit(0),
    "abort": os.abort,
}
