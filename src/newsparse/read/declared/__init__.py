"""What a page declares about its article, apart from what it shows: JSON-LD, meta elements, microdata, link and title."""

from __future__ import annotations

from newsparse.read.declared.settle import declared

__all__ = ["declared"]
