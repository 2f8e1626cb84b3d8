"""From input to text: encodings, forms of input, and what is refused."""

from __future__ import annotations

import gzip
import io
import sqlite3
import xml.etree.ElementTree as StdlibTree
import zipfile
import zlib
from pathlib import Path

import lxml.html
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsparse.errors import ParseError
from newsparse.read.decode import SIZE_LIMIT, load
from newsparse.read.encoding import decode

PAGE = '<html lang="{lang}"><head>{meta}<title>t</title></head><body><p>{text}</p></body></html>'


def page(text: str, *, charset: str | None = None, lang: str = "") -> str:
    return PAGE.format(text=text, meta=f'<meta charset="{charset}">' if charset else "", lang=lang)


GERMAN = "Die Bürgermeisterin über die Größe der Brücke: „schön“"
POLISH = "Zażółć gęślą jaźń, powiedziała szefowa rządu"
RUSSIAN = "Город закрыл мост через реку после сильного дождя"
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy"
GREEK = "Η πόλη έκλεισε τη γέφυρα"
JAPANESE = "市は大雨のあと橋を閉鎖した。再開は来週になる見通しだ。"
KOREAN = "시는 폭우 뒤에 다리를 폐쇄했다"
CHINESE = "暴雨过后，市政府关闭了大桥。"
TAIWAN = "暴雨過後，市政府關閉了大橋。"


@pytest.mark.parametrize(
    ("text", "written", "declared", "used"),
    [
        (GERMAN, "utf-8", None, "utf-8"),
        (GERMAN, "utf-8", "iso-8859-1", "utf-8"),  # valid UTF-8 beats what the page says
        (GERMAN, "utf-8-sig", None, "utf-8"),
        (GERMAN, "utf-16", None, "utf-16-le"),
        (GERMAN, "utf-16-le", None, "utf-16-le"),
        (GERMAN, "utf-16-be", None, "utf-16-be"),
        (GERMAN, "utf-16-be", "utf-8", "utf-16-be"),
        (GERMAN, "utf-32-le", None, "utf-32-le"),
        (GERMAN, "utf-32-be", None, "utf-32-be"),
        (RUSSIAN * 9, "utf-16-le", None, "utf-16-le"),
        (GERMAN, "windows-1252", "iso-8859-1", "windows-1252"),
        (GERMAN, "windows-1252", "us-ascii", "windows-1252"),
        (GERMAN, "windows-1252", "utf-8", "windows-1252"),
        (GERMAN, "windows-1252", "no-such-charset", "windows-1252"),
        (GERMAN, "windows-1252", "punycode", "windows-1252"),
        (GERMAN, "windows-1252", None, "windows-1252"),
        (POLISH, "iso-8859-2", "iso-8859-2", "iso8859-2"),
        (RUSSIAN, "windows-1251", "windows-1251", "cp1251"),
        (RUSSIAN, "koi8-r", "KOI8-R", "koi8-r"),
        (GREEK, "iso-8859-7", "iso-8859-7", "iso8859-7"),
        (CHINESE, "gb18030", "gb2312", "gb18030"),
        (CHINESE, "gbk", "x-gbk", "gb18030"),
        (TAIWAN, "big5", "big5", "big5hkscs"),
        (JAPANESE, "cp932", "Shift_JIS", "cp932"),
        (JAPANESE, "cp932", "x-sjis", "cp932"),
        (JAPANESE, "euc_jp", "euc-jp", "euc_jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp", "iso2022_jp"),
        (KOREAN, "cp949", "euc-kr", "cp949"),
    ],
)
def test_the_encoding_is_found(text: str, written: str, declared: str | None, used: str) -> None:
    source = load(page(text, charset=declared).encode(written))
    assert source.text == page(text, charset=declared)
    assert source.encoding == used


@pytest.mark.parametrize(
    ("text", "written", "lang"),
    [
        (POLISH, "cp1250", "pl"),
        (CZECH, "cp1250", "cs-CZ"),
        (RUSSIAN, "cp1251", "ru"),
        (RUSSIAN, "koi8-r", "ru-RU"),
        (GREEK, "cp1253", "el"),
        (JAPANESE, "cp932", "ja"),
        (JAPANESE, "euc_jp", "ja"),
        (KOREAN, "cp949", "ko"),
        (CHINESE, "gb18030", "zh-CN"),
        (TAIWAN, "big5", "zh-TW"),
    ],
)
@pytest.mark.parametrize("declared", [None, "utf-8"])
def test_without_a_true_declaration_the_language_tells(text: str, written: str, lang: str, declared: str | None) -> None:
    markup = page(text, lang=lang, charset=declared)
    assert load(markup.encode(written)).text == markup


def test_an_xml_declaration_tells_too() -> None:
    markup = f'<?xml version="1.0" encoding="iso-8859-2"?>{page(POLISH)}'
    assert load(markup.encode("iso-8859-2")).text == markup


def test_the_callers_encoding_wins_over_the_declared_one() -> None:
    assert load(page(GREEK, charset="iso-8859-1").encode("iso-8859-7"), encoding="iso-8859-7").text == page(GREEK, charset="iso-8859-1")
    assert load(b"caf\xc3\xa9", encoding="latin-1").text == "cafÃ©"
    assert load("café".encode("utf-16-le"), encoding="utf-16-le").text == "café"


@pytest.mark.parametrize("name", ["no-such", "rot13", "hex", "", "punycode"])
def test_an_unknown_encoding_is_refused(name: str) -> None:
    with pytest.raises(ParseError, match="encoding=") as caught:
        load(b"caf\xe9", encoding=name)
    assert caught.value.reason == "encoding"


@pytest.mark.parametrize(
    ("mixed", "text"),
    [
        ("Größe und Brücke ".encode() + b"K\xfcche \x84so\x93", "Größe und Brücke Küche „so“"),
        ("schön größer ".encode() + b"papieros\xc3...", "schön größer papieros\ufffd..."),
        ("schön größer ".encode() + b"\xe2\x80...", "schön größer \ufffd..."),
        ("schön größer Übel ".encode() + b"\xed\xa0\xbd\xed\xb8\x80!", "schön größer Übel 😀!"),
    ],
)
def test_utf8_with_a_few_foreign_bytes(mixed: bytes, text: str) -> None:
    assert decode(mixed) == (text, "utf-8")


def test_very_many_foreign_bytes_are_not_read_one_by_one() -> None:
    assert decode("ö".encode() * 200_000 + b"\xfc" * 100_001)[0].count("\ufffd") == 100_001
    assert decode("ö".encode() * 200_000 + b"\xfc" * 100_000)[0].count("ü") == 100_000


def test_nul_and_surrogates_do_not_get_through() -> None:
    assert load("pa\0ge \ud83d\ude00 \udc80").text == "page 😀 \ufffd"
    assert load(b"<p>pa\0ge of text</p>" + b" " * 99).text == "<p>page of text</p>" + " " * 99
    assert load("\ufeffpage").text == "page"


def test_all_forms_of_input(tmp_path: Path) -> None:
    markup = page(GERMAN)
    file = tmp_path / "page.html"
    file.write_bytes(markup.encode())
    for form in (markup, markup.encode(), bytearray(markup.encode()), memoryview(markup.encode()), file):
        assert load(form).text == markup
        assert not load(form).markup
    soup = BeautifulSoup(markup, "html.parser")
    assert load(soup).text == markup
    assert load(soup.p).text == f"<p>{GERMAN}</p>"
    assert load(soup).markup
    root = lxml.html.document_fromstring(markup)
    assert load(root).tree is root
    assert load(root.getroottree()).tree is root
    assert load(root).text is None
    assert load(root).markup


def test_an_xhtml_tree_loses_its_namespace_in_a_copy() -> None:
    root = etree.fromstring('<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Text<!-- c --></p></body></html>')
    tree = load(root).tree
    assert tree is not None
    assert [element.tag for element in tree.iter(etree.Element)] == ["html", "body", "p"]
    assert root.tag == "{http://www.w3.org/1999/xhtml}html"


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x" * 300)
    return out.getvalue()


def sqlite(folder: Path) -> bytes:
    connection = sqlite3.connect(folder / "a.db")
    connection.execute("create table a (b)")
    connection.commit()
    connection.close()
    return (folder / "a.db").read_bytes()


NOISE = zlib.compress(bytes(i * i * 31 % 251 for i in range(5000)))

BINARY = {
    "a PDF document": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "a PNG image": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a JPEG image": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "a GIF image": b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0",
    "a WebP image": b"RIFF\x24\0\0\0WEBPVP8 \0\0\0\0",
    "a ZIP archive": zipped("a.txt"),
    "a Word document (docx)": zipped("word/document.xml"),
    "gzip-compressed data": gzip.compress(b"<p>page</p>"),
    "zlib-compressed data": zlib.compress(bytes(range(256)) * 9),
    "an MP4 video": b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2",
    "an AVIF image": b"\0\0\0\x20ftypavif\0\0\0\0avifmif1",
    "an older Microsoft Office document (doc, xls, ppt or msg)": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40,
    "a WARC file, a crawler's archive of many pages": b"WARC/1.0\r\nWARC-Type: response\r\n",
    "an RTF document": b"{\\rtf1\\ansi\\deff0 Text}",
    "an MHTML archive, a saved page with its pictures": b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n--x",
    "binary data of an unknown kind": NOISE[200:1400],
}


@pytest.mark.parametrize("name", BINARY)
def test_other_files_are_named(name: str) -> None:
    with pytest.raises(ParseError) as caught:
        load(BINARY[name])
    message = str(caught.value)
    assert caught.value.reason == "binary"
    assert message.startswith(f"the input is {name} ")
    assert f"({len(BINARY[name]):,} bytes, first bytes {BINARY[name][:8].hex(' ')})" in message
    assert ";" in message  # what to do


@pytest.mark.parametrize("name", ["a PDF document", "a PNG image", "a GIF image", "gzip-compressed data"])
@pytest.mark.parametrize("errors", ["latin-1", "utf-8"])
def test_a_binary_file_decoded_as_text_is_still_one(name: str, errors: str) -> None:
    text = BINARY[name].decode(errors, "replace" if errors == "utf-8" else "strict")
    with pytest.raises(ParseError) as caught:
        load(text * 3)
    assert caught.value.reason == "binary"


def test_a_database_file_is_named_with_its_path(tmp_path: Path) -> None:
    sqlite(tmp_path)
    with pytest.raises(ParseError, match=r"the file '.*a\.db' is an SQLite database \(8,192 bytes"):
        load(tmp_path / "a.db")


@pytest.mark.parametrize("text", ["BM is short for bookmark.", "GIF89a was a format.", "PK said no.", "ID3 tags", "MZ opened the year"])
def test_text_that_begins_like_a_file_is_text(text: str) -> None:
    assert load(text).text == text
    assert load(text.encode()).text == text


@pytest.mark.parametrize(
    ("form", "reason", "words"),
    [
        (None, "type", "the input is None"),
        (7, "type", "the input is a int, no page; pass HTML"),
        (["<p>"], "type", "the input is a list"),
        (io.BytesIO(b"<p>"), "type", "pass what its read() returns"),
        (StdlibTree.fromstring("<p>x</p>"), "type", "xml.etree.ElementTree.Element"),
        (etree.Comment("x"), "type", "a comment or an instruction"),
        ("", "empty", "the input is empty (a str of 0 characters)"),
        (" \n\t\u00a0", "empty", "a str of 4 characters"),
        ("\0\0", "empty", "a str of 2 characters"),
        (b"", "empty", "(0 bytes)"),
        (b"\xef\xbb\xbf \n", "empty", "(5 bytes)"),
        (b"\0\0\0\0", "empty", "(4 bytes)"),
        (etree.ElementTree(), "empty", "without a root"),
    ],
)
def test_what_is_no_page(form: object, reason: str, words: str) -> None:
    with pytest.raises(ParseError) as caught:
        load(form)
    assert caught.value.reason == reason
    assert words in str(caught.value)


def test_the_size_limit(tmp_path: Path) -> None:
    assert SIZE_LIMIT == 16_777_216
    file = tmp_path / "large.html"
    file.write_text("<p>12345678")
    for form in ("<p>12345678", b"<p>12345678", bytearray(b"<p>12345678"), file):
        assert load(form, size_limit=11).text == "<p>12345678"
        with pytest.raises(ParseError, match="more than the limit of 10") as caught:
            load(form, size_limit=10)
        assert caught.value.reason == "too-large"


@pytest.mark.parametrize("name", ["absent.html", ".", "nul\0.html"])
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(ParseError, match="cannot be read") as caught:
        load(tmp_path / name)
    assert caught.value.reason == "unreadable"


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_any_input_is_text_or_a_parse_error(form: bytes | str) -> None:
    try:
        text = load(form).text
    except ParseError:
        return
    assert text
    assert text.strip()
    assert "\0" not in text
    text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1))
def test_valid_utf8_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")
