"""The inspector's report of one page: every block once, every field linked to its blocks, nothing of the page run or loaded."""

from __future__ import annotations

import datetime as dt
import re
import sys
from functools import cache
from pathlib import Path

import lxml.html
import pytest

import newsparse
from newsparse.article import Article, Author, Block, Link, Paragraph, Quote, Removed, Teaser, Timestamp
from newsparse.cli import main
from newsparse.inspector import comparison, document, report
from newsparse.inspector.marks import Mark, marks_of, pieces
from newsparse.inspector.places import Places
from newsparse.inspector.sources import sources_of
from newsparse.roles import Role

ROOT = Path(__file__).resolve().parent.parent
HARBOUR = ROOT / "fixtures/en-harbour/page.html"
PAGES = sorted((ROOT / "fixtures").glob("*/page.*"))

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>{{ 7*7 }}\x1b[2J\x00\ud800"


@cache
def article(path: Path) -> Article:
    return newsparse.parse(path, url="https://news.example/2024/05/06/a-story")


def block(text: str, role: Role = Role.PARAGRAPH, field: str = "body", links: tuple[Link, ...] = ()) -> Block:
    return Block(text, role, field, "by hand", 0.5, links)


def named(path: Path) -> str:
    return path.parent.name


@pytest.mark.parametrize("path", PAGES, ids=named)
class TestFixtures:
    def test_every_block_stands_there_once_and_in_order(self, path: Path) -> None:
        page = lxml.html.fromstring(report(article(path)).encode())
        rows = page.xpath('//li[starts-with(@id, "b")]')
        assert [row.get("id") for row in rows] == [f"b{index}" for index in range(len(article(path).blocks))]
        assert [row.find_class("role")[0].text for row in rows] == [found.role.value for found in article(path).blocks]
        for row, found in zip(rows, article(path).blocks, strict=True):
            (text,) = row.find_class("text")
            for card in text.find_class("who"):
                card.drop_tree()
            assert text.text_content() == found.text
            assert found.reason in row.find_class("why")[0].text_content()

    def test_every_link_leads_somewhere_and_ids_are_unique(self, path: Path) -> None:
        page = lxml.html.fromstring(report(article(path)).encode())
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        inside = {href[1:] for href in page.xpath("//@href") if href.startswith("#")}
        lit = {f"b{index}" for value in page.xpath("//@data-b") for index in value.split()}
        lit |= {name for value in page.xpath("//@data-f") + page.xpath("//@data-q") for name in value.split()}
        assert (inside | lit) - set(ids) == set()

    def test_every_block_belongs_to_a_value_of_its_field(self, path: Path) -> None:
        found: dict[str, set[int]] = {}
        for section in sources_of(article(path)).sections:
            for entry in section.entries:
                assert entry.blocks == sorted(entry.blocks)
                found.setdefault(section.name, set()).update(entry.blocks)
            found.setdefault(section.name, set()).update(section.rest)
        found["published"] |= found["modified"]
        assert [(i, one.field) for i, one in enumerate(article(path).blocks) if i not in found[one.field]] == []

    def test_every_quote_is_underlined_word_for_word(self, path: Path) -> None:
        page = lxml.html.fromstring(report(article(path)).encode())
        for number, quote in enumerate(article(path).quotes):
            marked = page.xpath(f'//*[@data-q="f-quotes-{number}"]')
            for one in marked:
                assert (quote.speaker or "speaker not known") in one.find_class("who")[0].text_content()
                one.find_class("who")[0].drop_tree()
            assert "\n\n".join(one.text_content() for one in marked) == quote.text

    def test_nothing_in_it_can_load_anything(self, path: Path) -> None:
        html = report(article(path))
        page = lxml.html.fromstring(html.encode())
        assert page.xpath("//img | //iframe | //object | //embed | //link | //video | //audio | //base | //form | //@src | //@style") == []
        assert [name for name in page.xpath("//@*") if name.attrname.startswith("on")] == []
        assert "url(" not in html.split("</style>")[0]


def test_a_hostile_page_is_text_and_nothing_else() -> None:
    html = f"""<html><head><title>t</title><meta property="og:site_name" content="{HOSTILE.replace('"', "&quot;").replace("<", "&lt;")}">
        </head><body><h1>{HOSTILE.replace("<", "&lt;")}</h1>
        <p>It rained, &ldquo;{HOSTILE.replace("<", "&lt;")} for nine days,&rdquo; the office said on Monday in the long valley of rain.</p>
        <p><a href="javascript:alert(4)">a link</a> <a href="data:text/html,<script>alert(5)</script>">another</a></p></body></html>"""
    page = lxml.html.fromstring(report(html, kind="html").encode())
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//img | //svg[@onload] | //@onerror") == []
    assert [href for href in page.xpath("//@href") if not href.startswith(("#", "https://", "http://"))] == []
    assert "alert(1)" in page.text_content()
    assert "\x1b" not in page.text_content()


def test_every_string_of_an_article_is_escaped() -> None:
    """An Article whose every string is hostile: types and addresses go through the same templates."""
    data = newsparse.parse(HARBOUR, url="https://news.example/a").to_dict()

    def spoiled(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            return {name: spoiled(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [spoiled(inner, key) for inner in value]
        kept = {"kind", "type", "role", "field", "date", "time", "tz", "resolution"}
        return HOSTILE if isinstance(value, str) and key not in kept else value

    page = lxml.html.fromstring(report(Article.from_dict(spoiled(data))).encode())  # type: ignore[arg-type]
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//img | //@onerror | //@onload") == []
    assert "49" not in page.xpath("string(//h1)")


def test_the_policy_names_the_hashes_of_what_is_inside() -> None:
    import base64
    import hashlib

    html = report("It rained for nine days.\n\nThe office said so.")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy.startswith("default-src &#39;none&#39;")
    for tag in ("style", "script"):
        (inner,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.S)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy.replace("&#43;", "+")
    assert html.index("Content-Security-Policy") < html.index("<style>")


def test_a_report_of_300_blocks_is_under_500_kilobytes() -> None:
    sentence = "The ferry ran late again on Monday, the harbour office said, and nobody on the quay was surprised by it. " * 3
    rows = "".join(f'<p>{sentence} &ldquo;It is number {i},&rdquo; said Jane Doe. <a href="/s/{i}">More</a></p>' for i in range(200))
    links = "".join(f'<li><a href="/story-{i}">A story about the ferry and the harbour, number {i}</a></li>' for i in range(100))
    html = report(f"<html><body><h1>The ferry</h1>{rows}<ul>{links}</ul></body></html>", url="https://news.example/ferry")
    assert html.count('<li class="b ') == 301
    assert len(html.encode()) < 500_000


def test_what_else_the_labeller_thought_is_shown_for_pages_and_not_for_articles() -> None:
    assert report(HARBOUR).count('<p class="guesses">') == len(article(HARBOUR).blocks)
    assert '<p class="guesses">' not in report(article(HARBOUR))


def test_an_article_without_blocks_can_be_shown() -> None:
    html = report(Article(kind="text", headline="Rain", body=(Paragraph("It rained.", 0, 10),), text="It rained."))
    assert "This result holds no blocks" in html


class TestPlaces:
    BLOCKS = (block("Ferry runs late"), block("The ferry"), block("Más lluvia", links=(Link("Más", "/rain", 0, 3),)), block("Ferry!"))

    def test_the_block_that_says_it_wins_over_one_that_holds_it(self) -> None:
        assert Places(self.BLOCKS, range(4)).find("ferry") == 3

    def test_blocks_behind_come_first(self) -> None:
        places = Places((*self.BLOCKS, block("ferry")), range(5))
        assert (places.find("Ferry", behind=3), places.find("Ferry", behind=4)) == (4, 3)

    def test_addresses_and_accents(self) -> None:
        places = Places(self.BLOCKS, range(4))
        assert places.find("no such words", url="/rain") == 2
        assert places.find("MAS LLUVIA") == 2
        assert places.find("snow") is None
        assert places.find("") is None
        assert places.find(None) is None

    def test_only_the_given_blocks_are_searched(self) -> None:
        assert Places(self.BLOCKS, (0, 2)).find("ferry") == 0
        assert Places(self.BLOCKS, ()).find("ferry") is None

    def test_all(self) -> None:
        assert Places(self.BLOCKS, range(4)).all("ferry") == (0, 1, 3)


class TestMarks:
    def test_a_quote_over_two_cells_of_a_table(self) -> None:
        made = Article(
            kind="html",
            body=(Paragraph("Intro", 0, 5, block=0), Paragraph("We sail\nat noon", 7, 22, block=1)),
            text="Intro\n\nWe sail\nat noon",
            quotes=(Quote("sail\nat", 10, 17),),
            blocks=(block("Intro"), block("We sail"), block("at noon")),
        )
        assert marks_of(made, [[0], [1, 2]]) == [Mark(0, 1, 3, 7), Mark(0, 2, 0, 2)]

    def test_links_are_cut_at_quotes_and_no_word_is_lost(self) -> None:
        links = (Link("he said", "https://a.example/", 0, 7), Link("x", "javascript:x", 8, 9))
        cut = pieces(block("he said x go", links=links), [Mark(0, 0, 3, 9), Mark(1, 0, 5, 12)])
        assert [piece.parts for piece in cut] == [
            (("he", "https://a.example/"), (" ", None)),
            (("said", "https://a.example/"), (" x", None)),
            ((" go", None),),
        ]
        assert [piece.mark and piece.mark.quote for piece in cut] == [None, 0, 1]

    def test_a_quote_within_another_keeps_its_place(self) -> None:
        cut = pieces(block("he said go"), [Mark(0, 0, 0, 10), Mark(1, 0, 3, 7)])
        assert [(piece.parts, piece.mark and piece.mark.quote) for piece in cut] == [((("he said go", None),), 0), ((), 1)]


class TestSources:
    def test_blocks_that_no_value_names_belong_to_the_value_before_them(self) -> None:
        made = Article(
            kind="html",
            teasers=(Teaser("Snow falls", section="More"), Teaser("Ferry late")),
            blocks=tuple(
                block(text, role, "teasers")
                for text, role in [
                    ("More", Role.TEASER_SECTION),
                    ("Snow falls", Role.TEASER_HEADLINE),
                    ("3 May", Role.TEASER_META),
                    ("Ferry late", Role.TEASER_HEADLINE),
                    ("It sails.", Role.TEASER_SUMMARY),
                ]
            ),
        )
        (teasers,) = [section for section in sources_of(made).sections if section.name == "teasers"]
        assert [entry.blocks for entry in teasers.entries] == [[0, 1, 2], [3, 4]]

    def test_what_the_head_declares_is_said_so(self) -> None:
        made = newsparse.parse(HARBOUR, url="https://news.example/a")
        (source,) = [section for section in sources_of(made).sections if section.name == "source"]
        assert (source.entries[0].blocks, source.entries[0].declared) == ([], "publisher")

    def test_a_value_from_a_block_that_is_in_no_field_leads_there(self) -> None:
        made = Article(
            kind="html",
            published=Timestamp(dt.date(2006, 7, 29), text="29.07.2006"),
            authors=(Author("Jane Doe"),),
            credits=("Joan Roe",),
            removed=(Removed("Jane Doe | 29.07.2006", Role.BYLINE, 0),),
            blocks=(block("Jane Doe | 29.07.2006", Role.BYLINE, "removed"), block("The quay. Photo: Joan Roe", Role.CAPTION, "images")),
        )
        found = {section.name: [entry.blocks for entry in section.entries] for section in sources_of(made).sections}
        assert (found["published"], found["authors"], found["credits"], found["removed"]) == ([[0]], [[0]], [[1]], [[0]])

    def test_blocks_of_a_field_without_a_value_are_kept_apart(self) -> None:
        made = Article(kind="html", blocks=(block("More", Role.TEASER_SECTION, "teasers"),))
        (teasers,) = [section for section in sources_of(made).sections if section.name == "teasers"]
        assert (teasers.entries, teasers.rest) == ([], [0])
        assert 'id="f-teasers" data-b="0"' in report(made)


class TestCommand:
    def test_a_report_is_written(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        output = tmp_path / "story.html"
        assert main(["inspect", str(HARBOUR), "-o", str(output)]) == 0
        html = output.read_text("utf-8")
        assert html == report(HARBOUR)
        assert capsys.readouterr().out == f"{output}: {len(html.encode()) / 1024:.0f} KiB\n"

    def test_standard_output_and_a_saved_result(self, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        saved = tmp_path / "saved.json"
        saved.write_text(newsparse.parse(HARBOUR).to_json(), "utf-8")
        assert main(["inspect", str(saved), "-o", "-"]) == 0
        assert capfdbinary.readouterr().out.decode() == report(newsparse.parse(HARBOUR))
        assert main(["inspect", str(HARBOUR), "--compare", str(saved), "-o", "-"]) == 0
        html = capfdbinary.readouterr().out.decode()
        assert html == comparison(newsparse.parse(HARBOUR), newsparse.parse(HARBOUR), names=("saved.json", "now"))

    def test_failures(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        empty, wrong = tmp_path / "empty.html", tmp_path / "wrong.json"
        empty.touch()
        wrong.write_text('{"kind": "html", "headline": 3}')
        assert main(["inspect", str(empty)]) == 1
        assert main(["inspect", str(HARBOUR), "--compare", str(wrong)]) == 3
        assert main(["inspect", str(HARBOUR), "--compare", str(tmp_path / "none.json")]) == 3
        assert main(["inspect", str(HARBOUR), "-o", str(tmp_path)]) == 3
        lines = capsys.readouterr().err.splitlines()
        assert lines[0].startswith(f"newsparse: {empty}: ")
        assert lines[1].startswith(f"newsparse: {wrong}: no saved result of newsparse parse: headline")
        assert lines[2:] == [
            f"newsparse: {tmp_path / 'none.json'}: No such file or directory",
            f"newsparse: {tmp_path}: Is a directory",
        ]

    def test_without_jinja_it_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        document._environment.cache_clear()
        monkeypatch.setitem(sys.modules, "jinja2", None)
        assert main(["inspect", str(HARBOUR)]) == 3
        assert capsys.readouterr().err == "newsparse: reports need Jinja: pip install 'newsparse[inspect]'\n"
