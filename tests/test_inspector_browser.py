"""The inspector's reports in a real browser: what a person clicks works, and what a hostile page wants does not."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import newsparse
from newsparse.article import Article
from newsparse.inspector import comparison, overview, report, write_overview
from tests.browser import NARROW, WIDE, Window

ROOT = Path(__file__).resolve().parent.parent
HARBOUR = ROOT / "fixtures/en-harbour/page.html"
URL = "https://news.example/a"
ATTACK = (
    "<script>window.hacked = 1</script><img src='https://evil.example/x.png' onerror='window.hacked = 2'>"
    "<svg onload='window.hacked = 3'></svg>"
)


@cache
def harbour() -> str:
    """The report that most tests look at."""
    return report(HARBOUR, url=URL)


def visible_roles(page: Any) -> set[str]:
    return set(
        page.eval_on_selector_all(".b", "all => all.filter(b => b.checkVisibility()).map(b => b.querySelector('.role').textContent)")
    )


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


class TestUse:
    def test_removed_blocks_are_folded_but_there(self, wide: Window) -> None:
        page = wide.open(harbour())
        assert "navigation" not in visible_roles(page)
        assert page.locator(".b.navigation").count() == 16
        page.get_by_role("button", name="Unfold removed").click()
        assert "navigation" in visible_roles(page)
        page.get_by_role("button", name="Unfold removed").click()
        assert "navigation" not in visible_roles(page)
        assert (wide.loaded, wide.faults) == ([], [])

    def test_a_click_on_a_role_shows_it_alone(self, wide: Window) -> None:
        page = wide.open(harbour())
        everything = visible_roles(page)
        page.get_by_role("button", name=re.compile("^navigation")).click()
        assert visible_roles(page) == {"navigation"}
        page.get_by_role("button", name=re.compile("^paragraph")).click()
        assert visible_roles(page) == {"navigation", "paragraph"}
        shown = page.locator(".b:visible").count()
        assert page.get_by_role("status").inner_text() == f"{shown} of {page.locator('.b').count()} blocks"
        page.keyboard.press("Escape")
        assert visible_roles(page) == everything

    def test_only_what_the_labeller_was_not_sure_of(self, wide: Window) -> None:
        page = wide.open(harbour())
        page.get_by_role("button", name=re.compile("^unsure")).click()
        odds = page.eval_on_selector_all(
            ".b", "all => all.filter(b => b.checkVisibility()).map(b => parseInt(b.querySelector('.odds').textContent))"
        )
        assert len(odds) == int(page.locator(".chip.unsure b").inner_text())
        assert max(odds) <= 60

    def test_filters_by_keyboard_alone(self, wide: Window) -> None:
        page = wide.open(harbour())
        page.locator(".chip.all").focus()
        page.keyboard.press("End")
        role = page.evaluate("document.activeElement.dataset.role")
        page.keyboard.press("Space")
        assert visible_roles(page) == {role}
        page.keyboard.press("Home")
        page.keyboard.press("Enter")
        assert "paragraph" in visible_roles(page)

    def test_arrows_move_between_visible_blocks_and_enter_goes_to_the_field(self, wide: Window) -> None:
        page = wide.open(harbour())
        page.get_by_role("button", name=re.compile("^caption")).click()
        captions = page.eval_on_selector_all(".b.caption", "all => all.map(b => b.id)")
        page.locator(f"#{captions[0]}").focus()
        page.keyboard.press("ArrowDown")
        assert focused(page) == captions[1]
        assert page.locator(f"#{captions[1]} .why").is_visible()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("#f-(body|images)-"))

    def test_the_reason_is_shown_on_hover_and_covers_no_text(self, wide: Window) -> None:
        page = wide.open(harbour())
        why = page.locator(".b.headline .why")
        assert not why.is_visible()
        page.locator(".b.headline .text").hover()
        assert why.is_visible()
        assert re.search(r"headline\s+\d+%", why.inner_text())
        box, text = why.bounding_box(), page.locator(".b.headline .text").bounding_box()
        assert box["x"] + box["width"] <= text["x"]

    def test_field_and_block_light_up_each_other(self, wide: Window) -> None:
        page = wide.open(harbour())
        page.locator("#f-headline-0 .v").hover()
        assert page.eval_on_selector_all(".b.lit", "all => all.map(b => b.className.includes('headline'))") == [True]
        page.locator(".b.dek .text").hover()
        assert page.eval_on_selector_all(".e.lit", "all => all.map(e => e.id)") == ["f-dek-0"]

    def test_a_jump_opens_what_hides_its_target(self, wide: Window) -> None:
        page = wide.open(harbour())
        page.get_by_role("button", name=re.compile("^paragraph")).click()
        page.locator("#f-removed > summary").click()
        link = page.locator("#f-removed-0 .ref")
        target = link.get_attribute("href")
        link.click()
        page.wait_for_url(re.compile(f"{target}$"))
        assert page.locator(target).is_visible()
        assert focused(page) == target[1:]
        page.go_back()
        page.go_forward()
        assert page.locator(target).is_visible()

    def test_a_quote_shows_its_speaker_and_leads_to_its_entry_and_back(self, wide: Window) -> None:
        page = wide.open(harbour())
        quote = page.locator(".quote").first
        quote.evaluate("quote => quote.scrollIntoView({ block: 'center' })")
        quote.hover()
        assert "Hester Lanyon" in quote.locator(".who").inner_text()
        quote.locator(".who a").click()
        page.wait_for_url(re.compile("#f-quotes-0$"))
        page.locator("#f-quotes-0 .ref").first.click()
        page.wait_for_url(re.compile("#q0-"))
        assert focused(page).startswith("q0-")

    def test_without_scripts_the_report_can_be_read(self, browser: Any, tmp_path: Path) -> None:
        window = Window(browser, tmp_path, WIDE, java_script_enabled=False)
        page = window.open(harbour())
        assert page.locator(".b.headline").is_visible()
        assert not page.locator(".filters").is_visible()
        page.locator(".b.headline .text").hover()
        assert page.locator(".b.headline .why").is_visible()
        page.locator("#f-dek-0 .ref").click()
        page.wait_for_url(re.compile(r"#b\d+$"))
        window.context.close()


class TestNarrow:
    def test_page_or_fields_and_nothing_wider_than_the_window(self, narrow: Window) -> None:
        page = narrow.open(harbour())
        fields = page.locator(".fields")
        assert not fields.is_visible()
        page.get_by_role("button", name="Fields", exact=True).click()
        assert fields.is_visible()
        assert not page.locator(".page").is_visible()
        page.locator("#f-headline-0 .ref").click()
        page.wait_for_url(re.compile(r"#b\d+$"))
        assert page.locator(".b.headline").is_visible()
        assert not fields.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def test_a_tap_shows_the_reason(self, narrow: Window) -> None:
        page = narrow.open(harbour())
        page.locator(".b.headline .text").tap()
        assert page.locator(".b.headline .why").is_visible()

    @pytest.mark.parametrize("name", ["en-harbour", "ar-souk"])
    def test_a_click_on_a_quote_meets_it_and_its_speaker_is_within_the_window(self, narrow: Window, name: str) -> None:
        """What opens must not push away what was clicked."""
        page = narrow.open(report(ROOT / "fixtures" / name / "page.html"))
        quote = page.locator(".quote").first
        quote.evaluate("quote => quote.scrollIntoView({ block: 'center' })")
        line = "quote => { const { left, top } = quote.getClientRects()[0]; return [left, top]; }"
        left, top = quote.evaluate(line)
        page.mouse.click(left + 5, top + 5)
        assert quote.evaluate(line) == [left, top]
        assert focused(page) == quote.get_attribute("id")
        box = quote.locator(".who").bounding_box()
        assert 0 <= box["x"] < box["x"] + box["width"] <= NARROW["width"]


class TestHostile:
    def test_the_attack_works_where_nothing_stops_it(self, wide: Window) -> None:
        """Else the tests below could not fail."""
        page = wide.open(f"<!doctype html><p>{ATTACK}</p>")
        page.wait_for_function("window.hacked === 2 || window.hacked === 3")
        assert wide.loaded == ["https://evil.example/x.png"]

    @pytest.mark.parametrize("kind", ["html", "text"])
    def test_page_text_runs_and_loads_nothing(self, wide: Window, kind: Any) -> None:
        said = ATTACK.replace("<", "&lt;") if kind == "html" else ATTACK
        text = f"It rained for nine days, “{said}” said Jane Doe, and the ferry of the long valley stayed in the harbour all week."
        paragraphs = [f"The ferry {said}", text, text.replace("nine", "ten"), f"By Jane {said}", "Share this"]
        source = "".join(f"<p>{one}</p>" for one in paragraphs) if kind == "html" else "\n\n".join(paragraphs)
        page = wide.open(report(f"<html><body>{source}</body></html>" if kind == "html" else source, kind=kind, url=URL))
        page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
        page.locator(".text").first.hover()
        page.wait_for_timeout(200)
        assert page.evaluate("window.hacked") is None
        assert "window.hacked = 1" in page.locator("body").inner_text()
        assert (wide.loaded, wide.faults) == ([], [])

    def test_markup_that_slipped_through_would_be_stopped_by_the_policy(self, wide: Window) -> None:
        html = harbour().replace("<main>", f"{ATTACK}<a id=bait href='javascript:window.hacked=4'>bait</a><main>")
        page = wide.open(html)
        page.locator("#bait").click()
        page.wait_for_timeout(200)
        assert page.evaluate("window.hacked") is None
        assert wide.loaded == []
        assert all("Content Security Policy" in fault for fault in wide.faults)
        assert len(wide.faults) >= 4


class TestComparison:
    def test_from_change_to_change(self, wide: Window) -> None:
        source = HARBOUR.read_text("utf-8")
        before = newsparse.parse(source.replace("granite breakwater", "old breakwater").replace("Hester", "Esther"), url=URL)
        page = wide.open(comparison(before, newsparse.parse(source, url=URL)))
        changes = page.locator(".pair[tabindex]").count()
        assert changes > 4
        page.get_by_role("button", name="Next change").click()
        first = page.locator(".pair.here").inner_text()
        for _ in range(changes):
            page.keyboard.press("n")
        assert page.locator(".pair.here").inner_text() == first
        page.keyboard.press("p")
        assert page.locator(".pair.here").inner_text() != first
        assert page.locator(".pair.here").count() == 1
        assert (wide.loaded, wide.faults) == ([], [])

    def test_what_is_the_same_is_folded(self, narrow: Window) -> None:
        article = newsparse.parse(HARBOUR, url=URL)
        page = narrow.open(comparison(article, article))
        assert page.locator(".pair.same:visible").count() == 0
        page.get_by_role("button", name="Unfold unchanged").tap()
        assert page.locator(".pair.same:visible").count() == page.locator(".pair.same").count()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.get_by_role("button", name="Next change").is_disabled()


def column(page: Any, number: int) -> list[str]:
    """The texts of a column of the list of records, of rows that are shown."""
    cells = f"rows => rows.filter(row => row.checkVisibility()).map(row => row.cells[{number}].textContent.trim())"
    return list(page.eval_on_selector_all("#records tbody tr", cells))


class TestOverview:
    @pytest.fixture
    def lines(self, tmp_path: Path) -> Path:
        file = tmp_path / "articles.jsonl"
        found = [newsparse.parse(path, url=URL) for path in sorted((ROOT / "fixtures").glob("*/page.*"))]
        bad = Article(kind="html", headline=ATTACK, site_name=ATTACK, language="en")
        rejected = {"kind": None, "error": ATTACK, "error_reason": "fault", "file": ATTACK, "url": "javascript:window.hacked=5"}
        file.write_text("".join(article.to_json() + "\n" for article in [*found, bad]) + json.dumps(rejected) + "\n", "utf-8")
        return file

    def test_a_click_on_a_head_sorts_and_another_turns_round(self, wide: Window, lines: Path) -> None:
        page = wide.open(overview(lines))
        body = page.get_by_role("columnheader", name="body").get_by_role("button")
        for turned in (True, False):
            body.click()
            sizes = [int(size) for size in column(page, 5)]
            assert sizes == sorted(sizes, reverse=turned)
        page.get_by_role("columnheader", name="published").get_by_role("button").click()
        dates = column(page, 4)
        assert dates == sorted(dates, key=lambda date: date or "9")
        assert page.get_by_role("columnheader", name="published").get_attribute("aria-sort") == "ascending"
        assert (wide.loaded, wide.faults) == ([], [])

    def test_bars_and_words_filter_the_list(self, wide: Window, lines: Path) -> None:
        page = wide.open(overview(lines))
        everything = len(column(page, 0))
        page.get_by_role("button", name="de", exact=True).click()
        assert set(column(page, 3)) == {"de"}
        page.get_by_role("button", name="fr", exact=True).click()
        assert set(column(page, 3)) == {"de", "fr"}
        page.get_by_role("button", name="kicker", exact=True).click()
        assert 0 < len(column(page, 3)) < everything
        page.get_by_role("button", name="Clear filters").click()
        assert len(column(page, 0)) == everything
        page.get_by_role("searchbox").fill("HARBOUR")
        assert all("harbour" in headline.lower() for headline in column(page, 0))
        assert page.locator("#records .shown").inner_text() == f"{len(column(page, 0))} shown."

    def test_a_record_leads_to_its_report(self, wide: Window, lines: Path, tmp_path: Path) -> None:
        write_overview(lines, tmp_path / "overview.html", reports=99)
        page = wide.page
        page.goto((tmp_path / "overview.html").as_uri())
        page.get_by_role("link", name="Old harbour wall to be rebuilt stone by stone").click()
        assert page.locator(".b.headline").inner_text().endswith("Old harbour wall to be rebuilt stone by stone")

    def test_a_hostile_corpus_runs_and_loads_nothing(self, narrow: Window, lines: Path) -> None:
        page = narrow.open(overview(lines))
        assert page.locator("#rejects tbody tr").count() == 1
        assert page.locator("a[href^=javascript]").count() == 0
        page.wait_for_timeout(200)
        assert page.evaluate("window.hacked") is None
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert (narrow.loaded, narrow.faults) == ([], [])


def test_pictures_are_named_and_not_loaded(wide: Window) -> None:
    html = (
        "<html><body><h1>The ferry</h1><figure><img src='https://img.example/ferry.jpg' width=900 height=600>"
        "<figcaption>The ferry in the harbour on Monday.</figcaption></figure>"
        + "<p>The ferry ran late again on Monday, the harbour office said, and nobody on the quay was surprised.</p>" * 4
        + "</body></html>"
    )
    page = wide.open(report(html, url=URL))
    assert "https://img.example/ferry.jpg" in page.locator("#f-images").inner_text()
    assert wide.loaded == []


def test_300_blocks_open_in_under_a_second(wide: Window) -> None:
    said = "<p>The ferry ran late again on Monday, the harbour office said. “It is number {0},” said Jane Doe of the office. {1}</p>"
    rows = "".join(said.format(number, "Nobody on the quay was surprised by it. " * 8) for number in range(200))
    links = "".join(f'<li><a href="/story-{number}">A story about the ferry, number {number}</a></li>' for number in range(100))
    html = report(f"<html><body><h1>The ferry</h1>{rows}<ul>{links}</ul></body></html>", url=URL)
    # The time that the page's thread worked until it was loaded and drawn: a clock on the wall would measure what else the machine does.
    session = wide.context.new_cdp_session(wide.page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page = wide.open(html)
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    assert page.locator(".b").count() == 301
    assert 0 < metrics["TaskDuration"] < 1


@pytest.mark.parametrize(("scheme", "size"), [("light", WIDE), ("dark", WIDE), ("light", NARROW)], ids=["light", "dark", "narrow"])
@pytest.mark.parametrize("kind", ["report", "comparison", "overview"])
def test_everybody_can_use_it(browser: Any, tmp_path: Path, kind: str, scheme: Any, size: Any) -> None:
    """The rules of axe-core, contrast among them."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe: pip install axe-playwright-python").Axe()
    article = newsparse.parse(HARBOUR, url=URL)
    file = tmp_path / "articles.jsonl"
    file.write_text(article.to_json() + "\n", "utf-8")
    before = newsparse.parse(HARBOUR.read_text("utf-8").replace("granite breakwater", "old breakwater"))
    html = {
        "report": harbour,
        "comparison": lambda: comparison(before, article),
        "overview": lambda: overview(file),
    }
    window = Window(browser, tmp_path, size, color_scheme=scheme, bypass_csp=True)  # axe is a script that the policy would stop
    page = window.open(html[kind]())
    for button in page.locator("[data-unfold]").all():
        button.click()
    found = axe.run(page).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"], rule["nodes"][0]["failureSummary"]) for rule in found] == []
    window.context.close()
