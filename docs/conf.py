"""How Sphinx builds this folder; ``./run docs`` does it with warnings as errors, offline."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

import newsparse  # noqa: E402
from newsparse import article, many  # noqa: E402

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "newsparse"
author = "The newsparse authors"
project_copyright = "the newsparse authors; MIT licence"
try:
    release = metadata.version("newsparse")
except metadata.PackageNotFoundError:
    release = "from its sources"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
exclude_patterns = ["_build"]
nitpicky = True
nitpick_ignore_regex = [("py:.*", r"(?!newsparse).*")]  # Python's own names and other libraries': their documentation is on the network

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 88
napoleon_google_docstring = True
napoleon_numpy_docstring = False

html_theme = "furo"
html_title = "newsparse"
html_static_path = ["_static"]
html_css_files = ["newsparse.css"]
html_theme_options = {"source_directory": "docs/"}
html_show_sphinx = False
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
copybutton_only_copy_prompt_lines = True


def undocumented(names: set[str]) -> list[str]:
    """Public names of newsparse, and fields of its types, that are not among the names."""
    wanted = {f"newsparse.{name}" for name in newsparse.__all__ if name != "__version__"}
    for owner in (*article.__all__, *many.__all__):
        if attrs.has(getattr(newsparse, owner)):
            wanted |= {f"newsparse.{owner}.{field.name}" for field in attrs.fields(getattr(newsparse, owner))}
    return sorted(wanted - names)


def _check(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.name == "html":
        missing = undocumented(set(app.env.domains["py"].objects))
        if missing:
            raise ValueError(f"the reference lacks {', '.join(missing)}")


def _no_signature(app: Sphinx, what: str, name: str, thing: object, *_: object) -> tuple[str, None] | None:
    """A class of fields is shown by its fields alone; its signature would only say them all a second time."""
    return ("", None) if what == "class" and isinstance(thing, type) and attrs.has(thing) else None


LATER = {"corpora", "engines", "profiles", "inspector", "safety"}
"""Guides that come with their parts of the package."""


def _only_there(app: Sphinx, name: str, source: list[str]) -> None:
    if name == "index":
        there = (line for line in source[0].splitlines() if line not in LATER or (ROOT / "docs" / f"{line}.md").exists())
        source[0] = "\n".join(there)


_FIELD = "attribute"
_worded: dict[str, list[str]] = {}


def _keep(app: Sphinx, what: str, name: str, thing: object, options: object, lines: list[str]) -> None:
    if what == _FIELD:
        _worded[name] = list(lines)


def _restore(app: Sphinx, what: str, name: str, thing: object, options: object, lines: list[str]) -> None:
    """What stands under a field is a sentence; napoleon takes the words before a colon in it for a type."""
    if what == _FIELD:
        lines[:] = _worded.pop(name)


def setup(app: Sphinx) -> None:
    app.connect("source-read", _only_there)
    app.connect("autodoc-process-docstring", _keep, priority=400)
    app.connect("autodoc-process-docstring", _restore, priority=600)
    app.connect("autodoc-process-signature", _no_signature)
    app.connect("build-finished", _check)
