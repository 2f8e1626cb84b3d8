"""Who said how much: a table of all quotes below a folder, with pandas.

python examples/pandas_quotes.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

import newsparse


def quotes(folder: Path) -> pd.DataFrame:
    """A row a quote: page, speaker, words, how the speaker was found."""
    pages = sorted([*folder.rglob("*.html"), *folder.rglob("*.txt")])
    rows = []
    for page, result in zip(pages, newsparse.parse_many(pages, workers=2), strict=True):
        if result.article is None:
            print(f"{page}: {result.error}", file=sys.stderr)
            continue
        rows += [
            {"page": page.parent.name, "speaker": quote.speaker, "words": len(quote.text.split()), "found": quote.resolution}
            for quote in result.article.quotes
        ]
    return pd.DataFrame(rows)


def main() -> None:
    frame = quotes(Path(sys.argv[1]))
    spoken = frame.groupby(["page", "speaker"])["words"].agg(["count", "sum"]).sort_values(["sum", "count"], ascending=False)
    print(spoken.head(8).to_string())
    print(f"\n{frame['speaker'].notna().mean():.0%} of {len(frame)} quotes have a speaker")


if __name__ == "__main__":
    main()
