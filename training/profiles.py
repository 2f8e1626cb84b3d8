"""What site profiles are worth: ``python -m training.profiles SHARED`` scores bodies with and without them, out of fold.

Pages of all sets whose host has several different ones are taken. A page is labelled, and its site's profile learned, by weights that were
trained on other sites. The profile is learned from the site's other pages and the page itself (as where a corpus is cleaned), or from
the others alone (as where a page comes later), which takes two others, since nothing recurs on one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from attrs import frozen

from newsparse.label.network import Network
from newsparse.parser import parse
from newsparse.profiles import SiteProfile, host_of, learn_site
from newsparse.read.reader import read
from training.evaluate import fold_network, folds
from training.pages import digest, page_bytes

SETS = ("fundus", "wcxb", "trafilatura", "htmldate")
FORMS = ("html", "lines", "inscriptis", "bs4")


@frozen
class Sample:
    """A page of a site."""

    row: dict[str, Any]
    raw: bytes
    url: str | None
    title: str | None


def sites(shared: Path) -> list[list[Sample]]:
    """The different pages of each host that has several."""
    by_host: dict[str, list[Sample]] = defaultdict(list)
    for name in SETS:
        for line in (shared / "corpora" / name / "gold.jsonl").open(encoding="utf-8"):
            row = json.loads(line) | {"set": name}
            raw = page_bytes(shared, row)
            page = read(raw, url=row.get("url"), kind="html")
            url = row.get("url") or page.declared.canonical_url
            host = host_of(url) or row.get("publisher") or row["id"]
            samples = by_host[host]
            title = page.declared.headline or page.declared.title
            if not any((title and title == other.title) or (url and url == other.url) for other in samples):
                samples.append(Sample(row, raw, url, title))
    return [samples for samples in by_host.values() if len(samples) > 1]


def weights_for(page: str | bytes, kind: str) -> Network | None:
    fold = folds(kind).get(digest(page))
    return None if fold is None else fold_network(kind, fold)


def scored(samples: list[Sample], form: str, score: Any) -> dict[str, list[tuple[str, dict[str, Any], dict[str, Any]]]]:
    """For pages of one site with an annotated body: the page's type, its score without profile and with one, by how it was learned."""
    kind = "html" if form == "html" else "text"
    given = [sample.raw if form == "html" else score.dump_text(sample.raw, form) for sample in samples]
    out: dict[str, list[tuple[str, dict[str, Any], dict[str, Any]]]] = {"page among them": [], "other pages": []}
    for sample, page in zip(samples, given, strict=True):
        if not sample.row.get("body"):
            continue
        weights = weights_for(page, kind)
        others = [(other, one.row.get("url")) for other, one in zip(given, samples, strict=True) if other is not page]
        url = sample.row.get("url")

        def result(profile: SiteProfile | None, *, page: Any = page, url: Any = url, weights: Any = weights, row: Any = sample.row) -> Any:
            article = parse(page, url=url, kind=kind, weights=weights, profile=profile)  # type: ignore[arg-type]
            return score.score_row(row, {"body": article.text, "title": article.headline})

        without = result(None)
        label = "news" if sample.row["type"] == "article" else "other pages"
        learned = learn_site([*others, (page, url)], kind=kind, weights=weights)  # type: ignore[arg-type]
        out["page among them"].append((label, without, result(learned)))
        if len(others) > 1:
            learned = learn_site(others, kind=kind, weights=weights)  # type: ignore[arg-type]
            out["other pages"].append((label, without, result(learned)))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--forms", default=",".join(FORMS), help="html, and the dumpers of score.py for plain text")
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared / "bench"))
    import score  # type: ignore[import-not-found]

    found = sites(options.shared)
    print(f"{len(found)} hosts with {sum(map(len, found))} pages")
    for form in options.forms.split(","):
        rows: dict[tuple[str, str], list[tuple[dict[str, Any], dict[str, Any]]]] = defaultdict(list)
        for samples in found:
            for learned, results in scored(samples, form, score).items():
                for label, without, with_profile in results:
                    rows[learned, label].append((without, with_profile))
        for (learned, label), pairs in sorted(rows.items()):
            for name, at in (("without", 0), ("with profile", 1)):
                figures = score.summarize([pair[at] | {"ms": 0} for pair in pairs])
                shown = "  ".join(
                    f"{key} {figures[key]:.4f}" for key in ("body.f1", "body.p", "body.r", "body.wf1", "title") if key in figures
                )
                print(f"{form:11}{label:12}learned from {learned:16}{len(pairs):4} pages  {name:13}{shown}", flush=True)


if __name__ == "__main__":
    main()
