"""Pages made wrong on purpose: the fixtures' pages with tags, attributes, declarations, dates, lines and bytes changed.

One function serves the tests, whose randomness hypothesis draws and shrinks, and the fuzzer, whose randomness coverage leads.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from fixtures.checks import FOLDER
from newsparse.read.decode import load

if TYPE_CHECKING:
    from random import Random

__all__ = ["mutated", "mutated_bytes", "pages"]

_TAG = re.compile(r"<[^<>]{0,500}>")
_ATTRIBUTE = re.compile(r"\s[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s>]+)")
_JSON = re.compile(r"(?<=ld\+json\">)[^<]{1,5000}", re.S)
_JSON_TOKEN = re.compile(r"\"[^\"]{0,200}\"|[\[\]{},:]|\b\w+\b")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.+Z-]{0,25})?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\b\d{1,2}:\d\d\b|\b(?:19|20)\d\d\b")
_NUMBER = re.compile(r"\d+")
_MOST = 40_000
"""Characters that a mutated page has at the most."""

TAGS = (
    "<p>", "</p>", "<div>", "</div>", "<br>", "<h1>", "</h1>", "<h2>", "<ul><li>", "</ul>", "<ol>", "<table><tr><td>",
    "</td></tr></table>", "<td>",
    "<a href='javascript:alert(1)'>", "<a href='//'>", "<a href='http://['>", "<a>", "</a>", "<b>", "</b>",
    "<figure><img src=x.jpg>",
    "<figcaption>", "</figure>", "<blockquote>", "</blockquote>", "<time datetime='2021-02-31'>",
    "<time datetime=''>", "<aside>", "</aside>",
    "<nav>", "</nav>", "<article>", "</article>", "<header>", "<footer>", "<section hidden>",
    "<div style='display:none'>", "<template id='B:1'>",
    "</template>", "<div hidden id='S:1'>", "<script>", "</script>", "<style>", "<noscript>", "<!--", "-->",
    "<![CDATA[", "]]>", "<?xml version='1.0'?>",
    "<!doctype html>", "<html>", "<body>", "</body></html>", "<frameset>", "<frame src=x>", "<svg>", "</svg>",
    "<math>", "<select><option>",
    "<base href='http://[/'>", "<base href='//other.example/x/'>", "<meta charset=utf-16>",
    "<meta property='og:title' content='&lt;b&gt;'>",
    "<span itemprop='headline'>", "<div itemscope itemtype='https://schema.org/NewsArticle'>", "<plaintext>",
    "<textarea>", "<dl><dt>", "<dd>",
)  # fmt: skip
TEXTS = (
    "June 29, 2021", "31 February 2021", "99999-13-45", "2021-06-29T25:61:61Z", "0000-00-00", "3 hours ago",
    "29. Juni 2021, 14:05 Uhr", "2021年6月29日",
    "By Ann Example", "Von Ann Beispiel", "ALSO READ: ", "Previous Story", "Next Story", "Photo: ", "Foto: ", "© ",
    "2 min read", "Most read", "Tags: ",
    "Go to Top", "“", "”", "„", "«", "»", "'", '"', "「", "」", "— ", "said", ", sagte sie. ", "\u200b", "\u200f",
    "\u202e", "\u2066", "\u00ad", "\ufeff",
    "\ufffd", "\u0000", "\u2028", "\x85", "\x1b[31m", "\r\n", "\n\n", "\t", "&#0;", "&#xD800;", "&#99999999;",
    "&nbsp;", "&lt;script&gt;", "&amp;amp;",
    "\ud83d", "\U0001f6a2", "e\u0301", "İ", "ß", "ﬁ", "٣", "１２", "=cmd|'/c calc'!A1", "[x](javascript:alert(1))",
    "| a | b |", "#" * 9, "]]>", "𝐀", "ǅ",
)  # fmt: skip
JSONS = (
    "null", "true", "1e999", "-1", "9" * 400, "[]", "{}", '""', '"\\ud800"', '"\\u0000"', '{"@id": "#a"}',
    '{"@type": ["NewsArticle", 7, null]}',
    '{"@list": [{"@list": []}]}', '{"@value": "x"}', "[[[[[[[[]]]]]]]]", '"2021-02-31"', "1624968000",
    "1e18", '"http://["', "NaN", "Infinity", "{", "]",
)  # fmt: skip


@cache
def pages() -> tuple[str, ...]:
    """The fixtures' pages."""
    return tuple(load(path).text or "" for path in sorted(FOLDER.glob("*/page.*")))


def mutated(random: Random, page: str | None = None, changes: int | None = None) -> str:
    """A fixture's page, or the given one, with some changes.

    Args:
        random: draws all that is arbitrary.
        page: what is changed; one of ``pages()`` when None.
        changes: how many; up to 8 when None.
    """
    text = random.choice(pages()) if page is None else page
    for _ in range(random.randint(1, 8) if changes is None else changes):
        text = random.choice(_CHANGES)(text, random)[:_MOST]
    return text


def mutated_bytes(random: Random, page: bytes) -> bytes:
    """Bytes with some of them changed: flipped, dropped, repeated, another encoding's, cut."""
    data = bytearray(page)
    for _ in range(random.randint(1, 6)):
        at = random.randint(0, len(data))
        kind = random.randint(0, 5)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << random.randint(0, 7)
        elif kind == 1:
            del data[at : at + random.randint(1, 30)]
        elif kind == 2:
            data[at:at] = data[at : at + 20] * random.randint(1, 20)
        elif kind == 3:
            text = bytes(data[at : at + 200]).decode("utf-8", "replace")
            data[at : at + 200] = text.encode(
                random.choice(("utf-16-le", "utf-16", "cp1252", "gb18030", "cp932", "cp949", "cp1251")), "replace"
            )
        elif kind == 4:
            data[at:at] = random.choice(
                (b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3", b"\x80", b"\x1b$B", b"\xf4\x90\x80\x80")
            )
        else:
            del data[at + random.randint(0, 200) :]
    return bytes(data)


def _place(text: str, random: Random) -> int:
    return random.randint(0, len(text))


def _insert(text: str, random: Random, piece: str) -> str:
    at = _place(text, random)
    return text[:at] + piece + text[at:]


def _swap_found(text: str, random: Random, pattern: re.Pattern[str], pieces: tuple[str, ...]) -> str:
    """One of what the pattern finds becomes one of the pieces, or what it finds elsewhere."""
    found = [match.span() for match in pattern.finditer(text)]
    if not found:
        return text
    start, end = random.choice(found)
    other = random.choice(found)
    piece = random.choice(pieces) if pieces and random.randint(0, 1) else text[other[0] : other[1]]
    return text[:start] + piece + text[end:]


def _change_json(text: str, random: Random) -> str:
    script = _JSON.search(text)
    if script is None:
        return text.replace("</title>", f'</title><script type="application/ld+json">{random.choice(JSONS)}</script>', 1)
    changed = _swap_found(script[0], random, _JSON_TOKEN, JSONS)
    return text[: script.start()] + changed + text[script.end() :]


def _change_lines(text: str, random: Random) -> str:
    """A line is dropped, doubled, moved, or one of another page comes in between."""
    lines = text.split("\n")
    at = random.randrange(len(lines))
    kind = random.randint(0, 3)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines[at:at] = [lines[at]] * random.choice((1, 2, 30))
    elif kind == 2:
        lines.insert(random.randint(0, len(lines)), lines.pop(at))
    else:
        others = random.choice(pages()).split("\n")
        first = random.randrange(len(others))
        lines[at:at] = others[first : first + random.choice((1, 3, 20))]
    return "\n".join(lines)


def _repeat(text: str, random: Random) -> str:
    """A stretch of the page stands several times."""
    at, size = _place(text, random), random.choice((1, 5, 40, 400))
    return text[:at] + text[at : at + size] * random.choice((2, 3, 50)) + text[at + size :]


def _drop(text: str, random: Random) -> str:
    at, size = _place(text, random), random.choice((1, 5, 40, 400, 4000))
    return text[:at] + text[at + size :]


_CHANGES = (
    lambda text, random: _insert(text, random, random.choice(TAGS)),
    lambda text, random: _insert(text, random, random.choice(TEXTS)),
    lambda text, random: _insert(text, random, f"\n{random.choice(TEXTS)}{random.choice(TEXTS)}\n"),
    lambda text, random: _swap_found(text, random, _TAG, TAGS),
    lambda text, random: _swap_found(
        text, random, _ATTRIBUTE, (" hidden", " href='http://['", " class='related share caption'", " id='B:1'")
    ),
    lambda text, random: _swap_found(text, random, _DATE, TEXTS[:8]),
    lambda text, random: _swap_found(text, random, _NUMBER, ("0", "31", "99999", "-1", "1" * 400, "٣٢", "²")),
    _change_json,
    _change_lines,
    _repeat,
    _drop,
)
