"""Second looks at the labelled page: roles that only the whole page settles, by what stands around what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.label.mend.captions import mend_captions
from newsparse.label.mend.headings import mend_headings
from newsparse.label.mend.inline import mend_inline
from newsparse.label.mend.kicker import mend_kicker
from newsparse.label.mend.neighbours import mend_neighbours
from newsparse.label.mend.sections import mend_sections
from newsparse.label.mend.span import body_span
from newsparse.label.mend.standfirst import mend_standfirst

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage
    from newsparse.label.phrases import PhraseIndex

__all__ = ["mend"]


def mend(labelled: LabelledPage, phrases: PhraseIndex) -> None:
    """Change the labels that the page as a whole speaks against, in place and before any field is read."""
    mend_captions(labelled, phrases)
    mend_headings(labelled)
    span = body_span(labelled)
    mend_neighbours(labelled, span, phrases)
    mend_inline(labelled, span, phrases)
    mend_sections(labelled, phrases)
    mend_kicker(labelled, phrases)
    mend_standfirst(labelled, span)
