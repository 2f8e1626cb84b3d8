"""Page text and addresses made harmless for whatever displays them: a terminal, a browser, a Markdown reader."""

from __future__ import annotations

import re

__all__ = ["clean", "one_line", "safe_image_url", "safe_url"]

_LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What no text needs and what steers terminals: C0 and C1 controls other than tab and line feed.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\n]{2,}|[\t\n]")
_SCHEME = re.compile(r"([^/?#:]*):")

_LINK_SCHEMES = frozenset({"http", "https", "ftp", "mailto", "tel"})
_IMAGE_SCHEMES = frozenset({"http", "https"})


def clean(text: str) -> str:
    """The text with line ends as line feeds, without control characters, and with U+FFFD for halves of surrogate pairs."""
    if text.isprintable():
        return text
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", _LINE_END.sub("\n", text)))


def one_line(text: str | None) -> str:
    """The cleaned text on one line, blanks folded; hard spaces between words stay. Empty for None."""
    return _BLANKS.sub(" ", clean(text)).strip() if text else ""


def safe_url(url: str | None) -> str | None:
    """The address of a link, or None where following it would run code or embed data (javascript:, data:, vbscript: and any other
    scheme but http, https, ftp, mailto and tel). Relative addresses stay.
    """
    return _safe(url, _LINK_SCHEMES)


def safe_image_url(url: str | None) -> str | None:
    """The address of a picture, or None where its scheme is not http or https. Relative addresses stay."""
    return _safe(url, _IMAGE_SCHEMES)


def _safe(url: str | None, schemes: frozenset[str]) -> str | None:
    # Browsers drop tabs and line ends anywhere in an address and controls around it, so "java\tscript:" must be seen through.
    url = clean(url or "").replace("\t", "").replace("\n", "").strip(" ")
    scheme = _SCHEME.match(url)
    if not url or (scheme and scheme[1].lower() not in schemes):
        return None
    return url
