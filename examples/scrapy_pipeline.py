"""A Scrapy item pipeline that turns crawled pages into articles, and a small spider that uses it.

python examples/scrapy_pipeline.py FOLDER        crawls the HTML files below the folder and prints a line of JSON a page
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.exceptions import DropItem

import newsparse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.http import Response


class NewsparsePipeline:
    """Replaces an item's ``page`` (bytes) by the fields of the article; drops what is no page or no article."""

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        try:
            article = newsparse.parse(item["page"], url=item["url"], fetched_at=item["fetched_at"])
        except newsparse.ParseError as error:
            raise DropItem(f"{item['url']}: {error.reason}") from error
        if article.page_type not in ("article", "live"):
            raise DropItem(f"{item['url']}: {article.page_type}")
        return {
            "url": article.url,
            "headline": article.headline,
            "published": article.published and article.published.isoformat(),
            "authors": [author.name for author in article.authors],
            "text": article.text,
            "quotes": len(article.quotes),
        }


class PagesSpider(scrapy.Spider):
    """Gives each page as it came: bytes, address, time. Which pages to fetch is the spider's work, what is on them the pipeline's."""

    name = "pages"
    custom_settings = {"ITEM_PIPELINES": {NewsparsePipeline: 300}}  # noqa: RUF012  as Scrapy has it

    def parse(self, response: Response) -> Iterator[dict[str, Any]]:
        yield {"page": response.body, "url": response.url, "fetched_at": dt.datetime.now(dt.UTC)}


def main() -> None:
    urls = [file.resolve().as_uri() for file in sorted(Path(sys.argv[1]).rglob("*.html"))]
    process = CrawlerProcess(
        {"FEEDS": {"stdout:": {"format": "jsonlines", "encoding": "utf-8"}}, "LOG_LEVEL": "WARNING", "TELNETCONSOLE_ENABLED": False}
    )
    process.crawl(PagesSpider, start_urls=urls)
    process.start()


if __name__ == "__main__":
    main()
