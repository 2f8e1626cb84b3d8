"""What holds for every page whatever roles its blocks have: no labeller is so wrong that a field breaks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsparse.errors import ParseError
from newsparse.label.labelled import Label, LabelledPage
from newsparse.label.lexicons import lexicons_for
from newsparse.parser import article_of
from newsparse.read.reader import read
from newsparse.roles import Role
from tests.invariants import check_article
from tests.test_parse import WORDS, markup

ROLES = st.lists(st.sampled_from(list(Role)), min_size=1, max_size=30)


def check_with(page: str, kind: str, roles: list[Role]) -> None:
    try:
        seen = read(page, url="https://news.example/2021/06/29/a-page", kind="html" if kind == "html" else "text")
    except ParseError:
        return
    labels = [Label(roles[index % len(roles)], 0.5, "at random") for index in range(len(seen.blocks))]
    check_article(article_of(LabelledPage(seen, labels, lexicons_for(seen)), None))


@given(markup(), ROLES)
def test_any_roles_in_html(page: str, roles: list[Role]) -> None:
    check_with(page, "html", roles)


@given(st.lists(WORDS, max_size=12).map("\n".join), ROLES)
def test_any_roles_in_text(page: str, roles: list[Role]) -> None:
    check_with(page, "text", roles)
