"""Quotes: text, speaker, mention and cue of every sentence in ``tests/quotes``; what no input may break."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.article import Quote
from newsparse.fields.quotes import extract_quotes, find_quotes
from newsparse.fields.quotes.marks import find_spans
from newsparse.fields.quotes.model import weights_of
from newsparse.lexicon import languages, lexicon

CASES = Path(__file__).parent / "quotes"
FOLDS = Path(__file__).parent.parent / "training" / "folds"


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        for case in data["case"]:
            language = case.get("language") or data["language"]
            found.append(pytest.param(language, case, id=f"{language}: {case['pattern']}"))
    return found


@pytest.mark.parametrize(("language", "case"), cases())
def test_text_speaker_mention_and_cue(language: str, case: dict[str, Any]) -> None:
    found = extract_quotes(case["text"], language=language)
    assert [[q.text, q.speaker or "", q.mention or "", q.cue or ""] for q in found] == case["quotes"]


def test_there_are_a_hundred_sentences_in_many_languages() -> None:
    marks = [case.values[0] for case in cases()]
    assert len(marks) >= 100
    assert len(set(marks)) >= 12


def by_resolution(text: str) -> list[tuple[str | None, str | None]]:
    return [(quote.speaker, quote.resolution) for quote in extract_quotes(text, language="en")]


def test_resolution_says_how_the_speaker_was_found() -> None:
    assert by_resolution("“We open in March,” Anna Bell said.") == [("Anna Bell", "named")]
    assert by_resolution("Anna Bell came back.\n\n“We open in March,” Bell said.") == [("Anna Bell", "full-name")]
    assert by_resolution("Anna Bell came back. “We open in March,” she said.") == [("Anna Bell", "pronoun")]
    assert by_resolution("“We open in March,” a spokesman said.") == [("spokesman", "description")]
    assert by_resolution("“We open in March,” Anna Bell said.\n\n“Then the ferries stop for good.”") == [
        ("Anna Bell", "named"),
        ("Anna Bell", "carried"),
    ]
    assert by_resolution("WALLER: Why did you leave so early?\nDANE: Because nobody listens.") == [
        ("WALLER", "transcript"),
        ("DANE", "transcript"),
    ]


def test_parts_of_one_utterance_share_its_number() -> None:
    text = "“We lost,” Eva Stone said, “but not our nerve.”\n\n“Who will pay for that?” asked Tim Gray."
    assert [quote.utterance for quote in extract_quotes(text, language="en")] == [0, 0, 1]


def test_a_transcript_resolves_names_that_the_text_gives() -> None:
    text = "Victor Waller met Senator Maria Dane on Sunday.\n\nWALLER: Why did you leave the party?\n\nDANE: Because nobody listens."
    assert [(q.text, q.speaker, q.mention) for q in extract_quotes(text, language="en")] == [
        ("Why did you leave the party?", "Victor Waller", "WALLER"),
        ("Because nobody listens.", "Maria Dane", "DANE"),
    ]


def test_one_label_again_and_again_is_no_transcript() -> None:
    assert extract_quotes("CEO: Anna Bell of the upper office\nCEO: Tim Gray of the lower office", language="en") == ()


def test_block_quotes_are_speech_where_the_line_before_announces_them() -> None:
    text = "In a letter to the town Mayor Anna Bell wrote:\n\nWe owe you an answer, and you will have it by June.\n\nThe letter ends there."
    start = text.index("We owe")
    end = text.index("\n\nThe letter")
    (quote,) = find_quotes(text, lexicon("en"), block_quotes=[(start, end)])
    assert (quote.text, quote.start, quote.end, quote.speaker) == (text[start:end], start, end, "Anna Bell")
    silent = text.replace(" wrote:", " left.")
    assert find_quotes(silent, lexicon("en"), block_quotes=[(start - 1, end - 1)]) == ()


def test_names_elsewhere_on_the_page_complete_surnames() -> None:
    text = "“The bill is dead,” Doyle said."
    assert [q.speaker for q in find_quotes(text, lexicon("en"))] == ["Doyle"]
    assert [q.speaker for q in find_quotes(text, lexicon("en"), names=["Mark Doyle gives up"])] == ["Mark Doyle"]


def test_the_writer_is_who_says_i_outside_quotes() -> None:
    text = "The council met again in May. I told them, “Close the road before somebody drowns in it.”"
    assert [(q.speaker, q.mention) for q in find_quotes(text, lexicon("en"))] == [(None, "I")]
    assert [(q.speaker, q.resolution) for q in find_quotes(text, lexicon("en"), author="Anna Bell")] == [("Anna Bell", "pronoun")]


def test_a_document_is_its_owners() -> None:
    text = "The Lund Institute opened in 1990. “The river will flood every second year,” the Institute’s report said on Friday."
    assert [(q.speaker, q.mention) for q in extract_quotes(text, language="en")] == [("The Lund Institute", "the Institute’s report")]


def test_a_headline_left_in_the_text_is_no_quote() -> None:
    text = "Bell: ‘We will open the bridge’\n\n“We will open the bridge in March,” Anna Bell said."
    assert [quote.text for quote in extract_quotes(text, language="en")] == ["We will open the bridge in March,"]


def test_without_a_language_it_is_told_from_the_text() -> None:
    text = "Die Bürgermeisterin war am Montag nicht zu sprechen, aber sie hat sich gemeldet. „Wir öffnen die Brücke“, sagte Anna Keller."
    assert [(q.text, q.speaker, q.cue) for q in extract_quotes(text)] == [("Wir öffnen die Brücke", "Anna Keller", "sagte")]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("He said “a b” and ‘c d’.", ["a b", "c d"]),
        ("Sagte er: „a ‚b‘ c“ und »d«.", ["a ‚b‘ c", "d"]),
        ("« a « b » c » et «d»", ["a « b » c", "d"]),
        ("”a b”, säger hon, ”c d”", ["a b", "c d"]),
        ("「a「b」c」と『d』", ["a「b」c", "d"]),
        ("the '90s and rock 'n' roll, the boys' club", []),
        ('a 5" pipe and a 7" pipe', []),
        ("“never closed\nnext line", ["never closed"]),
        ("“one\n\n“two\n\n“three”", ["one", "two", "three"]),
        ("“one, she said. “two,” she said.", ["one, she said.", "two,"]),
        ("He wrote ''old style'' here", []),
    ],
)
def test_spans(text: str, spans: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_spans(text)] == spans


def test_the_folds_of_the_quotes_are_those_of_the_labeller() -> None:
    of_page = json.loads((FOLDS / "html.json").read_text("utf-8"))
    weights = {number: json.loads((FOLDS / f"quotes-{number}.json").read_text("utf-8")) for number in range(5)}
    assert {page: number for number, fold in weights.items() for page in fold["held_out"] if of_page.get(page) != number} == {}
    assert sum(len(fold["held_out"]) for fold in weights.values()) > 100
    for fold in weights.values():
        weights_of(fold)  # they are made for the features that the package has


def test_weights_for_other_features_are_refused() -> None:
    data = json.loads((FOLDS / "quotes-0.json").read_text("utf-8"))
    with pytest.raises(ValueError, match=r"run training/quotes\.py"):
        weights_of({**data, "speaker": data["speaker"][1:]})


def check(text: str, quotes: tuple[Quote, ...]) -> None:
    end = 0
    for quote in quotes:
        assert text[quote.start : quote.end] == quote.text
        assert quote.text == quote.text.strip() != ""
        assert quote.start >= end
        end = quote.end
        assert (quote.speaker is None) == (quote.resolution is None)
        assert quote.mention is None or quote.mention in text
        assert quote.cue is None or quote.cue in text
    assert [quote.utterance for quote in quotes] == sorted(quote.utterance for quote in quotes)


PIECES = [
    "“", "”", "„", "«", "»", '"', "'", "‘", "’", "''", "「", "」", " ", " ", " ", "\n", "\n\n", ", ", ". ", ": ", "—",
    "(", ")", "said", "he", "She", "Anna Bell", "Bell", "the minister", "a report", "Mr.", "according to", "that",
    "WALLER: ", "dit-il", "qu’il", "so", "sagte", "der", "说", "と述べた", "министр", "قال", "कहा", "5", "don’t", "U.S.",
    "which", '\xa0', '\u200b', "é", '\x00', '\ud800',
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.sampled_from(languages()))
def test_any_row_of_marks_and_words(text: str, language: str) -> None:
    check(text, find_quotes(text, lexicon(language), names=[text[:40]], block_quotes=[(0, len(text) // 2), (5, 3), (-4, 10**9)]))


@given(st.text(max_size=300), st.one_of(st.none(), st.text(max_size=5)))
def test_any_text_in_any_language(text: str, language: str | None) -> None:
    check(text, extract_quotes(text, language=language))


@pytest.mark.parametrize(
    "text",
    [
        "“word said John Smith " * 10_000,
        '"' * 10_000,
        "“" * 10_000,
        "'a said Bob' " * 5_000,
        "Anna Bell went to the market and bought a fish. " * 20_000 + "“unclosed",
        "“x " + "Anna Bell went home. " * 20_000,
        '"I said so," Smith said. ' * 3_000,
        "Aa Bb " * 20_000 + '"Yes, it was," said Aa.',
        "\n" * 100_000 + "“Yes, it was,” said Bob.",
        "WALLER: I do not know.\n" * 5_000,
        "Anna Bell left. " + "“We never said that,” she said of him. " * 4_000,
        "The Lund Ministry met. " + "“We never said that,” the ministry said. " * 3_000,
        "Anna Bell, 36, a, b, c, d, " * 10_000 + "“Yes, it was,” she said.",
    ],
    ids=lambda text: text[:12],
)
def test_hostile_texts_take_linear_time(text: str) -> None:
    check(text, find_quotes(text, lexicon("en")))
