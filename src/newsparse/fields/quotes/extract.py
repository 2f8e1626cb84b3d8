"""Quotes of a text: spans, then who may have said each, then whether anybody did, then who that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsparse.article import Quote
from newsparse.fields.quotes.candidates import ABOVE, BEFORE, BEHIND, EARLIER, PREVIOUS, SAME, Candidate, Decision, candidates
from newsparse.fields.quotes.marks import SINGLE, find_spans
from newsparse.fields.quotes.model import packaged
from newsparse.fields.quotes.names import script_of
from newsparse.fields.quotes.people import People
from newsparse.fields.quotes.resolve import Resolver
from newsparse.fields.quotes.situations import Surroundings
from newsparse.fields.quotes.speech import is_split, speech_rows
from newsparse.fields.quotes.transcripts import find_turns
from newsparse.fields.quotes.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.fields.quotes.candidates import Situation
    from newsparse.fields.quotes.marks import Span
    from newsparse.fields.quotes.model import Weights
    from newsparse.fields.quotes.resolve import Resolution
    from newsparse.fields.quotes.situations import Sides
    from newsparse.fields.quotes.words import Words
    from newsparse.lexicon import Lexicon

__all__ = ["find_quotes", "gap_between", "read_spans"]


_HEADLINE: Final = 200


def find_quotes(
    text: str,
    lexicon: Lexicon,
    *,
    names: Sequence[str] = (),
    author: str | None = None,
    block_quotes: Sequence[tuple[int, int]] = (),
    weights: Weights | None = None,
) -> tuple[Quote, ...]:
    """The quotes of a body text, in order, none overlapping.

    Args:
        text: body text; every line end is the end of a paragraph.
        lexicon: the text's language.
        names: texts elsewhere on the page that may name people in full: headline, dek, captions.
        author: who "I" is outside quotes; None where that cannot be told.
        block_quotes: offsets of passages that the page sets apart as quoted.
        weights: learned from other texts; those that come with the package when None.
    """
    words = words_of(lexicon)
    spans = read_spans(text)
    turns = find_turns(text, spans, words, block_quotes)
    if not spans and not turns:
        return ()
    around = Surroundings(text, spans, words)
    sides = around.sides()
    weights = weights or packaged()
    said = said_among(text, sides, words, weights)
    if not said and not turns:
        return ()
    people = People(text, words, script_of(text, words), [(span.outer_start, span.outer_end) for span in spans], names)
    decided = decide(text, [around.situation(sides, index, people) for index in said], weights.speaker)
    resolver = Resolver(text, words, people, author)
    quotes: list[Quote] = []
    last: Decision | None = None
    speaker: str | None = None
    how: Resolution | None = None
    utterance = -1
    for decision in decided:
        span = decision.span
        carried = last is not None and decision.mention is last.mention and decision.cue == last.cue
        if carried and (decision.mention is not None or decision.cue is not None):
            if decision.side in (EARLIER, SAME, PREVIOUS, ABOVE) and speaker is not None:
                how = "carried"
        else:
            speaker, how = (None, None)
            if decision.mention is not None or decision.cue is not None:
                speaker, how = resolver.resolve(decision.mention, span.outer_start)
            utterance += 1
        mention = text[decision.mention.start : decision.mention.end] if decision.mention is not None else None
        cue = text[slice(*decision.cue)] if decision.cue is not None else None
        quotes.append(Quote(text[span.start : span.end], span.start, span.end, speaker, mention, cue, how, max(utterance, 0)))
        last = decision
    return _with_turns(quotes, turns, text, people)


def said_among(text: str, sides: Sequence[Sides], words: Words, weights: Weights) -> list[int]:
    """Numbers of the spans that are speech."""
    if not sides:
        return []
    scores = weights.speech.scores(speech_rows(text, sides, words))
    return [index for index, score in enumerate(scores) if score > weights.least or is_split(sides, index)]


def decide(text: str, situations: Sequence[Situation], weights: Sequence[float]) -> list[Decision]:
    """Who beside each quote said it."""
    weight_of = weights.__getitem__
    decided: list[Decision] = []
    last: Decision | None = None
    for situation in situations:
        found = candidates(situation, last, gap_between(last.span if last else None, situation, text))
        scores = [sum(map(weight_of, candidate.features)) for candidate in found]
        chosen = found[scores.index(max(scores))]
        last = Decision(chosen.mention, chosen.cue or verb_beside(found), chosen.side, chosen.relation, situation.span)
        decided.append(last)
    return decided


def verb_beside(found: Sequence[Candidate]) -> tuple[int, int] | None:
    """The reporting word directly beside a quote that has nobody of its own ("dijo"); None where there is none."""
    return next((one.cue for one in found if one.mention is None and one.side in (BEFORE, BEHIND)), None)


def gap_between(previous: Span | None, situation: Situation, text: str) -> int:
    """What stands between a quote and the one before it; see ``candidates``."""
    span = situation.span
    if previous is None:
        return 5
    if previous.paragraph == span.paragraph:
        before = situation.before
        if before is None or before.part.wordless:
            return 0
        return 2 if before.part.cues else 1
    if situation.continues:
        return 4
    return 3 if not text[previous.line_end : span.line_start].strip() else 5


def read_spans(text: str) -> list[Span]:
    """The spans that can be quotes at all."""
    spans = find_spans(text)
    first = len(text) - len(text.lstrip())
    # Headlines quote in single marks, also where the text below them does not: a short first line is a headline left in the text.
    doubles = any(span.opening not in SINGLE for span in spans)
    return [
        span
        for span in spans
        if not is_markup(text, span)
        and not (doubles and span.opening in SINGLE and span.line_start <= first and span.line_end - first < _HEADLINE)
    ]


def is_markup(text: str, span: Span) -> bool:
    """Whether a span is the value of an attribute or holds no word."""
    if span.outer_start and text[span.outer_start - 1] == "=":
        return True
    return not (text[span.start].isalnum() or any(map(str.isalnum, text[span.start : span.start + 40])))


def _with_turns(quotes: list[Quote], turns: Sequence[tuple[int, int, str, str]], text: str, people: People) -> tuple[Quote, ...]:
    """Adds the turns of a transcript and block quotes between the marked quotes."""
    if not turns:
        return tuple(quotes)
    number = quotes[-1].utterance + 1 if quotes else 0
    for start, end, name, how in turns:
        person = people.by_name(name, start) if name else None
        speaker = person.name if person else name or None
        resolution: Resolution | None = None if speaker is None else "transcript" if how == "transcript" else "carried"
        quotes.append(Quote(text[start:end], start, end, speaker, name or None, None, resolution, number))
        number += 1
    quotes.sort(key=lambda quote: quote.start)
    return tuple(quotes)
