"""Threads, processes, copies: the same page gives the same Article wherever and beside whatever it is parsed."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from fixtures.checks import names, parse_fixture
from newsparse import Article, ParseError, parse, parse_many

if TYPE_CHECKING:
    from collections.abc import Iterator

# Python 3.12 and 3.13 warn where a process with threads forks; the numeric libraries have threads.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

THREADS = 16
ROUNDS = 2
FIXTURES = tuple(names())


@cache
def alone(name: str) -> dict[str, Any]:
    """A fixture's Article, parsed by one thread."""
    return parse_fixture(name).to_dict()


def parsed(name: str) -> dict[str, Any]:
    return parse_fixture(name).to_dict()


@pytest.fixture
def switching() -> Iterator[None]:
    """Threads take turns far more often than they do by themselves."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("switching")
def test_threads_give_what_one_thread_gives() -> None:
    expected = {name: alone(name) for name in FIXTURES}
    together = threading.Barrier(THREADS)

    def work(number: int) -> list[str]:
        together.wait(60)
        first = number * 5 % len(FIXTURES)  # each begins elsewhere
        order = (*FIXTURES[first:], *FIXTURES[:first])[number % 3 :: 3]  # and a third of them parse the same pages
        return [name for _ in range(ROUNDS) for name in order if parsed(name) != expected[name]]

    with ThreadPoolExecutor(THREADS) as threads:
        assert [wrong for found in threads.map(work, range(THREADS)) for wrong in found] == []


@pytest.mark.usefixtures("switching")
def test_threads_that_are_the_first_to_parse() -> None:
    """What is made once (weights, lexicons, phrases) is made by sixteen threads at once, in a process that made none of it yet."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as fresh:
        assert fresh.submit(_first_of_all, FIXTURES[0]).result(120) == [alone(FIXTURES[0])] * THREADS


def _first_of_all(name: str) -> list[dict[str, Any]]:
    sys.setswitchinterval(1e-5)
    together = threading.Barrier(THREADS)

    def work(_: int) -> dict[str, Any]:
        together.wait(60)
        return parsed(name)

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(work, range(THREADS)))


@pytest.mark.usefixtures("switching")
def test_threads_beside_pages_that_are_refused() -> None:
    """An error in one thread is nothing to the others."""
    name = FIXTURES[0]
    hostile = ("", b"%PDF-1.7\n%\xe2\xe3", "<div>" * 3000, "<base href='http://['><a href='http://['>x</a>")

    def work(number: int) -> Any:
        if number % 2:
            return parsed(name)
        try:
            parse(hostile[number // 2 % len(hostile)])
        except ParseError as error:
            return error.reason
        return "parsed"

    with ThreadPoolExecutor(THREADS) as threads:
        done = list(threads.map(work, range(4 * THREADS)))
    assert done[::2] == ["empty", "binary", "too-deep", "parsed"] * (THREADS // 2)
    assert done[1::2] == [alone(name)] * (2 * THREADS)


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_processes(method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} on this system")
    expected = [alone(name) for name in FIXTURES]  # so that a forked process begins with what parsing left behind
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as processes:
        assert list(processes.map(parsed, FIXTURES)) == expected


def test_articles_come_back_from_workers() -> None:
    pages = ["<h1>Ferry waits</h1><p>The ferry did not leave on Tuesday, and nobody knows when it will.</p>"] * 5
    assert [result.unwrap() for result in parse_many(pages, workers=2)] == [parse(pages[0])] * 5


@pytest.mark.parametrize("name", FIXTURES)
def test_copies(name: str) -> None:
    article = parse_fixture(name)
    copies = [copy.copy(article), copy.deepcopy(article)]
    copies += [pickle.loads(pickle.dumps(article, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)]
    for other in copies:
        assert isinstance(other, Article)
        assert other == article
        assert hash(other) == hash(article)
        assert other.to_dict() == alone(name)


def test_errors_come_back_from_pickles_and_copies() -> None:
    with pytest.raises(ParseError) as caught:
        parse("")
    for other in (pickle.loads(pickle.dumps(caught.value)), copy.copy(caught.value), copy.deepcopy(caught.value)):
        assert (str(other), other.reason) == (str(caught.value), "empty")
