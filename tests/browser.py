"""A real browser for tests of reports: Chromium, driven by Playwright; tests are skipped where either is absent."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDE = {"width": 1400, "height": 900}
NARROW = {"width": 390, "height": 800}


def chromium() -> str:
    """The browser's program; the test is skipped where there is none."""
    found = os.environ.get("NEWSPARSE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("needs Chromium: apt-get install chromium, or name it in NEWSPARSE_CHROMIUM")
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, running. It ends with the module, so that other tests have their event loops and processes to themselves."""
    api = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install playwright")
    program = chromium()
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with api.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=["--no-sandbox"] if root else [])
        yield started
        started.close()


class Window:
    """A browser window that notes what a report may never do.

    Attributes:
        page: Playwright's page.
        loaded: addresses that were asked for, other than the report itself.
        faults: errors of scripts and of the console, and dialogs.
    """

    def __init__(self, browser: Any, folder: Path, size: dict[str, int], **options: Any) -> None:
        self.folder = folder
        self.context = browser.new_context(viewport=size, **options)
        self.page = self.context.new_page()
        self.loaded: list[str] = []
        self.faults: list[str] = []
        self._address = ""
        self.page.on("request", self._request)
        self.page.on("requestfailed", self._failed)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        self.page.on("dialog", self._dialog)

    def open(self, html: str) -> Any:
        file = self.folder / "report.html"
        file.write_text(html, "utf-8")
        self._address = file.as_uri()
        self.page.goto(self._address)
        return self.page

    def _request(self, request: Any) -> None:
        if request.url.split("#")[0] != self._address:
            self.loaded.append(request.url)

    def _failed(self, request: Any) -> None:
        if request.failure == "csp" and request.url in self.loaded:
            self.loaded.remove(request.url)  # stopped by the policy before anything left the browser

    def _dialog(self, dialog: Any) -> None:
        self.faults.append(f"dialog {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def wide(browser: Any, tmp_path: Path) -> Iterator[Window]:
    window = Window(browser, tmp_path, WIDE)
    yield window
    window.context.close()


@pytest.fixture
def narrow(browser: Any, tmp_path: Path) -> Iterator[Window]:
    window = Window(browser, tmp_path, NARROW, has_touch=True)
    yield window
    window.context.close()
