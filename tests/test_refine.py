"""Kinds of boilerplate: by labels, then by what stands around."""

from __future__ import annotations

import pytest

from newsparse.label.lexicons import lexicons_for
from newsparse.label.phrases import phrase_index
from newsparse.label.refine import Boilerplate
from newsparse.read.reader import read
from newsparse.roles import Role

STEPS = "<nav class='breadcrumbs'><ol><li><a href='/'>Home</a></li><li><a href='/n'>Local news</a></li><li>Harbour</li></ol></nav>"
KINDS = [
    ("en", STEPS, [Role.BREADCRUMB, Role.BREADCRUMB, Role.BREADCRUMB]),
    ("en", "<nav><a href='/'>Home</a></nav>", [Role.NAVIGATION]),
    ("en", "<div class='breadcrumb'><p>Advertisement</p></div>", [Role.AD]),
    ("es", "<p><a href='/l'>Aviso legal</a></p>", [Role.LEGAL]),
    ("de", "<p><button>Artikel anhören</button></p>", [Role.PLAYER]),
    ("en", "<div class='newsletter'><p>The harbour in your inbox</p></div>", [Role.SUBSCRIBE]),
    ("en", "<p>© 2024 The Harbour Post</p>", [Role.LEGAL]),
    ("en", "<p>Nine days of rain</p>", [Role.OTHER]),
]


@pytest.mark.parametrize(("code", "html", "roles"), KINDS)
def test_kinds_of_boilerplate(code: str, html: str, roles: list[Role]) -> None:
    page = read(f"<html><body>{html}</body></html>", url=None, kind="html", language=code)
    phrases, boilerplate = phrase_index(lexicons_for(page)), Boilerplate(page)
    assert [boilerplate.role(block, phrases.find(block.text))[0] for block in page.blocks] == roles
