"""Names of annotated pages: their bytes, their digest, their site."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


def site_of(row: dict[str, Any], declared_url: str | None) -> str:
    """The registered domain, roughly: the last two labels of the host, three where the second-last is a public suffix such as "co"."""
    host = urlsplit(row.get("url") or declared_url or "").hostname or str(row.get("publisher") or row["id"])
    labels = host.removeprefix("www.").split(".")
    keep = 3 if len(labels) > 2 and (len(labels[-2]) <= 3 and len(labels[-1]) == 2) else 2
    return ".".join(labels[-keep:])


def digest(page: str | bytes) -> str:
    """Short name of a page by its content."""
    return hashlib.sha1(page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def page_bytes(shared: Path, row: dict[str, Any]) -> bytes:
    return gzip.decompress((shared / "corpora" / row["set"] / "pages" / f"{row['id']}.html.gz").read_bytes())
