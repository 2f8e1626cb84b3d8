"""Whether a text is HTML or plain text, which may quote HTML."""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["kind_of"]

PREFIX = 60_000
"""Characters from the beginning that are searched for tags."""
_EDGE = 2_000
"""Characters at either end in which a document's beginning and end are looked for."""

_LEADING = re.compile(r"(?:[\s\ufeff]+|<!--(?:[^-]+|-(?!->))*+-->|<\?[^<>]{0,1000}>|<!\[[^<>]{0,100}>)*")
_DOCUMENT = re.compile(r"<(?:!doctype\b|html\b|head\b|body\b|\?xml\b)", re.I)
_ELEMENT = re.compile(r"<[a-z][\w:.-]{0,60}(?:\s[^<>]{0,4000})?/?>", re.I)
_END = re.compile(r"(?:</[a-z][\w:.-]{0,60}\s*>|/>|-->)\s*\Z", re.I)
_OPENING = re.compile(r"<!doctype html\b[^<>]{0,300}>\s{0,99}<html\b", re.I)
_DOCUMENT_END = re.compile(r"</(?:html|body)\s*>", re.I)
_TAG = re.compile(
    r"<(/?)(a|abbr|article|aside|b|blockquote|body|br|button|center|code|dd|div|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]|head|header|hr"
    r"|html|i|iframe|img|input|label|li|link|main|meta|nav|noscript|ol|option|p|picture|pre|q|s|script|section|select|small|source|span|strong"
    r"|style|sub|sup|svg|table|tbody|td|th|thead|time|title|tr|u|ul|video)(?:\s[^<>]{0,4000})?/?>",
    re.I,
)
_MARKUP = re.compile(r"<[^<>]*>")
_OFTEN_OPEN = frozenset("article blockquote body dd div dl dt html li main ol p section table tbody td th tr ul".split())
_VOID = frozenset("br hr img input link meta source".split())


def kind_of(text: str) -> Literal["html", "text"]:
    """What to read a text as.

    HTML is what begins as a document or an element and goes on so: a page, an XML document, a fragment such as ``<p>…</p>``, a page cut
    off at its end or with a line of something else before it. A text that quotes tags, or Markdown with a few of them, stays a text.
    """
    leading = _LEADING.match(text)
    start = leading.end() if leading else 0
    if "<" not in text[start : start + PREFIX]:
        return "html" if start and text[:start].lstrip().startswith("<") and start == len(text) else "text"
    if _DOCUMENT.match(text, start) or text[:start].lstrip("\ufeff \t\r\n").startswith("<?xml"):
        return "html"
    begins = _ELEMENT.match(text, start) is not None
    tail = text[-_EDGE:]
    if begins and _END.search(tail):
        return "html"
    ends = list(_DOCUMENT_END.finditer(tail))
    if ends and len(_MARKUP.sub("", tail[ends[-1].end() :]).strip()) < 20 and _DOCUMENT.search(text, start, start + PREFIX):
        return "html"
    opening = _OPENING.search(text, start, start + _EDGE)
    if opening and not _DOCUMENT_END.search(text, opening.end(), start + PREFIX):
        return "html"  # cut off, and with a server's message before it
    return "html" if _is_mostly_marked_up(text[start : start + PREFIX], begins=begins) else "text"


def _is_mostly_marked_up(text: str, *, begins: bool) -> bool:
    """Whether tags hold the text together instead of standing in it as examples."""
    count = breaks = marked = inside = 0
    until = 0  # end of what is counted as inside an element
    open_at: dict[str, list[int]] = {}
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        count += 1
        marked += len(tag[0])
        if name in _VOID:
            breaks += name == "br"
        elif not tag[1]:
            open_at.setdefault(name, []).append(tag.start())
        elif open_at.get(name):
            start = max(open_at[name].pop(), until)
            inside += max(0, tag.end() - start)
            until = max(until, tag.end())
    if breaks > 2 and breaks > text.count("\n"):
        return True
    if begins:
        left = [places[0] for name, places in open_at.items() if places and name in _OFTEN_OPEN]
        if left and count >= 3:  # HTML lets paragraphs and items go without an end
            inside += max(0, len(text) - max(min(left), until))
        return inside >= 0.5 * len(text) or (count >= 10 and marked >= 0.1 * len(text))
    return inside >= 0.5 * len(text) and text.count("\n\n") <= count
