"""JSON with the mistakes of real pages."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.read.declared.loosejson import LOOSE_LIMIT, read_loosely, read_strictly, within


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('//<![CDATA[\n{"a": 1}\n//]]>', [{"a": 1}]),
        ('/*<![CDATA[*/ {"a": 1} /*]]>*/', [{"a": 1}]),
        ('<!-- {"a": [1, 2,],} -->', [{"a": [1, 2]}]),
        ('{"a": "two\nlines\tand a tab"};', [{"a": "two\nlines\tand a tab"}]),
        ('{"a": "the so-called "quick" fix", "b": 2}', [{"a": 'the so-called "quick" fix', "b": 2}]),
        ('{"a": "<img width="3" src="/x.png" />", "b": [{"c": "d"}]}', [{"a": '<img width="3" src="/x.png" />', "b": [{"c": "d"}]}]),
        ('{"a": Jane Doe, "b": "c"}', [{"a": "Jane Doe", "b": "c"}]),
        ('{"a": , "b": 2}', [{"a": None, "b": 2}]),
        ('{"a": true, "b": None, "c": 1.5, "d": undefined}', [{"a": True, "b": None, "c": 1.5, "d": None}]),
        ('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
        ('{"a": 1}, {"b": 2}', [{"a": 1}, {"b": 2}]),
        ('// the page\n{"a": "b" // its name\n}', [{"a": "b"}]),
        ('{"a": "b" /* its name */, "c": "http://x.example/"}', [{"a": "b", "c": "http://x.example/"}]),
        ('{"a": "b"\n "c": "d"}', [{"a": "b", "c": "d"}]),
        ('{"a": "\\ud83d\\ude00 \\u00e9 \\q \\ud83d", }', [{"a": "😀 é q \ufffd"}]),
        ('{"a": "cut off', [{"a": "cut off"}]),
        ('{"a": ["b", "c"', [{"a": ["b", "c"]}]),
        ("{'a': 'b'}", [{"a": "b"}]),
        ("{&quot;a&quot;: &quot;b&quot;}", [{"a": "b"}]),
        ('var data = {"a": 1};', [{"a": 1}]),
        ('{"a\0": "b\0c",}', [{"a": "bc"}]),
        ('{"a": 1, "a": 2,}', [{"a": 1}]),
        ("no data here", []),
        ("", []),
    ],
)
def test_broken_json_is_read(text: str, values: list[Any]) -> None:
    assert read_strictly(text) == []
    assert read_loosely(text) == values


def test_json_is_read_as_it_is() -> None:
    assert read_strictly('{"a": "line\nbreak"}') == [{"a": "line\nbreak"}]


def test_limits() -> None:
    assert within(["12345", "1234567", "123"], 8) == ["12345", "123"]
    assert read_loosely('{"a": "' + "x" * LOOSE_LIMIT) == []
    assert read_strictly("[" * 100_000) == []
    assert read_loosely("[" * 100_000) == []


@pytest.mark.parametrize("piece", ['{"', '" "', "/* ", "x{}", '"a" ', '",  ', '"\n"', "\\u", '{"a":', "// ", "<!--"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = '{"a":"' + piece * (LOOSE_LIMIT // len(piece) - 10)
    start = time.process_time()
    read_loosely(text)
    assert time.process_time() - start < 2


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcdef", min_size=1, max_size=4), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abcdef", min_size=1), st.integers() | st.text("ab \n'é\\", max_size=20) | st.booleans() | st.none()))
def test_sound_objects_read_loosely_are_the_same(value: dict[str, Any]) -> None:
    assert read_loosely(json.dumps(value)) == [value]


@given(json_values, st.integers(0, 200), st.text('"{}[],:\\/ ', max_size=3))
def test_any_damage_is_survived(value: Any, place: int, damage: str) -> None:
    text = json.dumps(value)
    read_loosely(text[:place] + damage + text[place:])
