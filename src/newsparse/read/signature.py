"""What a file is by its first bytes, where it is certainly no page."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Signature", "control_share", "signature_of"]


class Signature(NamedTuple):
    """A kind of file that is no page."""

    name: str
    """With its article, for a sentence: "a PDF document"."""
    advice: str
    """What to do instead of parsing it."""


_UNPACK = "unpack it first and pass the page that is inside"
_TO_TEXT = "turn it into text first (a program for such documents does that) and pass the text"
_MEDIA = "pass the page that shows it instead"
_DATA = "read it with software for that format and pass one page at a time"

_CERTAIN: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image", _MEDIA),
    (b"\xff\xd8\xff", "a JPEG image", _MEDIA),
    (b"\x1f\x8b", "gzip-compressed data", "decompress it first (Python: gzip.decompress)"),
    (b"\xfd7zXZ\x00", "xz-compressed data", "decompress it first (Python: lzma.decompress)"),
    (b"\x28\xb5\x2f\xfd", "Zstandard-compressed data", "decompress it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older Microsoft Office document (doc, xls, ppt or msg)", _TO_TEXT),
    (b"SQLite format 3\x00", "an SQLite database", _DATA),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file", _DATA),
    (b"Obj\x01", "an Avro file", _DATA),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM video", _MEDIA),
    (b"\x00\x00\x01\xba", "an MPEG video", _MEDIA),
    (b"\x00\x00\x01\xb3", "an MPEG video", _MEDIA),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "a Windows Media file", _MEDIA),
    (b"\x00\x00\x01\x00", "an icon (ICO)", _MEDIA),
    (b"II*\x00", "a TIFF image", _MEDIA),
    (b"MM\x00*", "a TIFF image", _MEDIA),
    (b"\x7fELF", "a program (ELF)", _MEDIA),
    (b"\xca\xfe\xba\xbe", "a program (Java class or Mach-O)", _MEDIA),
    (b"\xcf\xfa\xed\xfe", "a program (Mach-O)", _MEDIA),
    (b"\x00asm", "a WebAssembly program", _MEDIA),
    (b"\x00\x01\x00\x00", "a TrueType font", _MEDIA),
)
"""Beginnings that no text has."""

_PRINTABLE: tuple[tuple[bytes, str, str], ...] = (
    (b"GIF87a", "a GIF image", _MEDIA),
    (b"GIF89a", "a GIF image", _MEDIA),
    (b"8BPS", "a Photoshop image", _MEDIA),
    (b"BM", "a BMP image", _MEDIA),
    (b"OggS", "an Ogg audio or video file", _MEDIA),
    (b"fLaC", "a FLAC audio file", _MEDIA),
    (b"ID3", "an MP3 audio file", _MEDIA),
    (b"\xff\xfb", "an MP3 audio file", _MEDIA),
    (b"MThd", "a MIDI file", _MEDIA),
    (b"FLV\x01", "a Flash video", _MEDIA),
    (b"wOFF", "a web font", _MEDIA),
    (b"wOF2", "a web font", _MEDIA),
    (b"OTTO", "an OpenType font", _MEDIA),
    (b"MZ", "a Windows program", _MEDIA),
    (b"BZh", "bzip2-compressed data", "decompress it first (Python: bz2.decompress)"),
    (b"x\x9c", "zlib-compressed data", "decompress it first (Python: zlib.decompress)"),
    (b"x\x01", "zlib-compressed data", "decompress it first (Python: zlib.decompress)"),
    (b"x\xda", "zlib-compressed data", "decompress it first (Python: zlib.decompress)"),
    (b"PAR1", "a Parquet file", _DATA),
    (b"ARROW1", "an Arrow file", _DATA),
    (b"bplist00", "a binary property list", _DATA),
    (b"\x80\x04\x95", "a Python pickle", _DATA),
    (b"\x80\x05\x95", "a Python pickle", _DATA),
)
"""Beginnings that a text could have too: they count only where control characters follow."""

_ZIPPED: tuple[tuple[bytes, str, str], ...] = (
    (b"word/", "a Word document (docx)", _TO_TEXT),
    (b"xl/", "an Excel workbook (xlsx)", _TO_TEXT),
    (b"ppt/", "a PowerPoint presentation (pptx)", _TO_TEXT),
    (b"application/epub+zip", "an EPUB book", _UNPACK),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file (odt, ods or odp)", _TO_TEXT),
    (b"[Content_Types].xml", "a Microsoft Office document (docx, xlsx or pptx)", _TO_TEXT),
    (b"META-INF/", "a Java archive (jar)", _UNPACK),
)
_BRANDS: tuple[tuple[bytes, str], ...] = (
    (b"avif", "an AVIF image"),
    (b"hei", "a HEIC image"),
    (b"mif1", "a HEIC image"),
    (b"M4A", "an M4A audio file"),
    (b"qt", "a QuickTime video"),
)
_RIFF = {b"WEBP": "a WebP image", b"WAVE": "a WAV audio file", b"AVI ": "an AVI video"}

_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\f\r\x0b\x1b"})
"""ESC is not among them: it switches alphabets in ISO-2022-JP."""
SAMPLE = 4096
"""Bytes that are looked at."""
_TOO_MANY_CONTROLS = 0.03
"""Random bytes have 0.11, text of any encoding but UTF-16 and UTF-32 next to none."""


def control_share(data: bytes) -> float:
    """Share of control characters that no text needs, in the first bytes."""
    head = data[:SAMPLE]
    return 1 - len(head.translate(None, _CONTROLS)) / len(head) if head else 0.0


def signature_of(data: bytes) -> Signature | None:
    """What the bytes are, where they are certainly no page; None where they may be one."""
    head = data[:SAMPLE]
    for magic, name, advice in _CERTAIN:
        if head.startswith(magic):
            return Signature(name, advice)
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return next((Signature(name, advice) for part, name, advice in _ZIPPED if part in head), Signature("a ZIP archive", _UNPACK))
    if head.startswith(b"%PDF-") and head[5:6].isdigit():
        return Signature("a PDF document", _TO_TEXT)
    if head.startswith(b"%!PS-"):
        return Signature("a PostScript document", _TO_TEXT)
    if head.startswith(b"WARC/1."):
        return Signature("a WARC file, a crawler's archive of many pages", _DATA)
    if head.startswith(b"{\\rtf"):
        return Signature("an RTF document", _TO_TEXT)
    if b"MIME-Version:" in head[:1024] and b"multipart/related" in head[:1024]:
        return Signature("an MHTML archive, a saved page with its pictures", "pass its HTML part (Python: email.message_from_bytes)")
    if control_share(head) <= _TOO_MANY_CONTROLS:
        return None
    if head[4:8] == b"ftyp":
        return Signature(next((name for brand, name in _BRANDS if head[8:].startswith(brand)), "an MP4 video"), _MEDIA)
    if head.startswith(b"RIFF"):
        return Signature(_RIFF.get(head[8:12], "a RIFF media file"), _MEDIA)
    for magic, name, advice in _PRINTABLE:
        if head.startswith(magic):
            return Signature(name, advice)
    return None


def is_binary(data: bytes) -> bool:
    """Whether the bytes hold more control characters than any text does; UTF-16 and UTF-32 must be ruled out before."""
    return control_share(data) > _TOO_MANY_CONTROLS
