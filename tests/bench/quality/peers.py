"""The tools Nutgraf is measured against, each read as its own documentation says."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec

_BLOCKS = (
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table td th tr ul"
).split()


@dataclass(frozen=True, slots=True)
class Found:
    """What a tool took from a page."""

    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None


Peer = Callable[[str, str | None], Found]


def _trafilatura(
    html: str, url: str | None, *, include_comments: bool = False, favor_precision: bool = False
) -> Found:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(
        html,
        url=url,
        with_metadata=True,
        include_comments=include_comments,
        favor_precision=favor_precision,
    )
    if found is None or isinstance(found, dict):
        return Found()
    names = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    text = "\n".join(part for part in (found.text, found.comments) if part)
    return Found(text, found.title, names, found.date)


def _readability(html: str, url: str | None) -> Found:
    from lxml.html import HtmlElement, fromstring
    from readability import Document  # type: ignore[import-untyped]

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    document = Document(html, url=url)
    tree: HtmlElement = fromstring(document.summary(html_partial=True))
    for element in tree.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "")
    return Found(tree.text_content(), document.short_title() or None)


def _resiliparse(html: str, url: str | None) -> Found:
    from resiliparse.extract.html2text import extract_plain_text

    return Found(extract_plain_text(html, main_content=True, alt_texts=False))


PEERS: Mapping[str, Peer] = {
    "trafilatura": partial(_trafilatura, include_comments=True),
    "trafilatura, no comments": _trafilatura,
    "trafilatura, precision": partial(_trafilatura, favor_precision=True),
    "readability-lxml": _readability,
    "resiliparse": _resiliparse,
}
_MODULES = {"readability-lxml": "readability", "resiliparse": "resiliparse"}


def installed() -> dict[str, bool]:
    """Each peer and whether it can be asked on this machine."""
    return {name: find_spec(_MODULES.get(name, "trafilatura")) is not None for name in PEERS}
