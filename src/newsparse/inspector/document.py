"""A report as one HTML file: templates filled in, with styles and script inside and a policy that lets nothing else in.

Page text reaches a report only through the templates, which escape all that is put into them. Should that ever fail, the browser
still runs and loads nothing: the content security policy allows the one style sheet and the one script by their hashes.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from newsparse.write.safe import clean, safe_url

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["MissingExtraError", "render"]

_NEEDS = "reports need Jinja: pip install 'newsparse[inspect]'"


class MissingExtraError(ImportError):
    """Reports need an extra that is not installed; the message says which."""


def render(template: str, *, styles: tuple[str, ...], scripts: tuple[str, ...], **values: Any) -> str:
    """Fill in a template of ``assets/``.

    Args:
        template: Its file name.
        styles: Style sheets of ``assets/``, put into the file in this order.
        scripts: Scripts of ``assets/``, likewise.
        values: What the template shows. Every str is made harmless and escaped.

    Raises:
        MissingExtraError: where Jinja is not installed.
    """
    style, script = _joined(styles), _joined(scripts)
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    page = _environment().get_template(template)
    return page.render(**values, policy=policy, style=_Trusted(style), script=_Trusted(script), version=_version())


@cache
def _version() -> str:
    try:
        return version("newsparse")
    except PackageNotFoundError:
        return ""  # run from its sources without being installed


class _Trusted(str):
    """Our own styles and script, which stand in the file as they are."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


@cache
def _joined(names: tuple[str, ...]) -> str:
    assets = resources.files("newsparse.inspector") / "assets"
    return "\n".join((assets / name).read_text("utf-8") for name in names)


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode("ascii")


@cache
def _environment() -> Environment:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise MissingExtraError(_NEEDS) from error
    environment = Environment(
        loader=PackageLoader("newsparse.inspector", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.filters["web"] = _web
    environment.filters["percent"] = lambda odds: f"{odds:.0%}"
    environment.filters["count"] = lambda number: f"{number:,}".replace(",", "\u202f")
    return environment


def _harmless(value: object) -> object:
    """Text without the controls that steer terminals and editors; what is markup already stays."""
    return clean(value) if type(value) is str else value


def _web(url: str | None) -> str | None:
    """An address that a report may link to: a safe and absolute one."""
    safe = safe_url(url)
    return safe if safe and safe.lower().startswith(("http://", "https://")) else None
