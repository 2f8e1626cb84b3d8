"""From bytes to text: which encoding a page is in, whatever it claims.

In order: a byte order mark; the encoding that the caller gives; UTF-8 where the bytes are valid UTF-8, for text in another encoding is
so only by a freak; the encoding that the page declares; UTF-8 with a few foreign bytes; a guess by the page's language.

``bs4.dammit`` does the same with two differences that rule it out here: it asks whatever detector happens to be installed, so that the
same page could read differently elsewhere, and its search for a declaration takes quadratic time on hostile input.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from newsparse.errors import ParseError

__all__ = ["clean", "decode", "utf16_without_mark"]

DECLARED_WITHIN = 16 * 1024
"""Bytes from the top in which a declaration is looked for. HTML asks for it within 1,024; pages are less careful."""

MAX_STRAYS = 100_000
"""Foreign bytes in a UTF-8 page that are read one by one; above, they become U+FFFD."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CODECS = {
    "windows-1252": "cp1252 iso8859-1 ascii",
    "windows-1254": "cp1254 iso8859-9",
    "windows-874": "cp874 tis-620 iso8859-11",
    "gb18030": "gb18030 gbk gb2312",
    "cp932": "cp932 shift_jis shift_jis_2004 shift_jisx0213",
    "cp949": "cp949 euc_kr johab",
    "big5hkscs": "big5hkscs big5 cp950",
    "utf-8": "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be utf-7",
}
"""How browsers read what a page declares (WHATWG Encoding Standard): the wider encoding that real pages are in, and UTF-8 where the
declaration, being readable as ASCII, contradicts itself."""
_WIDER = {codecs.lookup(name).name: wide for wide, names in _CODECS.items() for name in names.split()}
_PLAIN = re.compile(r"cp\d+|iso8859-\d+|koi8-[rut]|mac-\w+|big5\w*|euc_\w+|iso2022_\w+|hz|kz1048|ptcp154")
"""The other codecs that a page can be in; Python has more (punycode, unicode_escape), which are no encodings of pages."""
_NICKNAMES = {
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "unicode": "utf-8",
    "x-user-defined": "cp1252",
    "win-1251": "cp1251",
}

_META = re.compile(rb"<meta\b[^<>]{0,500}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.I)
_XML = re.compile(rb"\s{0,99}<\?xml\b[^<>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})", re.I)
_LANG = re.compile(rb"<html\b[^<>]{0,2000}?\blang\s{0,9}=\s{0,9}[\"']?([a-z]{2,3})(?:[-_]([a-z]{4}|[a-z]{2}))?", re.I)

_BY_LANGUAGE = {
    **dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), ("windows-1250",)),
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "tt", "uk"), ("windows-1251", "koi8-r")),
    "el": ("windows-1253",),
    **dict.fromkeys(("az", "ku", "tr"), ("windows-1254",)),
    "he": ("windows-1255",),
    **dict.fromkeys(("ar", "fa", "ur"), ("windows-1256",)),
    **dict.fromkeys(("et", "lt", "lv"), ("windows-1257",)),
    "vi": ("windows-1258",),
    "th": ("windows-874",),
    "ja": ("cp932", "euc_jp"),
    "ko": ("cp949",),
    "zh": ("gb18030", "big5hkscs"),
}
"""Encodings in which pages of a language stand that declare none (HTML Standard, "suggested default encodings"), likeliest first."""

_STRAY = re.compile(r"([a-z]?)([\udc80-\udcff]+)")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of a page's bytes, and the encoding that it was read in.

    Args:
        data: The page's bytes; not empty.
        encoding: What the caller knows it to be in; it wins over all but a byte order mark. Bytes that it cannot hold become U+FFFD.

    Raises:
        ParseError: where ``encoding`` names no encoding of text (reason "encoding").
    """
    given = _given(encoding) if encoding is not None else None
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _finish(data[len(mark) :].decode(name, "replace")), name
    if given is not None and given != "utf-8":
        return _finish(data.decode(given, "replace")), given
    if wide := utf16_without_mark(data):
        return _finish(data.decode(wide, "replace")), wide
    declared = _declared(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, given or declared)
    if declared in ("iso2022_jp", "hz") and (b"\x1b" in data or b"~{" in data):  # 7-bit encodings, valid UTF-8 by construction
        return _finish(data.decode(declared, "replace")), declared
    return (text.replace("\0", "") if b"\0" in data else text), "utf-8"


def clean(text: str) -> str:
    """The text without what cannot stand in a page: NULs are dropped as browsers do, surrogate pairs joined, lone ones become U+FFFD."""
    try:
        if b"\0" in text.encode("utf-8"):
            text = text.replace("\0", "")
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\0", "")
    return text.removeprefix("\ufeff")


def utf16_without_mark(data: bytes) -> str | None:
    """The UTF-16 or UTF-32 codec of bytes without a byte order mark; None where they are in neither.

    In both, the bytes of one place within each character take few values, zero among them, and those of the last one many.
    """
    head = data[:4096]
    head = head[: len(head) // 4 * 4]
    if len(head) < 8 or b"\0" not in head:
        return None
    places = [Counter(head[i::4]) for i in range(4)]
    quarter = len(head) // 4
    zeros = [place[0] / quarter for place in places]
    if zeros[0] < 0.05 and zeros[2] > 0.9 and zeros[3] > 0.9:
        return "utf-32-le"
    if zeros[3] < 0.05 and zeros[0] > 0.9 and zeros[1] > 0.9:
        return "utf-32-be"
    for low, high, name in ((0, 1, "utf-16-le"), (1, 0, "utf-16-be")):
        lows, highs = places[low] + places[low + 2], places[high] + places[high + 2]
        few = sum(count for _, count in highs.most_common(3))
        if lows[0] <= 0.01 * quarter and highs[0] >= 0.04 * quarter and few >= 1.8 * quarter:
            return name
    return None


def _given(encoding: str) -> str:
    """The codec for the name that the caller gives."""
    name = _codec(encoding)
    if name is None:
        raise ParseError(
            f"encoding={encoding!r} is no encoding of text that Python knows; leave it out to have it found, or pass a name like 'utf-8'",
            reason="encoding",
        )
    exact = codecs.lookup(_NICKNAMES.get(encoding.strip().lower(), encoding.strip())).name
    return exact if exact.startswith(("utf-16", "utf-32")) else name


def _codec(label: str) -> str | None:
    """The codec for an encoding's name as pages write it; None where there is none for pages."""
    label = label.strip().lower()
    try:
        name = codecs.lookup(_NICKNAMES.get(label, label)).name
    except (LookupError, ValueError):
        return None
    return _WIDER.get(name) or (name if _PLAIN.fullmatch(name) else None)


def _declared(data: bytes) -> str | None:
    """The codec for what the page declares in its XML declaration or a meta element."""
    head = data[:DECLARED_WITHIN]
    found = _XML.match(head) or _META.search(head)
    return _codec(found[1].decode("ascii", "replace")) if found else None


def _not_utf8(data: bytes, declared: str | None) -> tuple[str, str]:
    """Text of bytes that are not valid UTF-8."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(data) - len(text.encode("utf-8", "ignore"))
    beyond = len(text) - len(text.encode("ascii", "ignore")) - stray
    if declared == "utf-8":
        declared = None
    if beyond > stray * (4 if declared else 0.5):  # other encodings rarely make valid sequences, Shift_JIS the most: 0.3 a stray
        mended = _STRAY.sub(_read_stray, text) if stray <= MAX_STRAYS else data.decode("utf-8", "replace")
        return _finish(mended), "utf-8"
    if declared and declared not in ("iso2022_jp", "hz"):
        text = data.decode(declared, "replace")
        if text.count("\ufffd") * 20 < stray:
            return _finish(text), declared
    return _guess(data)


def _guess(data: bytes) -> tuple[str, str]:
    """Text of bytes in an undeclared encoding other than UTF-8: what pages of its language, else of any, are usually in."""
    found = _LANG.search(data[:DECLARED_WITHIN])
    language, region = (found[1].decode().lower(), (found[2] or b"").decode().lower()) if found else ("", "")
    candidates = _BY_LANGUAGE.get(language, ())
    if language == "zh" and region in ("tw", "hk", "mo", "hant"):
        candidates = candidates[::-1]
    strays = len(data) - len(data.decode("ascii", "ignore"))
    read = [(data.decode(name, "replace"), name) for name in candidates]
    if read:
        text, name = min(read, key=lambda pair: _oddity(pair[0]))
        if text.count("\ufffd") * 20 < strays:
            return _finish(text), name
    return _finish(data.decode("windows-1252", "replace")), "windows-1252"


def _oddity(text: str) -> int:
    """How little the text looks like words: broken characters, and capitals behind small letters (Cyrillic read by the wrong table)."""
    return 10 * text.count("\ufffd") + len(re.findall(r"[\u0430-\u044f][\u0410-\u042f]", text))


def _read_stray(found: re.Match[str]) -> str:
    """What bytes that are no UTF-8 mean inside a UTF-8 page."""
    before, run = found[1], found[2].encode("ascii", "surrogateescape")
    try:  # emoji of software that writes both halves of a UTF-16 pair as characters
        pairs = run.decode("utf-8", "surrogatepass")
        return before + pairs.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    except UnicodeDecodeError:
        pass
    if len(run) > 1 and 0xC2 <= run[0] <= 0xF4 and all(0x80 <= byte <= 0xBF for byte in run[1:]):
        return before + "\ufffd"  # a character cut off behind its first bytes
    if before and len(run) == 1 and 0xC2 <= run[0] <= 0xDE:
        return before + "\ufffd"  # the same: in windows-1252 this is a capital, which does not stand behind a small letter
    return before + run.decode("windows-1252", "replace")


def _finish(text: str) -> str:
    """Decoded text without NULs, and without a second byte order mark."""
    text = text.replace("\0", "") if "\0" in text else text
    if _SURROGATE.search(text):  # surrogateescape leaves none behind; UTF-32 and exotic codecs may
        return clean(text)
    return text.removeprefix("\ufeff")
