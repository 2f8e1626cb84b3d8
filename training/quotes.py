"""Train the weights of the quotes: ``python -m training.quotes --shared DIR``, half a minute.

Two models over classes of words, places and punctuation (no word of any language): which mention said a quote (linear, a choice among the
candidates, conditional likelihood) and whether a marked span is speech (boosted trees). PolNeAR's attributions say who said what in
English news; the annotated pages say in many languages which spans are quotes. Deterministic. Prints figures on documents and sites that
the measured weights have not seen and writes the weights of each fold into ``training/folds`` for ``training.evaluate``; then trains on
everything and writes ``weights.json`` into the package.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from attrs import define
from numpy.typing import NDArray

from newsparse.fields.quotes.candidates import BEFORE, BEHIND, NOBODY, SIZE, Candidate, Decision, candidates
from newsparse.fields.quotes.extract import gap_between, read_spans, verb_beside
from newsparse.fields.quotes.kinds import Kind
from newsparse.fields.quotes.marks import SINGLE, Span
from newsparse.fields.quotes.names import script_of
from newsparse.fields.quotes.people import People
from newsparse.fields.quotes.relations import SUBJECT_FAR
from newsparse.fields.quotes.situations import Sides, Situation, Surroundings
from newsparse.fields.quotes.speech import COLUMNS, speech_rows
from newsparse.fields.quotes.words import Words, words_of
from newsparse.lexicon import fold, languages, lexicon
from training.pages import digest, page_bytes
from training.trees import Grown, grow

FOLDER = Path(__file__).parent / "folds"
WEIGHTS = Path(__file__).parent.parent / "src" / "newsparse" / "fields" / "quotes" / "weights.json"
SEED = 11
FOLDS = 5
_NEAR = SUBJECT_FAR
GOLD_WEIGHT = 3.0
"""How much a span of an annotated page counts against one of PolNeAR when telling speech from terms."""

Floats = NDArray[np.float64]


@define(eq=False)
class Document:
    """A text with its annotation laid on its spans."""

    id: str
    """Of an annotated page its digest."""
    text: str
    spans: list[Span]
    sides: list[Sides]
    situations: list[Situation]
    speech: list[bool]
    sources: list[list[tuple[int, int]] | str | None]
    """For each span: the offsets of the words that name its speaker, or the speaker's name; None where there is none."""
    words: Words
    gold: bool


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def read_polnear(path: Path) -> Iterator[Document]:
    """News whose attributions are annotated: a span is speech where one covers half of it."""
    words = words_of(lexicon("en"))
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = row["text"]
            spans = read_spans(text)
            speech: list[bool] = []
            sources: list[list[tuple[int, int]] | str | None] = []
            for span in spans:
                where = (span.outer_start, span.outer_end)
                covers = [(sum(overlap(where, (a, b)) for a, b in found["content"]), found) for found in row["attributions"]]
                most, best = max(covers, key=lambda pair: pair[0], default=(0, None))
                said = best is not None and most >= 0.5 * (where[1] - where[0])
                speech.append(said)
                sources.append([(a, b) for a, b in best["source"]] or None if said and best else None)
            yield Document(str(row["id"]), text, spans, *surroundings(text, spans, words), speech, sources, words, gold=False)


def read_gold(shared: Path) -> Iterator[Document]:
    """Annotated pages in many languages; those of languages without a lexicon are left out."""
    for line in (shared / "gold" / "pages.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["language"] not in languages():
            continue
        text = "\n\n".join(row["body"])
        words = words_of(lexicon(row["language"]))
        spans = read_spans(text)
        quotes = {fold(quote["text"]): quote["speaker"] for quote in row["quotes"] if quote["text"]}
        speech = [fold(text[span.start : span.end]) in quotes for span in spans]
        sources: list[list[tuple[int, int]] | str | None] = [quotes.get(fold(text[span.start : span.end])) for span in spans]
        name = digest(page_bytes(shared, row))
        yield Document(name, text, spans, *surroundings(text, spans, words), speech, sources, words, gold=True)


def surroundings(text: str, spans: list[Span], words: Words) -> tuple[list[Sides], list[Situation]]:
    people = People(text, words, script_of(text, words), [(span.outer_start, span.outer_end) for span in spans])
    around = Surroundings(text, spans, words)
    sides = around.sides()
    return sides, [around.situation(sides, index, people) for index in range(len(spans))]


def right(found: Sequence[Candidate], document: Document, source: list[tuple[int, int]] | str | None) -> list[bool]:
    """Which candidates are the annotated speaker."""
    if source is None:
        return [candidate.side == NOBODY for candidate in found]
    mentions = [candidate.mention for candidate in found]
    if isinstance(source, str):  # the resolved name: a mention that shares its last word, or else a pronoun that may mean it
        last = fold(source).split()[-1:]
        text = document.text
        named = [bool(m and m.kind != Kind.PRONOUN and set(last) & set(fold(text[m.start : m.end]).split())) for m in mentions]
        pronouns = [
            bool(m and m.kind == Kind.PRONOUN and c.relation < _NEAR and c.side in (BEFORE, BEHIND))
            for m, c in zip(mentions, found, strict=True)
        ]
        return [a or b for a, b in zip(named, pronouns, strict=True)] if any(named) else pronouns
    touched = [bool(m and any(overlap((m.start, m.end), where) for where in source)) for m in mentions]
    if any(touched):
        return touched
    wanted = {word for a, b in source for word in fold(document.text[a:b]).split()}
    return [bool(m and wanted & set(fold(document.text[m.start : m.end]).split())) for m in mentions]


@define(eq=False)
class Choices:
    """The candidates of each quote with what is right."""

    features: list[list[list[int]]]
    truth: list[list[bool]]


def walk(documents: Sequence[Document], weights: Floats | None) -> tuple[Choices, list[int]]:
    """The quotes' candidates as the package finds them, and which choices were right.

    Without weights the annotation says who spoke before.
    """
    choices = Choices([], [])
    good: list[int] = []
    for document in documents:
        last: Decision | None = None
        for situation, said, source in zip(document.situations, document.speech, document.sources, strict=True):
            if not said:
                continue
            found = candidates(situation, last, gap_between(last.span if last else None, situation, document.text))
            truth = right(found, document, source)
            chosen = found[truth.index(True)] if any(truth) else found[-1]
            if weights is not None:
                scores = [float(weights[candidate.features].sum()) for candidate in found]
                chosen = found[scores.index(max(scores))]
            if any(truth):
                choices.features.append([candidate.features for candidate in found])
                choices.truth.append(truth)
            if source is not None:
                good.append(int(any(truth) and truth[found.index(chosen)]))
            last = Decision(chosen.mention, chosen.cue or verb_beside(found), chosen.side, chosen.relation, situation.span)
    return choices, good


def spans_of(documents: Sequence[Document]) -> tuple[Floats, Floats, Floats]:
    """What tells of every span, whether it is speech, how much it counts."""
    filled = [document for document in documents if document.spans]
    rows = np.concatenate([speech_rows(document.text, document.sides, document.words) for document in filled])
    truth = np.array([said for document in filled for said in document.speech], float)
    shares = np.array([GOLD_WEIGHT if document.gold else 1.0 for document in filled for _ in document.spans])
    return rows, truth, shares


def adam(gradient: Any, size: int, steps: int) -> Floats:
    """Minimises a smooth function by its gradient from zero."""
    weights = np.zeros(size)
    first, second = np.zeros(size), np.zeros(size)
    for step in range(1, steps + 1):
        slope = gradient(weights)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope * slope
        weights -= 0.1 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def fit_choice(choices: Choices, penalty: float = 2.0) -> Floats:
    """Weights that make the right candidates likely among all of their quote."""
    rows = [features for quote in choices.features for features in quote]
    quote_of = np.array([number for number, quote in enumerate(choices.features) for _ in quote])
    truth = np.array([value for quote in choices.truth for value in quote], float)
    width = max(map(len, rows))
    table = np.full((len(rows), width), SIZE)
    for number, features in enumerate(rows):
        table[number, : len(features)] = features
    starts = np.searchsorted(quote_of, np.arange(len(choices.features)))

    def gradient(weights: Floats) -> Floats:
        padded = np.append(weights, 0.0)
        scores = padded[table].sum(1)
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[quote_of])
        share = raised / np.add.reduceat(raised, starts)[quote_of]
        wanted = raised * truth
        wanted /= np.maximum(np.add.reduceat(wanted, starts), 1e-12)[quote_of]
        slope = np.bincount(table.ravel(), np.repeat(share - wanted, width), SIZE + 1)[:SIZE]
        return np.asarray(slope + penalty * weights)

    return adam(gradient, SIZE, 250)


def train(documents: Sequence[Document]) -> tuple[Floats, Grown]:
    """Weights of speaker and speech; the speaker's with the annotated speakers as context, then with the ones that it finds itself."""
    weights = fit_choice(walk(documents, None)[0])
    weights = fit_choice(walk(documents, weights)[0])
    return weights, grow(*spans_of(documents))


def measure(name: str, documents: Sequence[Document], weights: Floats, speech: Grown, least: float) -> None:
    _, good = walk(documents, weights)
    rows, truth, _ = spans_of(documents)
    scores = np.array(speech.trees().scores(rows))
    gold = documents[0].gold
    counted = np.array([gold or span.opening not in SINGLE for document in documents for span in document.spans])
    said = truth.astype(bool) & counted
    for threshold in (least - 0.4, least, least + 0.4):
        kept = (scores > threshold) & counted
        hits = int((kept & said).sum())
        p, r = hits / max(1, int(kept.sum())), hits / max(1, int(said.sum()))
        f = 2 * p * r / max(1e-9, p + r)
        print(f"{name:<10} threshold {threshold:+.1f}  speech p {p:.3f} r {r:.3f} f1 {f:.3f}  speaker {np.mean(good):.3f} of {len(good)}")


def folds(documents: Sequence[Document]) -> list[int]:
    """A fold for each document: for annotated pages the labeller's, which are grouped by site."""
    names = sorted({document.id for document in documents if not document.gold})
    order = np.random.default_rng(SEED).permutation(len(names))
    of = {names[place]: number % FOLDS for number, place in enumerate(order)}
    of |= json.loads((FOLDER / "html.json").read_text("utf-8"))
    return [of[document.id] for document in documents]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=FOLDER.parent.parent.parent / "shared", help="folder with corpora/ and gold/")
    parser.add_argument("--threshold", type=float, default=-0.2, help="log odds from which a span counts as speech")
    options = parser.parse_args()
    documents = [*read_polnear(options.shared / "corpora" / "polnear" / "train.jsonl.gz"), *read_gold(options.shared)]
    fold_of = folds(documents)
    for left_out in range(FOLDS):
        weights, speech = train([document for document, number in zip(documents, fold_of, strict=True) if number != left_out])
        held = [document for document, number in zip(documents, fold_of, strict=True) if number == left_out]
        print(f"fold {left_out}")
        measure("polnear", [document for document in held if not document.gold], weights, speech, options.threshold)
        measure("gold", [document for document in held if document.gold], weights, speech, options.threshold)
        pages = sorted(document.id for document in held if document.gold)
        write(FOLDER / f"quotes-{left_out}.json", weights, speech, options.threshold, pages)
    weights, speech = train(documents)
    write(WEIGHTS, weights, speech, options.threshold)
    print(f"{WEIGHTS.name}: {SIZE} weights, {len(speech.leaves)} trees, {WEIGHTS.stat().st_size} bytes")


def write(path: Path, weights: Floats, speech: Grown, threshold: float, held_out: Sequence[str] = ()) -> None:
    """One file of weights; those of a fold name the pages that they have not seen."""
    data: dict[str, Any] = {
        "speaker": [round(float(value) * 1000) for value in weights],
        "columns": COLUMNS,
        "trees": speech.plain(),
        "threshold": round(threshold * 1000),
    }
    if held_out:
        data["held_out"] = list(held_out)
    path.write_text(json.dumps(data, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
