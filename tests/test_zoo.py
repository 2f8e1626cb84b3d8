"""Pages that nobody should write and somebody does: each gives an Article that holds together, or a ParseError with its reason."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import os
import sqlite3
import tarfile
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from newsparse import Article, ParseError, parse
from tests.invariants import check_article

FIRST = "The ferry to the island did not leave on Tuesday, and nobody at the pier knows when it will leave again."
SECOND = "The wind has been strong for three days, the harbour master said in the evening, and it will not turn soon."
BODY = f"{FIRST}\n\n{SECOND}"
URL = "https://news.example/harbour/ferry"


def page(head: str = "", behind: str = "", headline: str = "Ferry waits") -> str:
    return (
        f'<html lang="en"><head><title>{headline}</title>{head}</head>'
        f"<body><h1>{headline}</h1><p>{FIRST}</p><p>{SECOND}</p>{behind}</body></html>"
    )


def ld(script: str) -> str:
    return page(f'<script type="application/ld+json">{script}</script>')


def checked(source: Any, **options: Any) -> Article:
    article = parse(source, **{"url": URL, **options})
    check_article(article)
    return article


def links(article: Article) -> list[str]:
    return [link.url for block in article.blocks for link in block.links]


class TestFrames:
    def test_a_frameset_has_no_blocks(self) -> None:
        article = checked(
            '<html><head><title>Ferry waits</title></head><frameset cols="2*,*"><frame src="a"><frame src="http://["></frameset>'
        )
        assert (article.blocks, article.text, article.declared.title) == ((), "", "Ferry waits")

    def test_frames_in_a_body_hide_nothing(self) -> None:
        article = checked(
            page(behind="<frameset><frame src=x></frameset><iframe src=y>old browser</iframe><p>The kiosk is closed until May.</p>")
        )
        assert article.text.startswith(BODY)
        assert article.blocks[-1].text == "The kiosk is closed until May."


LINKED = '<p>See <a href="kiosk">the kiosk</a>, <a href="/pier">the pier</a> and <a href="//sea.example/x">the sea</a> there today.</p>'


class TestBase:
    @pytest.mark.parametrize(
        "base", ["javascript:alert(1)//", "data:text/html,x", "http://[", "http://[::1", "", " ", "file:///etc/", "mailto:a@b"]
    )
    def test_one_that_leads_nowhere_is_as_none(self, base: str) -> None:
        linked = page(f'<base href="{base}">', LINKED)
        assert links(checked(linked)) == ["https://news.example/harbour/kiosk", "https://news.example/pier", "https://sea.example/x"]
        assert links(checked(linked, url=None)) == ["kiosk", "/pier", "//sea.example/x"]

    @pytest.mark.parametrize("base", ["/", "/other/", "other/", "./", "//", "?x"])
    def test_a_relative_one_without_the_pages_address(self, base: str) -> None:
        assert links(checked(page(f'<base href="{base}">', LINKED), url=None)) == ["kiosk", "/pier", "//sea.example/x"]

    def test_the_first_with_an_address_counts(self) -> None:
        bases = '<base target=x><base href=" HTTPS://a.example/b/ "><base href="https://c.example/">'
        assert links(checked(page(bases, LINKED))) == ["https://a.example/b/kiosk", "https://a.example/pier", "https://sea.example/x"]


@pytest.mark.parametrize(
    "url",
    ["http://[", "http://[::1", "//", "///", "http://", "http://a:b:c/", "http://exa mple/", "http://\u2100.example/", "?", "#",
     "http://news.example:99999999/", "http://%zz/", "\\\\x\\y", "http:", "://x", "/" + "a" * 70_000, "\ud83d", "\x00", "https://[v1.x]/"],
)  # fmt: skip
def test_addresses_that_do_not_parse(url: str) -> None:
    linked = page(
        f'<link rel="canonical" href="{url}"><meta property="og:url" content="{url}"><meta property="og:image" content="{url}">',
        f'<p>By <a rel="author" href="{url}">Ann Example</a></p><img src="{url}" srcset="{url} 2x">'
        f'<p>See <a href="{url}">the pier</a> today.</p>',
    )
    for address in (URL, url, None):
        assert checked(linked, url=address).text.startswith(BODY)


LOOPS = {
    "two": {
        "@graph": [
            {"@id": "#a", "@type": "NewsArticle", "headline": "Ferry waits", "author": {"@id": "#b"}, "isPartOf": {"@id": "#a"}},
            {"@id": "#b", "@type": "Person", "name": "Ann Example", "author": {"@id": "#b"}, "worksFor": {"@id": "#a"}},
        ]
    },
    "itself": {"@id": "#a", "@type": "NewsArticle", "author": {"@id": "#a"}, "headline": "Ferry waits", "mainEntity": {"@id": "#a"}},
}


class TestJsonLd:
    @pytest.mark.parametrize(("loop", "authors"), [("two", ["Ann Example"]), ("itself", [])])
    def test_circles(self, loop: str, authors: list[str]) -> None:
        article = checked(ld(json.dumps(LOOPS[loop])))
        assert article.declared.headline == "Ferry waits"
        assert [author.name for author in article.declared.authors] == authors
        assert article.text == BODY

    @pytest.mark.parametrize(
        "script",
        [
            "[" * 100_000,
            '{"@graph":' * 5000 + "1" + "}" * 5000,
            '{"@type": "NewsArticle", "author": ' + '{"author":' * 3000 + '"x"' + "}" * 3001,
            '{"@type": "NewsArticle", "headline": ' + "9" * 100_000 + ', "datePublished": 1e999}',
            '{"@type": "NewsArticle", "headline": NaN, "datePublished": -Infinity, "author": [null, true, 7, [[]]]}',
            '{"@type": "NewsArticle", "headline": "\\ud800", "author": "\\u0000", "datePublished": "\\ud83d"}',
            'var article = {"headline": document.title};',
            "<!-- nothing -->",
            "\x00\x01",
            "null",
            '"NewsArticle"',
            '{"@type": {"@type": []}, "@id": {}, "@graph": {"@graph": 7}}',
            "{" * 3000 + '"',
            '{"a": "' + "\\" * 99_999,
        ],
    )
    def test_what_is_no_json_or_no_article(self, script: str) -> None:
        article = checked(ld(script))
        assert (article.headline, article.text) == ("Ferry waits", BODY)
        assert article.published is None

    def test_a_huge_one(self) -> None:
        people = [{"@type": "Person", "name": f"Ann {'Bcdefgh'[i % 7 :]} Example{i}"} for i in range(20_000)]
        article = checked(
            ld(json.dumps({"@type": "NewsArticle", "headline": "Ferry waits", "author": people, "keywords": ["sea"] * 50_000}))
        )
        assert article.text == BODY
        assert len(article.authors) <= 100


class TestDates:
    @pytest.mark.parametrize(
        "date",
        ["2021-02-31", "2021-02-31T14:05:00Z", "99999-01-01", "0000-00-00", "0000-00-00T00:00:00Z", "2021-13-01", "2021-06-31",
         "31 February 2021", "February 30, 2021", "99999", "2021-06-29T", "-2021-06-29", "9" * 500, "31.02.2021", "2021/02/30", ""],
    )  # fmt: skip
    def test_days_that_are_none(self, date: str) -> None:
        head = f'<meta property="article:published_time" content="{date}"><meta name="date" content="{date}">'
        head += (
            f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{date}", "dateModified": "{date}"}}</script>'
        )
        article = checked(page(head, f'<p><time datetime="{date}">{date}</time></p><p>Published: {date}</p>'))
        if date not in ("2021-06-29T", "-2021-06-29"):
            assert (article.published, article.modified) == (None, None)
        assert article.text.startswith(BODY)

    @pytest.mark.parametrize(
        "date", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "2021-06-29T25:61:61Z", "2021-06-29T10:00:00+99:99"]
    )
    @pytest.mark.parametrize(
        "fetched", [None, dt.datetime(2021, 6, 30, tzinfo=dt.UTC), dt.datetime.max.replace(tzinfo=dt.UTC), dt.datetime.min]
    )
    def test_moments_at_the_ends_of_time(self, date: str, fetched: dt.datetime | None) -> None:
        head = f'<meta property="article:published_time" content="{date}"><meta property="article:modified_time" content="{date}">'
        article = checked(page(head, f'<p><time datetime="{date}">3 hours ago</time></p>'), fetched_at=fetched)
        assert article.published is None or article.published.date in (dt.date(2021, 6, 29), dt.date(9999, 12, 31), dt.date(1, 1, 1))

    @pytest.mark.parametrize("ago", ["999999999999 hours ago", "9" * 400 + " days ago", "0 minutes ago", "-3 hours ago", "²³ hours ago"])
    def test_ages_without_end(self, ago: str) -> None:
        fetched = dt.datetime(2021, 6, 30, 12, tzinfo=dt.UTC)
        assert checked(page(behind=f"<p>{ago}</p>"), fetched_at=fetched).text.startswith(BODY)
        assert checked(f"{ago}\n\nFerry waits\n\n{BODY}", kind="text", fetched_at=fetched).blocks[0].text == ago


class TestCharacters:
    MARKS = (
        "\u202e",
        "\u202b",
        "\u200f",
        "\u2066",
        "\u2069",
        "\u061c",
        "\u200b",
        "\u200d",
        "\u00ad",
        "\ufeff",
        "\u2060",
        "\u034f",
        "\U000e0041",
        "\ufe0f",
    )

    @pytest.mark.parametrize("mark", MARKS)
    @pytest.mark.parametrize("kind", ["html", "text"])
    def test_marks_that_are_not_seen(self, mark: str, kind: str) -> None:
        dotted = BODY.replace(" ", f" {mark}").replace("e", f"e{mark}")
        source = page().replace(FIRST, dotted.split("\n\n")[0]).replace(SECOND, dotted.split("\n\n")[1])
        article = checked(source if kind == "html" else f"Ferry waits\n\n{dotted}", kind=kind)
        seen = "".join(character for character in article.to_json() if character not in self.MARKS)
        assert "did not leave on Tuesday" in seen

    def test_blocks_of_such_marks_alone_are_none(self) -> None:
        assert len(checked(page(behind="<p>\u200b\u200b</p><p>\u200e</p><p>\ufeff</p><p>&nbsp;</p>")).blocks) == 3

    def test_what_is_hidden_is_not_read(self) -> None:
        hidden = (
            '<p style="display:none">Secret one</p><p hidden>Secret two</p><template><p>Secret three</p></template>'
            '<div style="visibility: hidden"><p>Secret four</p></div><script>"Secret five"</script><style>/* Secret six */</style>'
            "<!-- Secret seven --><textarea>Secret eight</textarea><select><option>Secret nine</select>"
        )
        assert "Secret" not in " ".join(block.text for block in checked(page(behind=hidden)).blocks)

    def test_nuls(self) -> None:
        assert checked(page().replace("ferry", "fe\0rry")).text == BODY
        assert checked(page().replace("ferry", "fe\0rry").encode()).text == BODY

    @pytest.mark.parametrize("half", ["\ud83d", "\udc00\ud83d"])
    def test_halves_of_surrogate_pairs(self, half: str) -> None:
        for source in (page(), f"Ferry waits\n\n{BODY}"):
            text = checked(source.replace("ferry", f"fe{half}rry"), kind="html" if source == page() else "text").text
            assert text.encode()
            assert text.replace("\ufffd", "") == BODY

    def test_entities_that_stand_for_no_character(self) -> None:
        odd = "&#0;&#xD800;&#x110000;&#99999999999999999999;&nosuch;&;&#;&#x;&" + "amp;" * 9
        assert "The pier" in checked(page(behind=f"<p>The pier {odd} is closed to everybody until the wind turns.</p>")).text

    def test_an_entity_bomb_does_not_go_off(self) -> None:
        bomb = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12))
        began = time.process_time()
        for source in (
            f"<!DOCTYPE html [{bomb}]>" + page(behind="<p>&m;</p>"),
            f'<?xml version="1.0"?><!DOCTYPE html [{bomb}]>{page(behind="<p>&m;</p>")}',
        ):
            article = checked(source.encode())
            assert BODY in article.text
            assert len(article.to_json()) < 20_000
        assert time.process_time() - began < 3

    @pytest.mark.parametrize(
        "declared", ["utf-8", "windows-1252", "utf-16", "shift_jis", "utf-7", "x-user-defined", "hz-gb-2312", "\u2100"]
    )
    def test_mixed_encodings(self, declared: str) -> None:
        pieces = page(f'<meta charset="{declared}">').encode().split(b"</p>")
        pieces[0] += " Ünruhe".encode("cp1252")
        pieces[1] += " Größe €".encode()
        article = checked(b"</p>".join(pieces) + "<p>Привет, порт</p>".encode("cp1251"))
        assert FIRST in article.text
        assert SECOND in article.text


class TestSize:
    SIZE = 10_000_000 if os.environ.get("NEWSPARSE_LARGE") else 500_000
    """Ten megabytes where NEWSPARSE_LARGE is set; half of one otherwise."""

    @pytest.mark.parametrize("kind", ["html", "text"])
    @pytest.mark.parametrize("unit", ["wind ", "x", "“We wait”, she said. ", "风", "12.05.2021 "])
    def test_one_line(self, unit: str, kind: str) -> None:
        line = unit * (self.SIZE // len(unit.encode()))
        began = time.process_time()
        article = parse(f"<html><body><p>{line}</p></body></html>" if kind == "html" else line, kind="html" if kind == "html" else "text")
        assert time.process_time() - began < 2e-5 * self.SIZE
        assert [len(block.text) for block in article.blocks] == [len(line.strip())]

    def test_fifty_megabytes_are_refused_at_once(self) -> None:
        began = time.process_time()
        for source in (b"<p>wind</p>" * 4_600_000, "<p>wind</p>" * 4_600_000):
            with pytest.raises(ParseError) as caught:
                parse(source)
            assert caught.value.reason == "too-large"
        assert time.process_time() - began < 3


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("page.html", page())
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("page.html")
        info.size = len(page().encode())
        archive.addfile(info, io.BytesIO(page().encode()))
    return out.getvalue()


def _sqlite(folder: Path) -> bytes:
    connection = sqlite3.connect(folder / "pages.db")
    connection.execute("create table pages (html text)")
    connection.execute("insert into pages values (?)", (page(),))
    connection.commit()
    connection.close()
    return (folder / "pages.db").read_bytes()


@pytest.mark.parametrize("name", ["pdf", "png", "jpeg", "zip", "tar", "gzip", "sqlite", "elf"])
@pytest.mark.parametrize("kind", [None, "html", "text"])
def test_files_with_a_page_inside_are_no_pages(name: str, kind: Any, tmp_path: Path) -> None:
    """The page within would be found, were the file read as markup."""
    inside = page().encode()
    made = {
        "pdf": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + inside,
        "png": lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + inside,
        "jpeg": lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0" + inside,
        "zip": _zip,
        "tar": _tar,
        "gzip": lambda: gzip.compress(inside),
        "sqlite": lambda: _sqlite(tmp_path),
        "elf": lambda: b"\x7fELF\x02\x01\x01" + b"\0" * 9 + inside,
    }[name]()
    file = tmp_path / f"page-{name}.html"
    file.write_bytes(made)
    for source in (made, file):
        with pytest.raises(ParseError) as caught:
            parse(source, kind=kind)
        assert caught.value.reason == "binary"
