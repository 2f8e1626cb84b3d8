"""Makes ``images/inspector.jpg``: a report of one of our pages, in Chromium. Needs the extras of ``dev`` and a Chromium that is installed.

Run it from the project's folder: ``python docs/draw_inspector.py /usr/bin/chromium``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from newsparse.inspector import report

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "fixtures/en-harbour/page.html"


def main(chromium: str) -> None:
    """Open the report, point at a quote and take a picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        file = Path(folder) / "report.html"
        file.write_text(report(PAGE, url="https://www.penmarrowcourier.example/48213/"), "utf-8")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 820})
        page.goto(file.as_uri())
        page.locator("#b30").evaluate("block => block.scrollIntoView({ block: 'center' })")
        page.locator("#b30 .quote").first.hover()
        page.screenshot(path=HERE / "images/inspector.jpg", quality=82)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
